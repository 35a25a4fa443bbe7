//! The sender of mails: an address and a name, encoded for a header that every mail program can read.

use domain::name::EmailAddress;
use lettre::Address;
use lettre::message::Mailbox;
use lettre::message::header::{HeaderName, HeaderValue};

/// Bytes of text in one encoded word: RFC 2047 allows 75 characters including its delimiters.
const MOST_ENCODED: usize = 45;
/// The longest header line; RFC 5322 recommends at most 78 characters.
const LINE: usize = 76;

/// The address and name that mail comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    name: String,
    address: Address,
}

/// An address that cannot be a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sender of emails must look like rolecall@school.example or Rolecall <rolecall@school.example>")]
pub struct SenderError;

impl Sender {
    /// The name when none is configured.
    const NAME: &'static str = "Rolecall";

    /// Parses `rolecall@school.example` or `Rolecall <rolecall@school.example>`.
    ///
    /// # Errors
    /// When it has neither form.
    pub fn parse(text: &str) -> Result<Self, SenderError> {
        let mailbox: Mailbox = text.trim().parse().map_err(|_| SenderError)?;
        let email = EmailAddress::parse(mailbox.email.as_ref()).map_err(|_| SenderError)?;
        let name = mailbox.name.map(|name| one_line(&name).trim().to_owned()).filter(|name| !name.is_empty());
        let address = email.as_str().parse().map_err(|_| SenderError)?;
        Ok(Self { name: name.unwrap_or_else(|| Self::NAME.to_owned()), address })
    }

    /// The address without the name.
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// The From header, with the name of the school the mail is sent for, or only Rolecall's.
    pub(super) fn header(&self, school: Option<&str>) -> HeaderValue {
        let name = match school {
            Some(school) => one_line(&format!("{school} via {}", self.name)),
            None => self.name.clone(),
        };
        // The library takes the envelope from its own form, while ours is what is sent. The library's form puts
        // encoded words one after another, between which some mail programs show a space inside a name.
        let read = Mailbox::new(Some(name.clone()), self.address.clone()).to_string();
        let written = folded("From: ", phrase(&name).into_iter().chain([format!("<{}>", self.address)]));
        HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str("From"), read, written)
    }
}

/// Makes a header one line: a line break would start another header, and the library refuses it.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Encodes a name as RFC 5322 and 2047 define: plain words as they are, and each run of other words in as few encoded
/// words as possible, split between characters. Only a run too long for one encoded word is split, because some
/// programs show a space there.
fn phrase(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    words
        .chunk_by(|a, b| is_plain(a) == is_plain(b))
        .flat_map(|run| {
            if run.iter().all(|word| is_plain(word)) {
                run.iter().map(|word| (*word).to_owned()).collect()
            } else {
                encoded(&run.join(" "))
            }
        })
        .collect()
}

/// Whether a word needs neither quoting nor encoding. Words with dots need it, although many programs tolerate them.
fn is_plain(word: &str) -> bool {
    word.len() <= MOST_ENCODED
        && !word.starts_with("=?")
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
}

fn encoded(text: &str) -> Vec<String> {
    use base64::Engine as _;
    let mut pieces = vec![String::new()];
    for character in text.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.len() + character.len_utf8() <= MOST_ENCODED => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
    }
    let word = |piece: String| format!("=?utf-8?b?{}?=", base64::engine::general_purpose::STANDARD.encode(piece));
    pieces.into_iter().map(word).collect()
}

