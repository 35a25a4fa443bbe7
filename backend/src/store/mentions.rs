//! Recognising a person in other rows' text by everything they were ever called.

use crate::search_key::normalise;
use crate::store::{EntryWords, texts};
use domain::form::account::ChangeEmailForm;
use domain::id::MemberId;
use serde_json::Value;
use std::collections::BTreeSet;

/// Everything a person was ever called, as other rows may mention it: full names, addresses and usernames, each as its
/// words in order. "Quagmire, Zebedee", "zebedee.quagmire@…" and adjacent cells "Zebedee" and "Quagmire" all mention
/// Zebedee Quagmire; "Quagmire" alone does not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions(BTreeSet<Vec<String>>);

impl Mentions {
    /// Adds a full name, in either order.
    pub fn add_name(&mut self, first: &str, last: &str) {
        self.add(&format!("{first} {last}"));
        self.add(&format!("{last} {first}"));
    }

    /// Adds an email address.
    pub fn add_address(&mut self, address: &str) {
        self.add(address);
    }

    /// Adds a username, unless it is a common word: "office" does not identify the person who has it.
    pub fn add_username(&mut self, username: &str) {
        let words = words(username);
        let is_telling = |word: &String| {
            let named = |name: &Vec<String>| name.iter().any(|part| part.len() > 2 && word.contains(part.as_str()));
            word.chars().any(|sign| sign.is_ascii_digit()) || self.0.iter().any(named)
        };
        // An empty mention would be found in every text.
        let is_telling = words.len() > 1 || words.iter().all(is_telling);
        if is_telling && !words.is_empty() {
            self.0.insert(words);
        }
    }

    fn add(&mut self, text: &str) {
        let words = words(text);
        if words.len() > 1 {
            self.0.insert(words);
        }
    }

    /// Adds the names in a log entry that this person made or that is about them.
    pub fn learn(&mut self, member: MemberId, words: &EntryWords) {
        let [actor_name, subject_name, values @ ..] = &words.erasable;
        if is_by(words, member) {
            actor_name.iter().for_each(|name| self.add(name));
        }
        if !is_about(words, member) {
            return;
        }
        subject_name.iter().for_each(|name| self.add(name));
        for value in values.iter().flatten().filter_map(|value| serde_json::from_str::<Value>(value).ok()) {
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            if let (Some(first), Some(last)) = (text("first_name"), text("last_name")) {
                self.add_name(first, last);
            }
            ["email", ChangeEmailForm::NEW].into_iter().filter_map(text).for_each(|address| self.add_address(address));
            text("username").into_iter().for_each(|username| self.add_username(username));
        }
    }

    /// Whether the text mentions the person.
    pub fn are_in(&self, text: &str) -> bool {
        let words = words(text);
        self.0.iter().any(|mention| words.windows(mention.len()).any(|some| is_same(some, mention)))
    }

    /// The text with `instead` in place of each mention; `None` where it has none. A mention takes the words it is made
    /// of with what is written between them; what follows its last letter stays.
    pub fn replaced_in(&self, text: &str, instead: &str) -> Option<String> {
        if !self.are_in(text) {
            return None;
        }
        let longest = self.0.iter().map(Vec::len).max().unwrap_or_default();
        // Where each word begins and ends.
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for (at, sign) in text.char_indices().filter(|(_, sign)| !sign.is_whitespace()) {
            let end = at + sign.len_utf8();
            match spans.last_mut() {
                Some((_, before)) if *before == at => *before = end,
                _ => spans.push((at, end)),
            }
        }
        let (mut left, mut written, mut place) = (String::new(), 0, 0);
        while let Some((begin, _)) = spans.get(place).copied() {
            let ends = spans[place..].iter().take(longest).map(|(_, end)| *end);
            match ends.enumerate().find(|(_, end)| self.are_in(&text[begin..*end])) {
                // A mention that begins with a later word is found there.
                Some((more, end))
                    if !spans.get(place + 1).is_some_and(|next| more > 0 && self.are_in(&text[next.0..end])) =>
                {
                    let whole = text[begin..end].trim_end_matches(|sign: char| !sign.is_alphanumeric());
                    left.push_str(&text[written..begin]);
                    left.push_str(instead);
                    written = begin + whole.len();
                    place += more + 1;
                }
                _ => place += 1,
            }
        }
        left.push_str(&text[written..]);
        // Nothing of a mention stays, however it was written.
        Some(if self.are_in(&left) { instead.to_owned() } else { left })
    }

