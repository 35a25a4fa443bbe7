//! The forms of an import's page, and carrying them out.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, all, first};
use crate::routes;
use domain::id::ImportId;
use domain::import::{Decisions, ImportConfirmResult, ImportListing, ReadingForm};
use domain::problem::Problem;

/// A form posted to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SubmittedImport {
    /// Sets what the columns hold.
    Columns { has_header: bool, columns: Vec<(String, String)> },
    /// Reads the file again with other settings.
    ReadAgain(ReadingForm),
    /// Saves the decisions.
    Keep(Decisions),
    /// Saves the decisions and carries out the import as it was reviewed.
    Confirm(Decisions, String),
    /// Discards the file.
    Discard,
}

impl SubmittedImport {
    /// Parses the pairs of a form.
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

    /// Carries out the form and redirects; returns what prevented it.
    pub async fn answer(self, import: ImportId, listing: ImportListing, redirector: &Redirector) -> Option<Problem> {
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
                redirector.go(&to);
                None
            }
            Err(Failure(problem)) => Some(problem),
        }
    }
}

/// Confirms the import together with the decisions made on the page. If something has changed since it was reviewed,
/// the decisions are saved and the import has to be reviewed again.
async fn confirm(import: ImportId, decisions: Decisions, looked_at: String) -> Result<String, Failure> {
    Ok(match api::confirm_import(import, looked_at, decisions).await? {
        ImportConfirmResult::Done => routes::import(import),
        ImportConfirmResult::LookAgain(moved) => routes::import_again(import, &moved),
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
    let answers =
        pairs.iter().filter_map(|(key, value)| Some((key.strip_prefix("answer_")?.parse().ok()?, value.clone())));
    let kinds = pairs.iter().filter_map(|(key, value)| Some((key.strip_prefix("kind_")?.to_owned(), value.clone())));
    let corrections = pairs.iter().filter_map(|(key, value)| {
        let (row, field) = key.strip_prefix("fix_")?.split_once('_')?;
        Some((row.parse().ok()?, field.to_owned(), value.clone()))
    });
    Decisions {
        roles: roles.collect(),
        other_role: first(pairs, "other_role").map(str::to_owned),
        answers: answers.collect(),
        kinds: kinds.collect(),
        shown_leavers: list("shown"),
        ticked_leavers: list("leaver"),
        shown_roles: list("role_shown"),
        ticked_roles: list("role_change"),
        corrections: corrections.collect(),
        is_ours: first(pairs, "ours_shown").map(|_| first(pairs, "ours").is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    fn read(pairs: &[(&str, &str)]) -> SubmittedImport {
        SubmittedImport::read(&form_pairs(pairs))
    }

    #[test]
    fn the_button_says_what_a_form_is_for() {
        let columns = read(&[("then", "columns"), ("has_header", "true"), ("column_0", "first_name"), ("other", "x")]);
        let pairs = vec![("column_0".to_owned(), "first_name".to_owned())];
        assert_eq!(columns, SubmittedImport::Columns { has_header: true, columns: pairs });
        assert_eq!(read(&[("then", "discard")]), SubmittedImport::Discard);
        let form = ReadingForm {
            headings: "3".to_owned(),
            sheets: vec!["A".to_owned(), "B".to_owned()],
            ..ReadingForm::default()
        };
        assert_eq!(
            read(&[("then", "read"), ("headings", "3"), ("sheet", "A"), ("sheet", "B")]),
            SubmittedImport::ReadAgain(form)
        );
        assert_eq!(read(&[]), SubmittedImport::Keep(Decisions::default()));
    }

    #[test]
    fn decisions_are_read_with_what_they_are_about() {
        let sent = read(&[
            ("word", "Cook"),
            ("word", "Teacher"),
            ("role_1", "full-edit"),
            ("role_0", ""),
            ("other_role", "minimal-read-only"),
            ("answer_12", "new"),
            ("answer_x", "new"),
            ("kind_same-id", "leave"),
            ("fix_7_email", "a@h.uk"),
            ("role_shown", "c"),
            ("ours_shown", "yes"),
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
            answers: vec![(12, text("new"))],
            kinds: vec![(text("same-id"), text("leave"))],
            corrections: vec![(7, text("email"), text("a@h.uk"))],
            shown_roles: vec![text("c")],
            is_ours: Some(false),
            shown_leavers: vec![text("a"), text("b")],
            ticked_leavers: vec![text("b")],
            ticked_roles: Vec::new(),
        };
        assert_eq!(sent, SubmittedImport::Confirm(decisions, text("f")));
    }
}
