//! The form that adds or changes an attribute.

use super::{Attribute, AttributeKind, AttributeOption, MOST_NAME, MOST_OPTIONS, MOST_TEXT};
use crate::fault::{Fault, FieldFault, TextKind};
use crate::id::AttributeId;
use crate::name::short_line;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The submitted form. Field names are the ids on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttributeForm {
    /// Mandatory: the attribute's name.
    pub name: String,
    /// Mandatory: the code of the attribute's kind.
    pub kind: String,
    /// The answers of a choice, one a line.
    pub options: String,
    /// Help for filling it in.
    pub hint: String,
}

/// A valid attribute to be added, as far as the form can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttribute {
    /// The attribute's name.
    pub name: String,
    /// The kind of answer.
    pub kind: AttributeKind,
    /// The answers of a choice, in order.
    pub options: Vec<String>,
    /// Help for filling it in; may be empty.
    pub hint: String,
}

impl AttributeForm {
    /// The form for an attribute in its present state, without answers that are no longer offered.
    pub fn of(attribute: &Attribute) -> Self {
        Self {
            name: attribute.name.clone(),
            kind: attribute.kind.code().to_owned(),
            options: attribute.offered().collect::<Vec<_>>().join("\n"),
            hint: attribute.hint.clone(),
        }
    }

    /// Reads the form. Answers are read for a choice only.
    ///
    /// # Errors
    /// Every field that needs correcting.
    pub fn parse(&self) -> Result<NewAttribute, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut note = |field: &str, read: Result<String, FieldFault>| {
            read.map_err(|fault| errors.push(FieldError::new(field, fault))).unwrap_or_default()
        };
        let name = note("name", read_name(&self.name));
        let kind = AttributeKind::from_code(&self.kind);
        if kind.is_none() {
            note("kind", Err(Fault::AttributeKind.into()));
        }
        let options = match kind {
            Some(AttributeKind::Choice) => read_options(&self.options),
            _ => Ok(Vec::new()),
        };
        let options = options.unwrap_or_else(|fault| {
            note("options", Err(fault));
            Vec::new()
        });
        let hint = note("hint", short_line(&self.hint, TextKind::Hint, MOST_TEXT).map_err(FieldFault::Text));
        match kind {
            Some(kind) if errors.is_empty() => Ok(NewAttribute { name, kind, options, hint }),
            _ => Err(errors),
        }
    }
}

fn read_name(text: &str) -> Result<String, FieldFault> {
    let name = short_line(text, TextKind::Name, MOST_NAME)?;
    if name.is_empty() { Err(Fault::AttributeName.into()) } else { Ok(name) }
}

/// Reads one answer a line and skips empty lines.
fn read_options(text: &str) -> Result<Vec<String>, FieldFault> {
    let mut options: Vec<String> = Vec::new();
    for line in text.lines() {
        let option = short_line(line, TextKind::Answer, MOST_NAME)?;
        if option.is_empty() {
            continue;
        }
        if options.iter().any(|known| known.to_lowercase() == option.to_lowercase()) {
            return Err(FieldFault::AnswerTwice(option));
        }
        options.push(option);
    }
    match options.len() {
        0 => Err(Fault::NoAnswers.into()),
        1..=MOST_OPTIONS => Ok(options),
        many => Err(FieldFault::TooManyAnswers { most: number(MOST_OPTIONS), are: number(many) }),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl NewAttribute {
    /// The new attribute, to which no member has an answer yet.
    pub fn added(self, id: AttributeId) -> Attribute {
        let options = self.options_after(&[], |_| false);
        let Self { name, kind, hint, .. } = self;
        Attribute { id, name, kind, options, hint, is_retired: false }
    }

    /// The attribute's answers after the change: those in the form, and then, retired, those of `before` that are not
    /// in it and that a member has according to `is_used`.
    pub fn options_after(&self, before: &[AttributeOption], is_used: impl Fn(&str) -> bool) -> Vec<AttributeOption> {
        let named = self.options.iter().map(|text| AttributeOption { text: text.clone(), is_retired: false });
        let left_out = before.iter().filter(|option| !self.options.contains(&option.text) && is_used(&option.text));
        named.chain(left_out.map(|option| AttributeOption { text: option.text.clone(), is_retired: true })).collect()
    }
}

/// Attributes suggested to schools that have none.
pub fn suggested() -> [AttributeForm; 3] {
    let form = |name: &str, kind: AttributeKind, hint: &str| AttributeForm {
        name: name.to_owned(),
        kind: kind.code().to_owned(),
        options: String::new(),
        hint: hint.to_owned(),
    };
    [
        form("First-aider", AttributeKind::Tick, "Holds a first-aid certificate that is in date."),
        form("Safeguarding lead", AttributeKind::Tick, ""),
        form("DBS date", AttributeKind::Date, "The day on the certificate."),
    ]
}
