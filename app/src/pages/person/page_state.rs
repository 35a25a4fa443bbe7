//! The initial state of the page: the person as they are, or the result of a posted form.

use super::address;
use super::saved::{Saved, most_undoable, read_ids};
use crate::api;
use crate::failure::Failure;
use crate::posted::Redirector;
use crate::routes;
use crate::views::PersonTab;
use domain::catalogue::Catalogue;
use domain::form::edit::{EditForm, EditPart};
use domain::form::user::UserField;
use domain::id::{BulkId, MemberId};
use domain::permission::RoleOverride;
use domain::person::{EditConfirmResult, EditReview, EditSubmission, Person};
use domain::problem::{FieldError, Problem};
use domain::product::Product;
use domain::user::Access;
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
    /// The ids of what is to be undone; empty when the form is sent for anything else.
    undo: String,
}

impl SubmittedEdit {
    /// The input of a part, with the values that the form began with; `None` when those are missing.
    pub fn typed(self, part: EditPart) -> Option<EditSubmission> {
        Some(EditSubmission { base: serde_json::from_str(&self.base).ok()?, form: self.form }.only(part))
    }

    /// Carries out the form's step for `person`. Redirects once something is saved.
    async fn answer(self, part: EditPart, person: &Person, redirector: &Redirector) -> Result<EditStage, Failure> {
        let Self { form, base, step, .. } = self;
        let member = person.row.member;
        // A form without the values it began with is taken to have begun with the current ones.
        let base = serde_json::from_str(&base).unwrap_or_else(|_| person.form.clone());
        let filled = EditSubmission { form, base }.only(part);
        let reviewed = match step.as_str() {
            BACK => return Ok(EditStage::form(EditFormState::typed(filled))),
            CONFIRM => match api::save_user(member, filled.clone()).await {
                Ok(EditConfirmResult::Saved { undoable, .. }) => {
                    redirector.go(&routes::saved_undoable(&address(member, part), &undoable));
                    return Ok(EditStage::form(EditFormState::default()));
                }
                Ok(EditConfirmResult::Overtaken(review)) => Ok(*review),
                Err(failure) => Err(failure),
            },
            _ => api::review_user(member, part, filled.clone()).await,
        };
        EditStage::of_review(reviewed, filled)
    }
}

/// What the address of the page fills in, where nothing is saved before it is confirmed, and says was done.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonQuery {
    pub role: Option<RoleOverride>,
    /// The product that the role is for; `None` for the main one.
    pub product: Option<Product>,
    pub access: Option<Access>,
    /// Whether what is filled in is checked at once, so that it only remains to confirm it.
    pub is_checked: bool,
    pub saved: Saved,
}

/// The person, and the state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PersonPageState {
    pub person: Person,
    pub part: EditPart,
    pub stage: EditStage,
    pub saved: Saved,
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
    async fn opened(person: &Person, part: EditPart) -> Self {
        match draft(person, part).await {
            Some(filled) => Self { kept: true, ..Self::typed(filled) },
            None => Self {
                filled: EditSubmission { form: person.form.clone(), base: person.form.clone() },
                ..Self::default()
            },
        }
    }

    /// The form with what the address fills in, if that differs from what is saved.
    fn asked(person: &Person, part: EditPart, query: &PersonQuery) -> Option<Self> {
        let mut form = person.form.clone();
        if let Some(role) = query.role.filter(|_| part == EditPart::Roles) {
            let other = query.product.filter(|product| !product.holds_main_role());
            let code = role.code().into_owned();
            match other {
                Some(product) => form.user.set(UserField::Role(product), code),
                None => form.user.role = code,
            }
        }
        if let Some(access) = query.access.filter(|_| part == EditPart::Details) {
            form.set_access(access);
        }
        let differs = person.may_edit.is_ok() && form != person.form;
        differs.then(|| Self::typed(EditSubmission { form, base: person.form.clone() }))
    }

    /// The form as it was typed.
    fn typed(filled: EditSubmission) -> Self {
        Self { filled, unsaved: true, ..Self::default() }
    }
}

