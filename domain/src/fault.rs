//! What is wrong with one field of a form: a value for each fault, and its sentence. A fault with nothing to name is in
//! `fault/words.rs`, a fault of a line of text in `fault/text.rs`. The rules that find faults are elsewhere: in `form`
//! and with each value.

mod text;
mod words;

pub use text::{TextFault, TextKind};
pub use words::Fault;

use crate::access::Denial;
use crate::attribute::AttributeKind;
use crate::catalogue::Feature;
use crate::day::Day;
use crate::form::fixed::FixedBecause;
use crate::import::{DeletionWindow, ImportField, ListFault};
use crate::photo::PhotoError;
use crate::product::Product;
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldFault {
    /// A fault that has nothing to name.
    Plain(Fault),
    /// The text is not accepted.
    Text(TextFault),
    /// A rule forbids it.
    Denied(Denial),
    /// The field cannot be changed here.
    Fixed(FixedBecause),
    /// The file is not accepted as a list of staff.
    List(ListFault),
    /// The picture is not accepted as a photo.
    Photo(PhotoError),
    /// The role chosen in this product is not in the list.
    RoleNotInList(Product),
    /// This word of a file has no role chosen for it.
    RoleOfWord(String),
    /// The school has a role with this name.
    RoleNameTaken(String),
    /// The school has as many roles of its own as it can have: this number.
    TooManyRoles(u32),
    /// The role was changed after the form was opened.
    RoleChanged {
        /// Who changed it, and when; `None` if this is not known.
        by: Option<(String, String)>,
    },
    /// The change would affect what another person can do, and a rule forbids that.
    ChangesOther {
        /// First and last name.
        name: String,
        /// The rule that forbids it.
        denial: Denial,
    },
    /// The permission is published, so there is nothing to confirm.
    Published(Feature, Role),
    /// A deleted person has the address.
    Deleted(DeletionWindow),
    /// This word must be typed to confirm.
    TypeWord(String),
    /// This number of people match, which is more than can be changed at once.
    TooManyMatch(u64),
    /// At most this number of people can be changed at once.
    TickFewer(u32),
    /// The child cannot be handed over.
    ChildStays {
        /// The child's name.
        child: String,
        /// The name of the child's present key worker.
        from: String,
        /// The rule that forbids it.
        denial: Denial,
    },
    /// The member is already the key worker of these children.
    KeyWorkerAlready {
        /// The children's names.
        children: Vec<String>,
        /// First and last name of the key worker.
        name: String,
    },
    /// The line is not a code with its meaning.
    NoCode(String),
    /// The code of the markbook appears twice.
    CodeTwice(String),
    /// The attribute wants a date.
    NoDate(String),
    /// The attribute has no such answer.
    NoSuchAnswer(String),
    /// The answer appears twice.
    AnswerTwice(String),
    /// There are more answers than an attribute can have.
    TooManyAnswers {
        /// The most there can be.
        most: u32,
        /// How many answers there are.
        are: u32,
    },
    /// The kind of answer is fixed, because people have an answer.
    KindStays(AttributeKind),
    /// The school has as many attributes as it can have.
    TooManyAttributes(u32),
    /// The column is matched to a field that does not exist.
    NoSuchField(String),
    /// Two columns are matched to one field.
    MatchedTwice {
        /// The field that both are matched to.
        field: ImportField,
        /// The first column.
        one: String,
        /// The second column.
        other: String,
    },
    /// No column is matched to a mandatory field.
    NoColumn(ImportField),
    /// The day is before the first day for observations, which is this one.
    ObservedBefore(Day),
    /// The day is not between these two.
    DayBetween(Day, Day),
    /// These children have left the school.
    ChildrenLeft(Vec<String>),
    /// An observation is about at most this number of children.
    TickFewerChildren(u32),
    /// An observation has at most this number of photos.
    TooManyPhotos(u32),
}