/// Folds the words into lines within the limit; `name` is on the first line.
fn folded(name: &str, words: impl Iterator<Item = String>) -> String {
    let (mut text, mut length) = (String::new(), name.len());
    for word in words {
        if text.is_empty() {
            length += word.len();
        } else if length + 1 + word.len() > LINE {
            text.push_str("\r\n ");
            length = 1 + word.len();
        } else {
            text.push(' ');
            length += 1 + word.len();
        }
        text.push_str(&word);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    #[test]
    fn a_sender_is_an_address_with_or_without_a_name() {
        for (text, name, address) in [
            ("rolecall@school.example", "Rolecall", "rolecall@school.example"),
            ("Rolecall <rolecall@school.example>", "Rolecall", "rolecall@school.example"),
            (" \"Hillside, staff\" <it@school.example> ", "Hillside, staff", "it@school.example"),
            ("<it@school.example>", "Rolecall", "it@school.example"),
        ] {
            let sender = Sender::parse(text).unwrap();
            assert_eq!((sender.name.as_str(), sender.address.to_string().as_str()), (name, address), "{text}");
        }
        for text in ["", "nobody", "Rolecall", "Rolecall <nobody>", "a@school.example, b@school.example"] {
            assert_eq!(Sender::parse(text), Err(SenderError), "{text}");
        }
    }

    /// School names, from short to long, with every kind of character.
    fn names() -> Vec<String> {
        let long =
            "Saint Aldhelm’s Church of England Voluntary Aided Primary School and Nursery, Little Wittering-on-Sea";
        let mut names: Vec<String> =
            (1..=long.chars().count()).map(|most| long.chars().take(most).collect::<String>()).collect();
        names.extend(
            [
                "Queen’s Park Lower School & King’s Park Upper School’s Federation",
                "Ysgol Gymraeg Tŷ’r Ânt",
                "St. Mary's (Hillside)",
                "\"The\" School; <evil@example.org>",
                "=?utf-8?b?U2Nob29s?= of Encodings",
                "École élémentaire",
            ]
            .map(str::to_owned),
        );
        names.into_iter().filter(|name| !name.ends_with(' ')).collect()
    }

    #[test]
    fn another_program_reads_the_name_as_it_was_written() {
        let sender = Sender::parse("rolecall@school.example").unwrap();
        let names = names();
        let mails: Vec<String> = names
            .iter()
            .map(|name| {
                let mail = lettre::Message::builder()
                    .raw_header(sender.header(Some(name)))
                    .to("amy@school.example".parse().unwrap())
                    .subject("Hello")
                    .body(String::new())
                    .unwrap();
                assert_eq!(mail.envelope().from().map(ToString::to_string).as_deref(), Some("rolecall@school.example"));
                String::from_utf8(mail.formatted()).unwrap()
            })
            .collect();
        for mail in &mails {
            assert!(mail.lines().all(|line| line.len() <= 78), "{mail}");
        }
        let program = "import sys, email, email.policy\n\
            for mail in sys.stdin.read().split('\\0'):\n\
            \x20   address = email.message_from_string(mail, policy=email.policy.default)['From'].addresses[0]\n\
            \x20   print(address.display_name, address.addr_spec, sep='|')\n";
        let mut python = Command::new("python3")
            .args(["-X", "utf8", "-c", program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this test needs python3, which reads the mails");
        python.stdin.take().unwrap().write_all(mails.join("\0").as_bytes()).unwrap();
        let output = python.wait_with_output().unwrap();
        let read = String::from_utf8(output.stdout).unwrap();
        let expected: Vec<String> =
            names.iter().map(|name| format!("{name} via Rolecall|rolecall@school.example")).collect();
        assert_eq!(read.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_that_are_too_long_are_divided_between_characters() {
        use base64::Engine as _;
        let name = "山".repeat(40);
        let words = phrase(&name);
        assert!(words.len() > 1 && words.iter().all(|word| word.len() <= 75), "{words:?}");
        let read: String = words
            .iter()
            .map(|word| {
                let word = word.strip_prefix("=?utf-8?b?").unwrap().strip_suffix("?=").unwrap();
                String::from_utf8(base64::engine::general_purpose::STANDARD.decode(word).unwrap()).unwrap()
            })
            .collect();
        assert_eq!(read, name);
    }
}
