//! Binding values to composed statements.

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

/// A value bound to a statement.
pub(super) enum SqlValue {
    Text(String),
    /// NULL in a column of text.
    NoText,
    Number(i64),
    /// NULL in a column of numbers.
    NoNumber,
}

impl SqlValue {
    pub fn bind_to(self, query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        match self {
            Self::Text(text) => query.bind(text),
            Self::NoText => query.bind(None::<String>),
            Self::Number(number) => query.bind(number),
            Self::NoNumber => query.bind(None::<i64>),
        }
    }
}

impl From<String> for SqlValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for SqlValue {
    fn from(code: &'static str) -> Self {
        Self::Text(code.to_owned())
    }
}

impl From<Option<String>> for SqlValue {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::NoText, Self::Text)
    }
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A condition within one school, which is `$1`, and its values from `$2` on.
pub(super) struct Condition {
    pub sql: String,
    bound: Vec<SqlValue>,
}

impl Condition {
    /// Begins with `sql`.
    pub fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), bound: Vec::new() }
    }

    /// Binds a value; gives its placeholder's index.
    pub fn bind(&mut self, value: impl Into<SqlValue>) -> usize {
        self.bound.push(value.into());
        // $1 is the school.
        self.bound.len() + 1
    }

    /// Binds the values, in order.
    pub fn bind_to(self, query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        self.bound.into_iter().fold(query, |query, value| value.bind_to(query))
    }
}

/// Values in one list `IN (…)`.
const SOME: usize = 100;

/// Splits `all` into parts of one size, so that one prepared statement serves all of them: the last part is filled up
/// with its last value. A single value stays single.
pub(super) fn some_at_once<T: Copy>(all: &[T]) -> impl Iterator<Item = Vec<T>> {
    all.chunks(SOME).map(|some| {
        let size = if all.len() == 1 { 1 } else { SOME };
        some.iter().chain(some.last().into_iter().cycle()).take(size).copied().collect()
    })
}

/// `$2, $3`: placeholders for each of `some`, after `before` others.
pub(super) fn places_for<T>(some: &[T], before: usize) -> String {
    (1..=some.len()).map(|number| format!("${}", before + number)).collect::<Vec<_>>().join(", ")
}

/// A LIKE pattern for texts that contain `word`, with its special characters escaped.
pub(super) fn containing(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_taken_in_parts_of_one_size_and_none_is_lost() {
        let all: Vec<usize> = (0..250).collect();
        let parts: Vec<_> = some_at_once(&all).collect();
        assert!(parts.iter().all(|part| part.len() == SOME));
        let mut taken = parts.concat();
        taken.dedup();
        assert_eq!(taken, all);
        assert_eq!(some_at_once(&[7]).collect::<Vec<_>>(), [[7]]);
        assert_eq!(some_at_once::<usize>(&[]).count(), 0);
        assert_eq!(places_for(&[7, 8], 2), "$3, $4");
    }

    #[test]
    fn a_pattern_takes_its_word_literally() {
        assert_eq!(containing("50%_a!b\\c"), "%50!%!_a!!b\\c%");
    }
}