    /// Whether a log value, which is JSON, mentions the person in one of its texts.
    fn are_in_value(&self, value: &str) -> bool {
        match serde_json::from_str(value) {
            Ok(value) => texts(&value).into_iter().any(|text| self.are_in(text)),
            Err(_) => self.are_in(value),
        }
    }

    /// The words of an entry that remain once the person is erased from it.
    pub fn left_of(&self, member: MemberId, words: &EntryWords) -> [Option<String>; 4] {
        let [actor_name, subject_name, old, new] = words.erasable.clone();
        let (by, about) = (is_by(words, member), is_about(words, member));
        // Another person's name stays, even if it is the same.
        let names_subject = about || (!is_user(words) && subject_name.as_deref().is_some_and(|name| self.are_in(name)));
        let value = |value: Option<String>| value.filter(|value| !about && !self.are_in_value(value));
        [actor_name.filter(|_| !by), subject_name.filter(|_| !names_subject), value(old), value(new)]
    }

    /// The words of each mention, for a coarser search that finds at least what [`are_in`](Mentions::are_in) does.
    pub fn searches(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(Vec::as_slice)
    }
}

fn is_user(words: &EntryWords) -> bool {
    matches!(&words.kept, [_, Some(kind), ..] if kind == "user")
}

fn is_about(words: &EntryWords, member: MemberId) -> bool {
    is_user(words) && matches!(&words.kept, [_, _, Some(id), _] if *id == member.to_string())
}

fn is_by(words: &EntryWords, member: MemberId) -> bool {
    matches!(&words.kept, [.., Some(actor)] if *actor == member.to_string())
}

/// The words of a text, in their searchable form.
fn words(text: &str) -> Vec<String> {
    let folded = normalise(text);
    folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the words equal the mention; the last one may end in a possessive s.
fn is_same(words: &[String], mention: &[String]) -> bool {
    let (Some((last, before)), Some((known, known_before))) = (words.split_last(), mention.split_last()) else {
        return false;
    };
    before == known_before && (last == known || last.strip_suffix('s') == Some(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_however_they_are_mentioned_and_nobody_else() {
        let mut mentions = Mentions::default();
        mentions.add_name("Zoë", "O'Brien");
        mentions.add_address("zob@oak.sch.uk");
        mentions.add_username("zobrien");
        mentions.add_username("office");
        mentions.add_username("");
        mentions.add_address("");
        for text in [
            "ask Zoe O’Brien",
            "zoë obrien's lamp",
            "OBRIEN, ZOE",
            "[\"x\",\"Zoë\",\"O'Brien\"]",
            "mail zob@oak.sch.uk.",
            "zoe.obrien@other.uk",
            "ZObrien",
        ] {
            assert!(mentions.are_in(text), "{text}");
        }
        for text in
            ["Zoe", "O'Brien", "Zoe Smith and Amy O'Brien", "bob@oak.sch.uk", "the office", "Zoe O'Briensson", ""]
        {
            assert!(!mentions.are_in(text), "{text}");
        }
    }

    #[test]
    fn a_mention_is_replaced_and_the_rest_stays() {
        let mut mentions = Mentions::default();
        mentions.add_name("Zoë", "O'Brien");
        mentions.add_address("zob@oak.sch.uk");
        for (text, left) in [
            ("Built it with Zoë O'Brien, then left.", "Built it with X, then left."),
            ("Zoe O’Brien's lamp\nand Zoe", "X lamp\nand Zoe"),
            ("Ask zob@oak.sch.uk.", "Ask X."),
            ("O'Brien, Zoë and\nZOE O'BRIEN", "X and\nX"),
        ] {
            assert_eq!(mentions.replaced_in(text, "X").as_deref(), Some(left), "{text}");
        }
        assert_eq!(mentions.replaced_in("Zoe and O'Brien", "X"), None);
    }
}
