//! What the page's forms send, and what comes of it.

use super::cells;
use crate::api;
use crate::failure::Failure;
use crate::posted::{Onward, first};
use crate::routes;
use domain::adapting::{Confirmed, DeletionForm, DeletionReview, NAME, ROLE, RoleForm, RoleReview, SEEN, VERSION};
use domain::problem::Problem;
use domain::role::HeldRole;
use serde::{Deserialize, Serialize};

/// The name of the buttons.
pub(super) const STEP: &str = "step";
/// Asks what would change.
pub(super) const REVIEW: &str = "review";
/// Saves it.
pub(super) const CONFIRM: &str = "confirm";
/// Goes back from the summary.
pub(super) const BACK: &str = "back";
/// Asks what deleting would change.
pub(super) const ASK_DELETE: &str = "ask-delete";
/// Deletes it.
pub(super) const DELETE: &str = "delete";

/// A form as it came.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    step: String,
    form: RoleForm,
    /// The role the people of a deleted one get.
    to: String,
}

/// What was typed, and what stood in the way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Typed {
    /// Of the form with the cells, where that was sent.
    pub form: Option<RoleForm>,
    pub problem: Option<Problem>,
    /// What was chosen where a role is deleted.
    pub to: String,
    /// Whether it was kept when a session ended.
    pub kept: bool,
}

/// What would be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Summary<Review> {
    pub review: Review,
    /// Whether another was confirmed, and something is different since.
    pub moved: bool,
}

/// What the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Shown {
    Opened,
    Typed(Box<Typed>),
    Reviewing(Box<Summary<RoleReview>>),
    Deleting(Box<Summary<DeletionReview>>),
    Done,
}

impl Shown {
    /// Whether something is to be corrected.
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Typed(typed) if matches!(typed.problem, Some(Problem::Form(_))))
    }
}

impl<Review> Summary<Review> {
    fn boxed(review: Review, moved: bool) -> Box<Self> {
        Box::new(Self { review, moved })
    }
}

impl Sent {
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

    /// What was chosen for the role, unless it is to be deleted.
    pub fn typed(self) -> Option<RoleForm> {
        (self.step != ASK_DELETE && self.step != DELETE).then_some(self.form)
    }

    /// What the page shows when nothing was sent: what was kept, if anything was, or the role as it is saved.
    pub async fn nothing(role: HeldRole) -> Shown {
        match api::take_role_draft(role).await {
            Ok(Some(form)) => {
                Shown::Typed(Box::new(Typed { form: Some(form), problem: None, to: String::new(), kept: true }))
            }
            // Whatever stands in the way of that stands in the way of the page.
            _ => Shown::Opened,
        }
    }

    /// What the page shows then.
    pub async fn answer(self, role: HeldRole, onward: &Onward) -> Result<Shown, Failure> {
        let Self { step, form, to } = self;
        let deletion = DeletionForm { version: form.version, to: to.clone(), seen: form.seen.clone() };
        let (problem, form) = match step.as_str() {
            // Asked all the same, so that it is kept where the session has ended.
            BACK => match api::review_role(role, form.clone()).await {
                Err(Failure(problem @ Problem::SignedOut { .. })) => return Err(Failure(problem)),
                _ => return Ok(Shown::Typed(Box::new(Typed { form: Some(form), problem: None, to, kept: false }))),
            },
            CONFIRM => match api::save_role(role, form.clone()).await {
                Ok(Confirmed::Done) => {
                    onward.go(&routes::done(&routes::adapt(role), "saved"));
                    return Ok(Shown::Done);
                }
                Ok(Confirmed::LookAgain(review)) => return Ok(Shown::Reviewing(Summary::boxed(*review, true))),
                Err(Failure(problem)) => (problem, Some(form)),
            },
            ASK_DELETE => match api::review_role_deletion(role, deletion).await {
                Ok(review) => return Ok(Shown::Deleting(Summary::boxed(review, false))),
                Err(Failure(problem)) => (problem, None),
            },
            DELETE => match api::delete_role(role, deletion).await {
                Ok(Confirmed::Done) => {
                    onward.go(&routes::done(routes::ADAPT, "deleted"));
                    return Ok(Shown::Done);
                }
                Ok(Confirmed::LookAgain(review)) => return Ok(Shown::Deleting(Summary::boxed(*review, true))),
                Err(Failure(problem)) => (problem, None),
            },
            _ => match api::review_role(role, form.clone()).await {
                Ok(review) => return Ok(Shown::Reviewing(Summary::boxed(review, false))),
                Err(Failure(problem)) => (problem, Some(form)),
            },
        };
        match problem {
            problem @ (Problem::SignedOut { .. } | Problem::NotFound | Problem::Denied(_)) => Err(Failure(problem)),
            problem => Ok(Shown::Typed(Box::new(Typed { form, problem: Some(problem), to, kept: false }))),
        }
    }
}

/// What was just done.
pub(super) fn done(done: &str) -> Option<&'static str> {
    match done {
        "made" => Some("The role is made. It gives the same as the one it was made from until you set something here."),
        "saved" => Some("The role is saved. It holds from everybody's very next click."),
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
        let sent = Sent::read(&pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!((sent.form.version, sent.step.as_str(), sent.form.name.as_str()), (3, BACK, "Music"));
        assert_eq!(sent.form.cells, [("portal/invites/invite-staff-as-users".to_owned(), "deny".to_owned())]);
    }
}
