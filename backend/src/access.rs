//! The one door to everything protected.
//!
//! [`Actor::permit`] asks the rule in [`domain::access`] and, if it agrees, gives a [`Permit`] for that very action in the
//! actor's school. Every protected method of the store takes the permit of its own action, so forgetting to ask, asking
//! for something else, or making a permit up does not compile:
//!
//! Asking first compiles:
//! ```
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ListUsers, listing::UserListing, problem::Problem};
//! # async fn twin(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! let permit = actor.permit(ListUsers)?;
//! store.list_members(&permit, listing, now).await?;
//! # Ok(()) }
//! ```
//! Forgetting to ask does not:
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ListUsers, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! store.list_members(listing, now).await?;
//! # Ok(()) }
//! ```
//! nor asking for another action:
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ViewSchool, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! let permit = actor.permit(ViewSchool)?;
//! store.list_members(&permit, listing, now).await?;
//! # Ok(()) }
//! ```
//! nor handing over the rule instead of the answer:
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ListUsers, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! store.list_members(&ListUsers, listing, now).await?;
//! # Ok(()) }
//! ```
//! nor making a permit up:
//! ```compile_fail
//! # use backend::access::Permit;
//! # use backend::session::Actor;
//! # use domain::access::ListUsers;
//! fn misuse(actor: &Actor) -> Permit<ListUsers> {
//!     Permit { action: ListUsers, school: actor.school(), member: actor.member() }
//! }
//! ```
//! nor using one twice:
//! ```compile_fail
//! # use backend::{access::Permit, store::Change};
//! # use domain::access::ConfirmCells;
//! fn misuse(permit: Permit<ConfirmCells>) -> (Permit<ConfirmCells>, Permit<ConfirmCells>) {
//!     (permit.clone(), permit)
//! }
//! ```
//! nor reading pupils' names with the permit of whoever meets them under aliases, as whoever may know them does:
//! ```
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::NamePupils, permission::Rules, problem::Problem, pupil::PupilListing};
//! # async fn twin(store: &Store, actor: &Actor, rules: &Rules) -> Result<(), Problem> {
//! let permit = actor.permit(NamePupils { rules })?;
//! store.named_pupils(&permit, &PupilListing::default()).await?;
//! # Ok(()) }
//! ```
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ViewPupils, permission::Rules, problem::Problem, pupil::PupilListing};
//! # async fn misuse(store: &Store, actor: &Actor, rules: &Rules) -> Result<(), Problem> {
//! let permit = actor.permit(ViewPupils { rules })?;
//! store.named_pupils(&permit, &PupilListing::default()).await?;
//! # Ok(()) }
//! ```
//! nor becoming somebody:
//! ```compile_fail
//! # use backend::session::Actor;
//! # use domain::access::Grants;
//! fn misuse(actor: Actor, grants: Grants) -> Actor {
//!     Actor { grants, ..actor }
//! }
//! ```

use crate::session::Actor;
use domain::access::{Action, Denial, ViewAs};
use domain::id::{MemberId, SchoolId};

/// Proof that a person may do one thing, in one school.
#[must_use = "a permit that nothing is done with was asked for in vain"]
pub struct Permit<A: Action> {
    action: A,
    school: SchoolId,
    member: MemberId,
}

impl<A: Action> Permit<A> {
    /// What may be done.
    pub const fn action(&self) -> &A {
        &self.action
    }

    /// The school it may be done in.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Who may do it.
    pub const fn member(&self) -> MemberId {
        self.member
    }
}

impl<A: Action> core::fmt::Debug for Permit<A> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Permit({})", A::NAME)
    }
}

impl Actor {
    /// Asks whether this person may do `action`. While they view the school as a role, it is as that role, and nothing that
    /// does more than look. What [steps up](Action::steps_up) is permitted only while the password they gave is fresh.
    ///
    /// # Errors
    /// The rule that stands against it.
    pub fn permit<A: Action>(&self, action: A) -> Result<Permit<A>, Denial> {
        self.may(&action)?;
        if action.steps_up() && !self.has_proved() {
            return Err(Denial::StepUp);
        }
        Ok(Permit { action, school: self.school(), member: self.member() })
    }

    /// Whether this person may do `action`, once they have given their password where it asks for that: for a summary of what
    /// would be done, and before a password is asked for.
    ///
    /// # Errors
    /// The rule that stands against it.
    pub(crate) fn may<A: Action>(&self, action: &A) -> Result<(), Denial> {
        action.check(self.grants())?;
        if A::LOOKS { Ok(()) } else { self.changes() }
    }

    /// Asks whether this person may view the school as a role: as who they are, whatever they view it as already.
    ///
    /// # Errors
    /// The rule that stands against it.
    pub fn permit_viewing(&self, action: ViewAs) -> Result<Permit<ViewAs>, Denial> {
        action.check(&self.own_grants())?;
        Ok(Permit { action, school: self.school(), member: self.member() })
    }
}
