//! How the page begins: with the person as they are, or with what came of a form that was sent.

use crate::api;
use crate::failure::Failure;
use crate::posted::Onward;
use crate::routes;
use domain::form::edit::EditForm;
use domain::id::MemberId;
use domain::person::{Confirmed, Filled, Person, Review};
use domain::problem::{FieldError, Problem};
use leptos::serde_json;
use serde::{Deserialize, Serialize};

/// What a button sends as `step`: show what would change.
pub(super) const SAVE: &str = "save";
/// Do it.
pub(super) const CONFIRM: &str = "confirm";
/// Back to the form, with what was typed.
pub(super) const BACK: &str = "back";

/// What was sent to the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(flatten)]
    form: EditForm,
    /// The form as it was opened, in JSON.
    base: String,
    step: String,
}

impl Sent {
    /// What was typed, with what the form began with; nothing where it does not say that.
    pub fn typed(self) -> Option<Filled> {
        Some(Filled { base: serde_json::from_str(&self.base).ok()?, form: self.form })
    }
}

/// The page, and whom it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Opening {
    pub person: Person,
    pub stage: Stage,
}

/// Which of its two steps the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Stage {
    Form(Box<Filling>),
    Review(Box<Review>),
}

/// What stands in the form, and what there is to say about it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Filling {
    pub filled: Filled,
    /// Whether it differs from what is saved.
    pub unsaved: bool,
    /// What is wrong at which field.
    pub errors: Vec<FieldError>,
    /// Why it could not be saved, besides.
    pub problem: Option<Problem>,
    /// Whether it was sent with nothing changed.
    pub unchanged: bool,
    /// Whether it was kept when a session ended.
    pub kept: bool,
}

impl Opening {
    /// Looks the person up and does what was sent. Leads on once something is saved.
    pub async fn of(member: Option<MemberId>, sent: Option<Sent>, onward: &Onward) -> Result<Self, Failure> {
        let member = member.ok_or(Failure(Problem::NotFound))?;
        let person = match (api::open_user(member).await, &sent) {
            (Err(failure @ Failure(Problem::SignedOut { .. })), Some(sent)) => {
                return Err(kept(member, sent).await.unwrap_or(failure));
            }
            (person, _) => person?,
        };
        let filling = |filled| Filling { filled, unsaved: true, ..Filling::default() };
        let stage = match sent {
            None => match draft(&person).await {
                Some(filled) => Stage::form(Filling { kept: true, ..filling(filled) }),
                None => Stage::form(Filling {
                    filled: Filled { form: person.form.clone(), base: person.form.clone() },
                    ..Filling::default()
                }),
            },
            Some(Sent { form, base, step }) => {
                // A form that does not say what it began with is taken to have begun with what is there now.
                let base = serde_json::from_str(&base).unwrap_or_else(|_| person.form.clone());
                let filled = Filled { form, base };
                let came = match step.as_str() {
                    BACK => return Ok(Self { person, stage: Stage::form(filling(filled)) }),
                    CONFIRM => match api::save_user(member, filled.clone()).await {
                        Ok(Confirmed::Saved { .. }) => {
                            onward.go(&routes::saved(&routes::user(member)));
                            return Ok(Self { person, stage: Stage::form(Filling::default()) });
                        }
                        Ok(Confirmed::Overtaken(review)) => Ok(*review),
                        Err(failure) => Err(failure),
                    },
                    _ => api::review_user(member, filled.clone()).await,
                };
                match came {
                    Ok(review) if review.changes.is_empty() && review.meanwhile.is_empty() => {
                        Stage::form(Filling { filled: review.filled, unchanged: true, ..Filling::default() })
                    }
                    Ok(review) => Stage::Review(Box::new(review)),
                    Err(Failure(Problem::Form(errors))) => Stage::form(Filling { errors, ..filling(filled) }),
                    Err(Failure(problem @ Problem::SignedOut { .. })) => return Err(Failure(problem)),
                    Err(Failure(problem)) => Stage::form(Filling { problem: Some(problem), ..filling(filled) }),
                }
            }
        };
        Ok(Self { person, stage })
    }

    /// What the browser's tab says.
    pub fn title(&self) -> String {
        let name = name(&self.person);
        match self.stage {
            Stage::Form(_) => name,
            Stage::Review(_) => format!("Check what changes for {name}"),
        }
    }

    /// Whether something on the page wants correcting.
    pub fn is_wrong(&self) -> bool {
        matches!(&self.stage, Stage::Form(filling) if !filling.errors.is_empty())
    }
}

impl Stage {
    fn form(filling: Filling) -> Self {
        Self::Form(Box::new(filling))
    }
}

/// What was kept of an earlier filling-in, for whoever may still save it: it is given once.
async fn draft(person: &Person) -> Option<Filled> {
    match person.may_edit {
        Ok(()) => api::take_user_draft(person.row.member).await.ok().flatten(),
        Err(_) => None,
    }
}

/// Keeps what was typed for whoever was signed in before; gives what to answer.
async fn kept(member: MemberId, sent: &Sent) -> Option<Failure> {
    api::review_user(member, sent.clone().typed()?).await.err()
}

/// First and last name.
pub(super) fn name(person: &Person) -> String {
    format!("{} {}", person.row.first_name, person.row.last_name)
}
