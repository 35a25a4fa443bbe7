//! Building sentences: how several things are listed.

/// "a", "a and b", "a, b and c", with `word` before the last.
pub fn joined(items: &[impl AsRef<str>], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_last_one_has_the_word_before_it() {
        for (items, said) in [(&[][..], ""), (&["a"], "a"), (&["a", "b"], "a or b"), (&["a", "b", "c"], "a, b or c")] {
            assert_eq!(joined(items, "or"), said);
        }
    }
}
