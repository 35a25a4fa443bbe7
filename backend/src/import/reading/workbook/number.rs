//! Number formats: what a cell displays for a number, so that a staff code 007 stays 007.

/// How a cell displays its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Without a format.
    General,
    /// As a day, possibly with a time.
    Day,
    /// As a time or a duration.
    Time,
    /// As digits with literal characters: the parts for numbers from zero on, and for negative ones.
    Digits(Vec<Part>, Option<Vec<Part>>),
}

/// A part of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A digit, shown even when it is a leading zero.
    Zero,
    /// A digit, omitted when there is none.
    Digit,
    /// The decimal point.
    Point,
    /// Groups of thousands are separated.
    Thousands,
    /// As a percentage.
    Percent,
    /// A literal character.
    Sign(char),
}

impl Format {
    /// Parses a format code.
    pub fn of(code: &str) -> Self {
        let mut sections = code.split(';');
        let first = sections.next().unwrap_or_default();
        match parts(first) {
            None if is_day(first) => Self::Day,
            None if is_time(first) => Self::Time,
            None => Self::General,
            Some(parts) => Self::Digits(parts, sections.next().and_then(self::parts)),
        }
    }

    /// A number as a cell with this format displays it. None for a day or a time.
    pub fn shown(&self, number: f64) -> Option<String> {
        match self {
            Self::Day | Self::Time => None,
            Self::General => Some(plain(number)),
            Self::Digits(parts, below) => match below {
                Some(below) if number < 0.0 => Some(digits(below, -number)),
                _ if number < 0.0 => Some(format!("-{}", digits(parts, -number))),
                _ => Some(digits(parts, number)),
            },
        }
    }
}

/// The number with the 15 digits that spreadsheets store.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{number}");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// The parts of a section that displays digits; None for any other section, or a format that no list of staff needs.
fn parts(section: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut signs = section.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '0' => parts.push(Part::Zero),
            '#' | '?' => parts.push(Part::Digit),
            '.' => parts.push(Part::Point),
            ',' => parts.push(Part::Thousands),
            '%' => parts.push(Part::Percent),
            '"' => parts.extend(signs.by_ref().take_while(|sign| *sign != '"').map(Part::Sign)),
            '\\' => parts.extend(signs.next().map(Part::Sign)),
            // A space as wide as the character, or a character that fills the cell.
            '_' | '*' => {
                signs.next();
            }
            // A colour, a condition or a currency.
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let currency = inner.strip_prefix('$').map(|inner| inner.split('-').next().unwrap_or_default());
                parts.extend(currency.unwrap_or_default().chars().map(Part::Sign));
                if matches!(inner.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return None;
                }
            }
            ' ' | '-' | '+' | '(' | ')' | ':' | '£' | '$' | '€' => parts.push(Part::Sign(sign)),
            _ => return None,
        }
    }
    parts.iter().any(|part| matches!(part, Part::Zero | Part::Digit)).then_some(parts)
}

/// The letters of a section that are not quoted, escaped or in brackets.
fn letters(section: &str) -> String {
    let mut letters = String::new();
    let mut signs = section.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect::<String>().to_lowercase();
                if matches!(inner.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    letters.push_str(&inner);
                }
            }
            '\\' | '_' | '*' => drop(signs.next()),
            sign => letters.extend(sign.to_lowercase()),
        }
    }
    letters
}

fn is_day(section: &str) -> bool {
    let letters = letters(section);
    letters != "general" && letters.contains(['d', 'y'])
}

fn is_time(section: &str) -> bool {
    let letters = letters(section);
    letters != "general" && letters.contains(['h', 's', 'm'])
}

fn digits(parts: &[Part], number: f64) -> String {
    let is_place = |part: &Part| matches!(part, Part::Zero | Part::Digit);
    let point = parts.iter().position(|part| *part == Part::Point);
    let (before, after) = parts.split_at(point.unwrap_or(parts.len()));
    let decimals = after.iter().filter(|part| is_place(part)).count();
    let number = if parts.contains(&Part::Percent) { number * 100.0 } else { number };
    let text = format!("{number:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    // A comma after the last digit place divides by a thousand; between places it groups thousands.
    let last_place = before.iter().rposition(is_place);
    let has_thousands = before
        .iter()
        .enumerate()
        .any(|(at, part)| *part == Part::Thousands && last_place.is_some_and(|last| at < last));
    let mut left: Vec<char> = whole.chars().collect();
    if left == ['0'] && !before.contains(&Part::Zero) {
        left.clear();
    }
    let places = before.iter().filter(|part| is_place(part)).count();
    let mut shown: Vec<char> = Vec::new();
    let (mut place, mut written) = (0, 0);
    let push = |shown: &mut Vec<char>, digit: char, written: &mut usize| {
        if has_thousands && *written > 0 && written.is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
        *written += 1;
    };
    // From the last place to the first, which takes all remaining digits.
    for part in before.iter().rev() {
        match part {
            Part::Zero | Part::Digit => {
                place += 1;
                let none = (*part == Part::Zero).then_some('0');
                left.pop().or(none).into_iter().for_each(|digit| push(&mut shown, digit, &mut written));
                let remaining = if place == places { std::mem::take(&mut left) } else { Vec::new() };
                remaining.into_iter().rev().for_each(|digit| push(&mut shown, digit, &mut written));
            }
            Part::Sign(sign) => shown.push(*sign),
            Part::Percent => shown.push('%'),
            Part::Point | Part::Thousands => {}
        }
    }
    let mut text: String = shown.into_iter().rev().collect();
    let mut fraction = fraction.chars();
    for part in after {
        match part {
            Part::Point if decimals > 0 => text.push('.'),
            Part::Zero | Part::Digit => text.extend(fraction.next()),
            Part::Sign(sign) => text.push(*sign),
            Part::Percent => text.push('%'),
            Part::Point | Part::Thousands => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_shown() {
        for (number, code, shown) in [
            (451.0, "000000", "000451"),
            (451.0, "General", "451"),
            (451.0, "@", "451"),
            (451.0, "0", "451"),
            (1_234_567.0, "000000", "1234567"),
            (451.0, "\"S\"0000", "S0451"),
            (451.0, "\\S0000", "S0451"),
            (451.0, "00-0000", "00-0451"),
            (12_345_678.0, "000-0000", "1234-5678"),
            (451.0, "0000_-;-0000_-", "0451"),
            (451.0, "[Red]00000", "00451"),
            (1234.0, "#,##0", "1,234"),
            (12.0, "#,##0", "12"),
            (1.5, "0.00", "1.50"),
            (0.5, "0%", "50%"),
            (0.0, "000", "000"),
            (0.0, "###", ""),
            (-7.0, "000", "-007"),
            (7.25, "[$£-809]0.00", "£7.25"),
            (234_561_000_000.0, "0.00E+00", "234561000000"),
            (0.1 + 0.2, "General", "0.3"),
            (12.5, "# ?/?", "12.5"),
        ] {
            assert_eq!(Format::of(code).shown(number).as_deref(), Some(shown), "{number} {code}");
        }
    }

    #[test]
    fn days_and_times_are_told_from_numbers() {
        for (code, format) in [
            ("dd/mm/yyyy", Format::Day),
            ("[$-809]d mmmm yyyy;@", Format::Day),
            ("yyyy\\-mm\\-dd", Format::Day),
            ("h:mm", Format::Time),
            ("[h]:mm:ss", Format::Time),
            ("mm:ss.0", Format::Time),
            ("General", Format::General),
            ("@", Format::General),
            ("\"day\" @", Format::General),
        ] {
            assert_eq!(Format::of(code), format, "{code}");
        }
    }
}
