//! Numbers of log entries written as ranges, which an entry about erasing keeps.

use core::fmt;
use core::ops::RangeInclusive;
use serde_json::Value;

/// Entry numbers, written in ranges: "3-9, 12".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EntryNumbers(Vec<RangeInclusive<i64>>);

impl EntryNumbers {
    /// Groups the numbers into ranges.
    pub fn of(mut numbers: Vec<i64>) -> Self {
        numbers.sort_unstable();
        let mut ranges: Vec<RangeInclusive<i64>> = Vec::new();
        for number in numbers {
            match ranges.last_mut() {
                Some(last) if number <= last.end() + 1 => *last = *last.start()..=number,
                _ => ranges.push(number..=number),
            }
        }
        Self(ranges)
    }

    /// The number of entries.
    pub fn count(&self) -> i64 {
        self.0.iter().map(|range| range.end() - range.start() + 1).sum()
    }

    /// The ranges, in order.
    pub fn ranges(&self) -> impl Iterator<Item = &RangeInclusive<i64>> {
        self.0.iter()
    }

    /// The numbers listed by an entry about erasing; none when the entry is from a version that did not list them.
    pub fn listed_by(value: Option<&str>) -> Option<Self> {
        let value: Value = serde_json::from_str(value?).ok()?;
        Some(Self::parse(value.get("numbers")?.as_str()?))
    }

    fn parse(text: &str) -> Self {
        let range = |part: &str| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
        };
        Self(text.split(',').filter_map(range).collect())
    }
}

impl fmt::Display for EntryNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, range) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            match (range.start(), range.end()) {
                (from, to) if from == to => write!(f, "{comma}{from}")?,
                (from, to) => write!(f, "{comma}{from}-{to}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_listed_and_read_back() {
        for (numbers, text) in
            [(vec![], ""), (vec![4], "4"), (vec![12, 3, 4, 5, 5, 7], "3-5, 7, 12"), (vec![1, 2], "1-2")]
        {
            let listed = EntryNumbers::of(numbers);
            assert_eq!(listed.to_string(), text);
            let value = serde_json::json!({ "entries": listed.count(), "numbers": text }).to_string();
            assert_eq!(EntryNumbers::listed_by(Some(&value)), Some(listed));
        }
        assert_eq!(EntryNumbers::of(vec![1, 2, 9]).count(), 3);
        assert_eq!(EntryNumbers::listed_by(Some("{\"entries\":3}")), None);
        assert_eq!(EntryNumbers::listed_by(None), None);
    }
}