impl FieldFault {
    /// The fault as a sentence that says what to do, without a full stop.
    pub fn sentence(&self) -> String {
        match self {
            Self::Plain(fault) => fault.sentence().to_owned(),
            Self::Text(fault) => fault.sentence(),
            Self::Denied(denial) => open_ended(*denial),
            Self::Fixed(because) => because.sentence().to_owned(),
            Self::List(fault) => fault.sentence(),
            Self::Photo(trouble) => trouble.sentence(),
            Self::RoleNotInList(product) => format!("Choose one of the roles in the list for {}", product.name()),
            Self::RoleOfWord(word) => format!("Choose a role for “{word}”"),
            Self::RoleNameTaken(name) => {
                format!("Your school has a role called “{name}” already. Choose another name")
            }
            Self::TooManyRoles(most) => format!("A school can have {most} roles of its own. Delete one first"),
            Self::RoleChanged { by } => {
                let who = by.as_ref().map_or_else(
                    || "Somebody changed this role".to_owned(),
                    |(name, when)| format!("{name} changed this role ({when})"),
                );
                format!("{who} after you opened it. Nothing was saved. Look through it and save again")
            }
            Self::ChangesOther { name, denial } => {
                format!("This would change what {name} can do. {}", open_ended(*denial))
            }
            Self::Published(feature, role) => {
                format!("{} is published for {}, so there is nothing to confirm", feature.name(), role.label())
            }
            Self::Deleted(deleted) => deleted.sentence(),
            Self::TypeWord(word) => format!("Type the word {word} to delete this person"),
            Self::TooManyMatch(people) => {
                format!("{people} people match, and 10,000 can be changed at once. Narrow the list down first")
            }
            Self::TickFewer(most) => format!("Tick {most} people or fewer at a time"),
            Self::ChildStays { child, from, denial } => {
                format!("{child} cannot be taken over from {from}. {}", open_ended(*denial))
            }
            Self::KeyWorkerAlready { children, name } => {
                format!("Untick {}: {}", children.join(", "), key_worker_already(name))
            }
            Self::NoCode(line) => {
                format!("“{line}” is no code with its meaning. Write it like EXS: At the expected standard")
            }
            Self::CodeTwice(code) => format!("“{code}” is there twice. Each code stands on one line"),
            Self::NoDate(name) => format!("{name} must be a real date, like 14/11/2026"),
            Self::NoSuchAnswer(name) => format!("Choose one of the answers in the list for {name}"),
            Self::AnswerTwice(answer) => format!("“{answer}” is there twice. Each answer stands on one line"),
            Self::TooManyAnswers { most, are } => format!("Enter {most} answers or fewer; these are {are}"),
            Self::KindStays(kind) => format!(
                "People have a value already, so this stays “{}”. Retire it and add another instead",
                kind.label()
            ),
            Self::TooManyAttributes(most) => format!("A school has {most} attributes at most. Retire one first"),
            Self::NoSuchField(column) => format!("{column}: choose one of the fields in the list"),
            Self::MatchedTwice { field, one, other } => {
                format!("{} is matched to both “{one}” and “{other}”. Choose one of the two", field.label())
            }
            Self::NoColumn(field) => format!("Choose the column that holds the {}", field.label().to_lowercase()),
            Self::ObservedBefore(first) => format!("Enter {} or a later date", first.words()),
            Self::DayBetween(first, last) => format!("Enter a date from {} to {}", first.words(), last.words()),
            Self::ChildrenLeft(names) => format!("Untick {}, who left your school", names.join(", ")),
            Self::TickFewerChildren(most) => format!("Tick {most} children or fewer"),
            Self::TooManyPhotos(most) => format!("An observation has {most} photos at most. Remove one first"),
        }
    }
}

/// A rule's own sentence, without its full stop.
fn open_ended(denial: Denial) -> String {
    denial.sentence().trim_end_matches('.').to_owned()
}

/// The message for a child whose key worker is the member already.
pub fn key_worker_already(name: &str) -> String {
    format!("{name} is their key worker")
}

/// Makes a [`FieldFault`] from each narrower kind of fault.
macro_rules! from {
    ($($kind:ident: $from:ty),+) => {$(
        impl From<$from> for FieldFault {
            fn from(fault: $from) -> Self {
                Self::$kind(fault)
            }
        }
    )+};
}

from!(Plain: Fault, Text: TextFault, Denied: Denial, Fixed: FixedBecause, Deleted: DeletionWindow, List: ListFault, Photo: PhotoError);

#[cfg(test)]
mod tests;
