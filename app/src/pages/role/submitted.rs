//! The forms of a role's page, and carrying them out.

use super::cells;
use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, first};
use crate::routes;
use domain::problem::Problem;
use domain::role::HeldRole;
use domain::role_customisation::{
    DeletionForm, DeletionReview, NAME, ROLE, RoleConfirmResult, RoleForm, RoleReview, SEEN, VERSION,
};
use serde::{Deserialize, Serialize};

/// The name of the step buttons.
pub(super) const STEP: &str = "step";
/// The step that asks what would change.
pub(super) const REVIEW: &str = "review";
/// The step that saves the changes.
pub(super) const CONFIRM: &str = "confirm";
/// The step that goes back from the summary.
pub(super) const BACK: &str = "back";
/// The step that asks what deleting the role would change.
pub(super) const ASK_DELETE: &str = "ask-delete";
/// The step that deletes the role.
pub(super) const DELETE: &str = "delete";

/// A form as it arrived.
#[derive(Clone, Debug)]
pub(super) struct SubmittedRole {
    step: String,
    form: RoleForm,
    /// The role for the people of a deleted role.
    to: String,
}

/// The input, and why it failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct RoleInput {
    /// The form with the permissions, if that was sent.
    pub form: Option<RoleForm>,
    pub problem: Option<Problem>,
    /// The role chosen for the people of a deleted role.
    pub to: String,
    /// Whether the input comes from a draft.
    pub kept: bool,
}

/// The summary of what would be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Summary<Review> {
    pub review: Review,
    /// Whether an earlier summary was confirmed, and something has changed since.
    pub moved: bool,
}

/// The state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum RolePageState {
    Opened,
    Typed(Box<RoleInput>),
    Reviewing(Box<Summary<RoleReview>>),
    Deleting(Box<Summary<DeletionReview>>),
    Done,
}

impl RolePageState {
    /// Whether there is an error to correct.
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Typed(typed) if matches!(typed.problem, Some(Problem::Form(_))))
    }
}

impl<Review> Summary<Review> {
    fn boxed(review: Review, moved: bool) -> Box<Self> {
        Box::new(Self { review, moved })
    }
}

impl SubmittedRole {
    pub fn read(pairs: &[(String, String)]) -> Self {
        let text = |name| first(pairs, name).unwrap_or_default().to_owned();
        let cell = |(name, value): &(String, String)| Some((cells::code(name)?.to_owned(), value.clone()));
        Self {
            step: text(STEP),
            form: RoleForm {
                name: text(NAME),
                cells: pairs.iter().filter_map(cell).collect(),
                version: text(VERSION).parse().unwrap_or_default(),
                seen: text(SEEN),
            },
            to: text(ROLE),
        }
    }

    /// The choices for the role, unless the form deletes it.
    pub fn typed(self) -> Option<RoleForm> {
        (self.step != ASK_DELETE && self.step != DELETE).then_some(self.form)
    }

    /// The state of the page when no form was sent: the draft, if there is one, or the role as it is saved.
    pub async fn nothing(role: HeldRole) -> RolePageState {
        match api::take_role_draft(role).await {
            Ok(Some(form)) => RolePageState::Typed(Box::new(RoleInput {
                form: Some(form),
                problem: None,
                to: String::new(),
                kept: true,
            })),
            // A problem with the draft also prevents the page, which reports it.
            _ => RolePageState::Opened,
        }
    }

    /// Carries out the form's step and returns the resulting state of the page.
    pub async fn answer(self, role: HeldRole, redirector: &Redirector) -> Result<RolePageState, Failure> {
        let Self { step, form, to } = self;
        let deletion = DeletionForm { version: form.version, to: to.clone(), seen: form.seen.clone() };
        let (problem, form) = match step.as_str() {
            // Called even for *Back*, so that the input is kept if the session has ended.
            BACK => match api::review_role(role, form.clone()).await {
                Err(Failure(problem @ Problem::SignedOut { .. })) => return Err(Failure(problem)),
                _ => {
                    return Ok(RolePageState::Typed(Box::new(RoleInput {
                        form: Some(form),
                        problem: None,
                        to,
                        kept: false,
                    })));
                }
            },
            CONFIRM => match api::save_role(role, form.clone()).await {
                Ok(RoleConfirmResult::Done) => {
                    redirector.go(&routes::done(&routes::manage_role(role), "saved"));
                    return Ok(RolePageState::Done);
                }
                Ok(RoleConfirmResult::LookAgain(review)) => {
                    return Ok(RolePageState::Reviewing(Summary::boxed(*review, true)));
                }
                Err(Failure(problem)) => (problem, Some(form)),
            },
            ASK_DELETE => match api::review_role_deletion(role, deletion).await {
                Ok(review) => return Ok(RolePageState::Deleting(Summary::boxed(review, false))),
                Err(Failure(problem)) => (problem, None),
            },
            DELETE => match api::delete_role(role, deletion).await {
                Ok(RoleConfirmResult::Done) => {
                    redirector.go(&routes::done_to(routes::MANAGE_ROLES, "deleted", &to));
                    return Ok(RolePageState::Done);
                }
                Ok(RoleConfirmResult::LookAgain(review)) => {
                    return Ok(RolePageState::Deleting(Summary::boxed(*review, true)));
                }
                Err(Failure(problem)) => (problem, None),
            },
            _ => match api::review_role(role, form.clone()).await {
                Ok(review) => return Ok(RolePageState::Reviewing(Summary::boxed(review, false))),
                Err(Failure(problem)) => (problem, Some(form)),
            },
        };
        match problem {
            problem @ (Problem::SignedOut { .. } | Problem::NotFound | Problem::Denied(_)) => Err(Failure(problem)),
            problem => Ok(RolePageState::Typed(Box::new(RoleInput { form, problem: Some(problem), to, kept: false }))),
        }
    }
}

/// The confirmation of what was just done to the role called `label`, and the way back.
pub(super) fn done(done: &str, role: HeldRole, label: &str) -> Option<String> {
    let back = if role.is_custom() { "change it again here" } else { "change it again, or put it back, here" };
    match done {
        "made" => Some(format!(
            "{label} is made. It works like {} until you set something here. You can delete it below.",
            role.level().label()
        )),
        "saved" => Some(format!(
            "{label} is saved. It applies straight away, even to people who are signed in. You can {back}."
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_its_cells_by_the_permissions_codes() {
        let pairs = [
            ("name", "Music"),
            ("version", "3"),
            ("set.portal/invites/invite-staff-as-users", "deny"),
            ("step", "back"),
        ];
        let sent = SubmittedRole::read(&pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!((sent.form.version, sent.step.as_str(), sent.form.name.as_str()), (3, BACK, "Music"));
        assert_eq!(sent.form.cells, [("portal/invites/invite-staff-as-users".to_owned(), "deny".to_owned())]);
    }
}