impl PersonPageState {
    /// Finds the person and carries out a posted form, in a school with this catalogue. Redirects once something is
    /// saved.
    pub async fn of(
        member: Option<MemberId>,
        catalogue: Option<Catalogue>,
        part: EditPart,
        query: PersonQuery,
        sent: Option<SubmittedEdit>,
        redirector: &Redirector,
    ) -> Result<Self, Failure> {
        let member = member.ok_or(Failure(Problem::NotFound))?;
        let person = match (api::open_user(member).await, &sent) {
            (Err(failure @ Failure(Problem::SignedOut { .. })), Some(sent)) => {
                return Err(kept(member, part, sent).await.unwrap_or(failure));
            }
            (person, _) => person?,
        };
        let opened = async |query: &PersonQuery| match EditFormState::asked(&person, part, query) {
            Some(EditFormState { filled, .. }) if query.is_checked => {
                let filled = filled.only(part);
                EditStage::of_review(api::review_filled_user(member, filled.clone()).await, filled)
            }
            Some(asked) => Ok(EditStage::form(asked)),
            None => Ok(EditStage::form(EditFormState::opened(&person, part).await)),
        };
        let most = catalogue.map_or(0, most_undoable);
        let (stage, saved) = match sent {
            None => (opened(&query).await?, query.saved.found(most).await),
            Some(sent) if !sent.undo.is_empty() => {
                let saved = undo(read_ids(&sent.undo).take(most).collect(), &address(member, part), redirector).await?;
                (opened(&PersonQuery::default()).await?, saved)
            }
            Some(sent) => (sent.answer(part, &person, redirector).await?, Saved::default()),
        };
        Ok(Self { person, part, stage, saved })
    }

    /// The document title.
    pub fn title(&self) -> String {
        match (&self.stage, self.part) {
            (EditStage::Form(_), EditPart::Details) => PersonTab::Details.title(&self.person),
            (EditStage::Form(_), EditPart::Roles) => PersonTab::Roles.title(&self.person),
            (EditStage::Review(_), _) => format!("Check what changes for {}", self.person.name()),
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

    /// What would change with `filled`, or the form again where nothing would or something must be corrected first.
    fn of_review(reviewed: Result<EditReview, Failure>, filled: EditSubmission) -> Result<Self, Failure> {
        let state = match reviewed {
            Ok(review) if review.changes.is_empty() && review.meanwhile.is_empty() => {
                EditFormState { filled: review.filled, unchanged: true, ..EditFormState::default() }
            }
            Ok(review) => return Ok(Self::Review(Box::new(review))),
            Err(Failure(Problem::Form(errors))) => EditFormState { errors, ..EditFormState::typed(filled) },
            Err(Failure(problem @ Problem::SignedOut { .. })) => return Err(Failure(problem)),
            Err(Failure(problem)) => EditFormState { problem: Some(problem), ..EditFormState::typed(filled) },
        };
        Ok(Self::form(state))
    }
}

/// The draft of the form, for a reader who may still save it. It is given once.
async fn draft(person: &Person, part: EditPart) -> Option<EditSubmission> {
    match person.may_edit {
        Ok(()) => api::take_user_draft(person.row.member, part).await.ok().flatten(),
        Err(_) => None,
    }
}

/// Keeps the input as a draft for the person who was signed in before, and returns the answer.
async fn kept(member: MemberId, part: EditPart, sent: &SubmittedEdit) -> Option<Failure> {
    api::review_user(member, part, sent.clone().typed(part)?).await.err()
}

/// Undoes what was saved, and redirects to the page; returns what prevented it.
async fn undo(ids: Vec<BulkId>, page: &str, redirector: &Redirector) -> Result<Saved, Failure> {
    match api::undo_bulk(ids.clone()).await {
        Ok(()) => {
            redirector.go(&routes::saved_undoable(page, &ids));
            Ok(Saved::default())
        }
        Err(Failure(problem @ Problem::Form(_))) => Ok(Saved::refusing(problem)),
        Err(failure) => Err(failure),
    }
}
