//! The initial state of the page: the person as they are, or the result of a posted form.

use crate::api;
use crate::failure::Failure;
use crate::posted::Redirector;
use crate::routes;
use domain::form::edit::EditForm;
use domain::id::MemberId;
use domain::person::{EditConfirmResult, EditReview, EditSubmission, Person};
use domain::problem::{FieldError, Problem};
use leptos::serde_json;
use serde::{Deserialize, Serialize};

/// The value of `step` that shows what would change.
pub(super) const SAVE: &str = "save";
/// The value of `step` that saves the changes.
pub(super) const CONFIRM: &str = "confirm";
/// The value of `step` that goes back to the form, with its input.
pub(super) const BACK: &str = "back";

/// A form posted to the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmittedEdit {
    #[serde(flatten)]
    form: EditForm,
    /// The form as it was opened, as JSON.
    base: String,
    step: String,
}

impl SubmittedEdit {
    /// The input with the values that the form began with; `None` when those are missing.
    pub fn typed(self) -> Option<EditSubmission> {
        Some(EditSubmission { base: serde_json::from_str(&self.base).ok()?, form: self.form })
    }
}

impl SubmittedEdit {
    /// Carries out the form's step for `person`. Redirects once something is saved.
    async fn answer(self, member: MemberId, person: &Person, redirector: &Redirector) -> Result<EditStage, Failure> {
        let Self { form, base, step } = self;
        // A form without the values it began with is taken to have begun with the current ones.
        let base = serde_json::from_str(&base).unwrap_or_else(|_| person.form.clone());
        let filled = EditSubmission { form, base };
        let reviewed = match step.as_str() {
            BACK => return Ok(EditStage::form(EditFormState::typed(filled))),
            CONFIRM => match api::save_user(member, filled.clone()).await {
                Ok(EditConfirmResult::Saved { .. }) => {
                    redirector.go(&routes::saved(&routes::user(member)));
                    return Ok(EditStage::form(EditFormState::default()));
                }
                Ok(EditConfirmResult::Overtaken(review)) => Ok(*review),
                Err(failure) => Err(failure),
            },
            _ => api::review_user(member, filled.clone()).await,
        };
        let state = match reviewed {
            Ok(review) if review.changes.is_empty() && review.meanwhile.is_empty() => {
                EditFormState { filled: review.filled, unchanged: true, ..EditFormState::default() }
            }
            Ok(review) => return Ok(EditStage::Review(Box::new(review))),
            Err(Failure(Problem::Form(errors))) => EditFormState { errors, ..EditFormState::typed(filled) },
            Err(Failure(problem @ Problem::SignedOut { .. })) => return Err(Failure(problem)),
            Err(Failure(problem)) => EditFormState { problem: Some(problem), ..EditFormState::typed(filled) },
        };
        Ok(EditStage::form(state))
    }
}

/// The person, and the state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PersonPageState {
    pub person: Person,
    pub stage: EditStage,
}

/// The step that the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum EditStage {
    Form(Box<EditFormState>),
    Review(Box<EditReview>),
}

/// The form's content, and the notices about it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct EditFormState {
    pub filled: EditSubmission,
    /// Whether the content differs from what is saved.
    pub unsaved: bool,
    /// The errors of the fields.
    pub errors: Vec<FieldError>,
    /// Why saving failed, apart from the fields.
    pub problem: Option<Problem>,
    /// Whether the form was sent without any change.
    pub unchanged: bool,
    /// Whether the content comes from a draft.
    pub kept: bool,
}

impl EditFormState {
    /// The form as the page opens: with a draft, if there is one.
    async fn opened(person: &Person) -> Self {
        match draft(person).await {
            Some(filled) => Self { kept: true, ..Self::typed(filled) },
            None => Self {
                filled: EditSubmission { form: person.form.clone(), base: person.form.clone() },
                ..Self::default()
            },
        }
    }

    /// The form as it was typed.
    fn typed(filled: EditSubmission) -> Self {
        Self { filled, unsaved: true, ..Self::default() }
    }
}

impl PersonPageState {
    /// Finds the person and carries out a posted form. Redirects once something is saved.
    pub async fn of(
        member: Option<MemberId>,
        sent: Option<SubmittedEdit>,
        redirector: &Redirector,
    ) -> Result<Self, Failure> {
        let member = member.ok_or(Failure(Problem::NotFound))?;
        let person = match (api::open_user(member).await, &sent) {
            (Err(failure @ Failure(Problem::SignedOut { .. })), Some(sent)) => {
                return Err(kept(member, sent).await.unwrap_or(failure));
            }
            (person, _) => person?,
        };
        let stage = match sent {
            None => EditStage::form(EditFormState::opened(&person).await),
            Some(sent) => sent.answer(member, &person, redirector).await?,
        };
        Ok(Self { person, stage })
    }

    /// The document title.
    pub fn title(&self) -> String {
        let name = name(&self.person);
        match self.stage {
            EditStage::Form(_) => name,
            EditStage::Review(_) => format!("Check what changes for {name}"),
        }
    }

    /// Whether the page shows an error to correct.
    pub fn is_wrong(&self) -> bool {
        matches!(&self.stage, EditStage::Form(filling) if !filling.errors.is_empty())
    }
}

impl EditStage {
    fn form(filling: EditFormState) -> Self {
        Self::Form(Box::new(filling))
    }
}

/// The draft of the form, for a reader who may still save it. It is given once.
async fn draft(person: &Person) -> Option<EditSubmission> {
    match person.may_edit {
        Ok(()) => api::take_user_draft(person.row.member).await.ok().flatten(),
        Err(_) => None,
    }
}

/// Keeps the input as a draft for the person who was signed in before, and returns the answer.
async fn kept(member: MemberId, sent: &SubmittedEdit) -> Option<Failure> {
    api::review_user(member, sent.clone().typed()?).await.err()
}

/// The person's first and last name.
pub(super) fn name(person: &Person) -> String {
    format!("{} {}", person.row.first_name, person.row.last_name)
}
