//! What the forms of an import's page send, and what comes of it.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Onward, all, first};
use crate::routes;
use domain::id::ImportId;
use domain::import::{Confirmed, Decisions, ImportListing, ReadingForm};
use domain::problem::Problem;

/// A form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// What the columns hold.
    Columns { has_header: bool, columns: Vec<(String, String)> },
    /// How the file is to be read.
    ReadAgain(ReadingForm),
    /// What was decided, to be kept.
    Keep(Decisions),
    /// What was decided, and that it is to be done as it was looked at.
    Confirm(Decisions, String),
    /// The file is to be thrown away.
    Discard,
}

impl Sent {
    /// Reads the pairs of a form.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let find = |name: &str| first(pairs, name);
        match find("then") {
            Some("columns") => Self::Columns {
                has_header: find("has_header").is_some(),
                columns: pairs.iter().filter(|(key, _)| key.starts_with("column_")).cloned().collect(),
            },
            Some("read") => Self::ReadAgain(reading(pairs)),
            Some("discard") => Self::Discard,
            Some("confirm") => Self::Confirm(decisions(pairs), find("looked_at").unwrap_or_default().to_owned()),
            _ => Self::Keep(decisions(pairs)),
        }
    }

    /// Does what was asked for and leads on; gives what stood in the way.
    pub async fn answer(self, import: ImportId, listing: ImportListing, onward: &Onward) -> Option<Problem> {
        let here = match listing.shown {
            Some(shown) => routes::import_rows(import, shown, listing.page),
            None => routes::import(import),
        };
        let to = match self {
            Self::Columns { has_header, columns } => {
                api::match_import_columns(import, has_header, columns).await.map(|()| routes::import(import))
            }
            Self::ReadAgain(form) => {
                api::read_import_again(import, form).await.map(|()| routes::import_columns(import))
            }
            Self::Keep(decisions) => api::decide_import(import, decisions).await.map(|()| here),
            Self::Confirm(decisions, looked_at) => confirm(import, decisions, looked_at).await,
            Self::Discard => api::discard_import(import).await.map(|()| routes::IMPORTS.to_owned()),
        };
        match to {
            Ok(to) => {
                onward.go(&to);
                None
            }
            Err(Failure(problem)) => Some(problem),
        }
    }
}

/// What was decided on the page is kept first: if it changes anything, the import is looked at again before it is done. Keeping has
/// nothing to keep for an import that is done already; confirming that again leads to its result.
async fn confirm(import: ImportId, decisions: Decisions, looked_at: String) -> Result<String, Failure> {
    match api::decide_import(import, decisions).await {
        Ok(()) | Err(Failure(Problem::NotFound)) => {}
        Err(failure) => return Err(failure),
    }
    Ok(match api::confirm_import(import, looked_at).await? {
        Confirmed::Done => routes::import(import),
        Confirmed::LookAgain => format!("{}?again=1", routes::import(import)),
    })
}

fn reading(pairs: &[(String, String)]) -> ReadingForm {
    let text = |name: &str| first(pairs, name).unwrap_or_default().to_owned();
    ReadingForm {
        encoding: text("encoding"),
        separator: text("separator"),
        headings: text("headings"),
        sheets: all(pairs, "sheet").map(str::to_owned).collect(),
        skips_hidden_rows: first(pairs, "skips_hidden_rows").is_some(),
        organisation: text("organisation"),
    }
}

fn decisions(pairs: &[(String, String)]) -> Decisions {
    let list = |name: &str| all(pairs, name).map(str::to_owned).collect();
    let roles = all(pairs, "word").enumerate().filter_map(|(place, word)| {
        let code = first(pairs, &Decisions::role_name(place))?;
        Some((word.to_owned(), code.to_owned()))
    });
    let same = pairs.iter().filter_map(|(key, value)| Some((key.strip_prefix("same_")?.parse().ok()?, value.clone())));
    Decisions {
        roles: roles.collect(),
        other_role: first(pairs, "other_role").map(str::to_owned),
        same: same.collect(),
        shown_leavers: list("shown"),
        ticked_leavers: list("leaver"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Sent {
        Sent::read(&pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn the_button_says_what_a_form_is_for() {
        let columns = read(&[("then", "columns"), ("has_header", "true"), ("column_0", "first_name"), ("other", "x")]);
        let pairs = vec![("column_0".to_owned(), "first_name".to_owned())];
        assert_eq!(columns, Sent::Columns { has_header: true, columns: pairs });
        assert_eq!(read(&[("then", "discard")]), Sent::Discard);
        let form = ReadingForm {
            headings: "3".to_owned(),
            sheets: vec!["A".to_owned(), "B".to_owned()],
            ..ReadingForm::default()
        };
        assert_eq!(read(&[("then", "read"), ("headings", "3"), ("sheet", "A"), ("sheet", "B")]), Sent::ReadAgain(form));
        assert_eq!(read(&[]), Sent::Keep(Decisions::default()));
    }

    #[test]
    fn decisions_are_read_with_what_they_are_about() {
        let sent = read(&[
            ("word", "Cook"),
            ("word", "Teacher"),
            ("role_1", "full-edit"),
            ("role_0", ""),
            ("other_role", "minimal-read-only"),
            ("same_12", "abc"),
            ("same_x", "abc"),
            ("shown", "a"),
            ("shown", "b"),
            ("leaver", "b"),
            ("looked_at", "f"),
            ("then", "confirm"),
        ]);
        let text = str::to_owned;
        let decisions = Decisions {
            roles: vec![(text("Cook"), String::new()), (text("Teacher"), text("full-edit"))],
            other_role: Some(text("minimal-read-only")),
            same: vec![(12, text("abc"))],
            shown_leavers: vec![text("a"), text("b")],
            ticked_leavers: vec![text("b")],
        };
        assert_eq!(sent, Sent::Confirm(decisions, text("f")));
    }
}
