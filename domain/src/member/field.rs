//! Every field of a member.

use super::{Definition, PlainField, typed};

/// A field of a member, in the order of exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberField {
    /// "Mrs", "Dr", …
    Title,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Contact email address.
    Email,
    /// What they do at the school.
    JobTitle,
    /// The school's own label.
    Username,
    /// The school's short code.
    StaffCode,
    /// Their id in the MIS.
    MisId,
    /// The name they go by.
    KnownAs,
    /// Their last day.
    LeavingOn,
    /// A field that needs no rule of its own.
    Plain(PlainField),
}

impl MemberField {
    /// The fields with a type of their own.
    const TYPED: [Self; 10] = [
        Self::Title,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::JobTitle,
        Self::Username,
        Self::StaffCode,
        Self::MisId,
        Self::KnownAs,
        Self::LeavingOn,
    ];

    /// All fields, in the order of exports.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TYPED.into_iter().chain(PlainField::ALL.iter().copied().map(Self::Plain))
    }

    /// The field that the database and the audit log call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|field| field.definition().code == code)
    }

    /// What forms, summaries, imports and exports call it.
    pub const fn label(self) -> &'static str {
        self.definition().label
    }

    /// Its definition.
    pub const fn definition(self) -> &'static Definition {
        match self {
            Self::Title => &typed::TITLE,
            Self::FirstName => &typed::FIRST_NAME,
            Self::LastName => &typed::LAST_NAME,
            Self::Email => &typed::EMAIL,
            Self::JobTitle => &typed::JOB_TITLE,
            Self::Username => &typed::USERNAME,
            Self::StaffCode => &typed::STAFF_CODE,
            Self::MisId => &typed::MIS_ID,
            Self::KnownAs => &typed::KNOWN_AS,
            Self::LeavingOn => &typed::LEAVING_ON,
            Self::Plain(field) => field.definition(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::import::ImportField;

    #[test]
    fn each_field_has_a_code_and_words_of_its_own() {
        let fields: Vec<_> = MemberField::all().collect();
        for (at, field) in fields.iter().enumerate() {
            let definition = field.definition();
            assert_eq!(MemberField::from_code(definition.code), Some(*field));
            assert!(!definition.label.is_empty() && !definition.logged.is_empty(), "{field:?}");
            let is_shared = |other: &MemberField| other.definition().label == definition.label;
            assert!(!fields[..at].iter().any(is_shared), "{field:?}");
        }
    }

    #[test]
    fn an_import_takes_an_exported_column_for_its_field() {
        for field in MemberField::all().filter(|field| field.definition().export.is_some()) {
            let definition = field.definition();
            let taken = ImportField::named(definition.label).and_then(|(taken, _)| taken.member());
            assert_eq!(taken, definition.import.map(|_| field), "{field:?}");
        }
    }

    /// Where a field's label is written that is not about the field: an account's address, the last day of an exception,
    /// and the headings that an MIS writes.
    const OF_SOMETHING_ELSE: [(&str, &str); 5] = [
        ("backend/src/import/sample.rs", "Title"),
        ("backend/src/import/sample.rs", "Leaving date"),
        ("app/src/pages/sign_in/fields.rs", "Email address"),
        ("app/src/pages/forgotten.rs", "Email address"),
        ("app/src/pages/exceptions/form.rs", "Last day"),
    ];

    /// The Rust files of a crate besides tests.
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => sources(&path, found),
                false => found.push(path),
            }
        }
    }

    #[test]
    fn what_a_field_is_called_is_written_in_its_definition_only() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut files = Vec::new();
        for crate_name in ["app", "backend", "domain", "server"] {
            sources(&root.join(crate_name).join("src"), &mut files);
        }
        let mut wrong = Vec::new();
        for file in files {
            let name = file.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if name.starts_with("domain/src/member/")
                || name.contains("/tests/")
                || name.ends_with("tests.rs")
                || name.ends_with("mutations.rs")
            {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            for definition in MemberField::all().map(MemberField::definition) {
                for label in [definition.label, definition.heading, definition.logged] {
                    let is_else = OF_SOMETHING_ELSE.contains(&(name.as_str(), label));
                    if text.contains(&format!("\"{label}\"")) && !is_else {
                        wrong.push((name.clone(), label));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "ask `MemberField` for the words: {wrong:?}");
    }
}
