//! Adding an attribute, or changing one.

use super::{Attribute, AttributeKind, AttributeOption, MOST_NAME, MOST_OPTIONS, MOST_TEXT};
use crate::fault::{Fault, FieldFault, TextKind};
use crate::id::AttributeId;
use crate::name::short_line;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// What was typed and chosen. Field names are the ids on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttributeForm {
    /// Mandatory: what it is called.
    pub name: String,
    /// Mandatory: the code of its kind.
    pub kind: String,
    /// The answers of a choice, one a line.
    pub options: String,
    /// What helps to fill it in.
    pub hint: String,
}

/// An attribute that may be added, as far as the form can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttribute {
    /// What it is called.
    pub name: String,
    /// What kind of answer it has.
    pub kind: AttributeKind,
    /// The answers of a choice, in order.
    pub options: Vec<String>,
    /// What helps to fill it in; may be empty.
    pub hint: String,
}

impl AttributeForm {
    /// The form as the attribute is now. Answers that are no longer offered are not in it.
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
    /// Each field that needs correcting.
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

/// One answer a line; empty lines are passed over.
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
    /// The attribute it becomes, nobody having an answer to it yet.
    pub fn added(self, id: AttributeId) -> Attribute {
        let options = self.options_after(&[], |_| false);
        let Self { name, kind, hint, .. } = self;
        Attribute { id, name, kind, options, hint, is_retired: false }
    }

    /// The answers of the attribute from now on, when it had `before`: those named, and, retired, those that are not and
    /// that `is_used` says somebody has.
    pub fn options_after(&self, before: &[AttributeOption], is_used: impl Fn(&str) -> bool) -> Vec<AttributeOption> {
        let named = self.options.iter().map(|text| AttributeOption { text: text.clone(), is_retired: false });
        let left_out = before.iter().filter(|option| !self.options.contains(&option.text) && is_used(&option.text));
        named.chain(left_out.map(|option| AttributeOption { text: option.text.clone(), is_retired: true })).collect()
    }
}

/// What schools that have none yet are offered to begin with.
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
