//! The one door to everything protected.
//!
//! [`Actor::permit`] asks the rule in [`domain::access`] and, if it agrees, gives a [`Permit`] for that very action in the
//! actor's school. A method of the store that reads or writes what belongs to a school takes one of these proofs:
//!
//! * the permit of its own action. Where the action is about one person, that is the person who is read or written: a permit for
//!   somebody else cannot be given with them.
//! * where several actions need the same, a trait (`opens`) that only their permits have.
//! * the [`Actor`], for what is their own.
//! * for what no session does (the mail worker, the scheduler, signing in, the command line) a token of its own (`outside`).
//!
//! The school in the proof is the school that is looked in. A change that a person makes begins with a permit and asks for it anew.
//! `tests/store_proofs` lists what each method takes and compares that with a reviewed text, and finds permits that are asked for
//! and dropped. So forgetting to ask, asking for something else, or making a permit up does not compile:
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
//!     Permit { action: ListUsers, school: actor.school(), member: actor.member(), session: actor.session() }
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
//! nor what everybody of a school may know, of a school that somebody merely names, as it is told to those who are signed in to it:
//! ```
//! # use backend::{Backend, school::settings_of, session::Actor};
//! # use domain::problem::Problem;
//! # async fn twin(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
//! settings_of(backend, actor).await?;
//! # Ok(()) }
//! ```
//! ```compile_fail
//! # use backend::{Backend, school::settings_of, session::Actor};
//! # use domain::problem::Problem;
//! # async fn misuse(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
//! settings_of(backend, &actor.school()).await?;
//! # Ok(()) }
//! ```
//! nor making the token of something that stands outside, or calling from outside what takes one:
//! ```compile_fail
//! # use backend::access::Scheduler;
//! let token = Scheduler::new();
//! ```
//! nor becoming somebody:
//! ```compile_fail
//! # use backend::session::Actor;
//! # use domain::access::Grants;
//! fn misuse(actor: Actor, grants: Grants) -> Actor {
//!     Actor { grants, ..actor }
//! }
//! ```

pub(crate) mod actor;
mod opens;
mod outside;

pub use opens::OfSchool;
pub(crate) use opens::{
    CountsPeople, MovesOwnership, OfAccount, OpensAccount, ReadsPeople, ReadsSettings, RenewsSession, SetsPassword,
};
pub(crate) use outside::{
    AttemptLog, CommandLine, DemoDoor, MailWorker, Outside, Scheduler, Seeding, SigningIn, Watcher, WhoAsks,
};

use crate::store::StoredMember;
use actor::Actor;
use domain::access::{Action, Denial, SetsAccess, ViewAs};
use domain::id::{MemberId, SchoolId, SessionId};
use domain::user::Access;

/// Proof that a person may do one thing, in one school.
#[must_use = "a permit that nothing is done with was asked for in vain"]
pub struct Permit<A: Action> {
    action: A,
    school: SchoolId,
    member: MemberId,
    session: SessionId,
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

    /// Whether it was given to this person, in this school and session.
    pub(crate) fn is_of(&self, actor: &Actor) -> bool {
        (self.school, self.member, self.session) == (actor.school(), actor.member(), actor.session())
    }

    /// The session they do it in.
    pub(crate) const fn session(&self) -> SessionId {
        self.session
    }
}

/// Proof that a person may let one other person in or not, with that person as they were read. Made from them, it cannot be for
/// somebody else.
#[must_use = "a permit that nothing is done with was asked for in vain"]
#[derive(Debug)]
pub(crate) struct AccessPermit<'m, A: SetsAccess> {
    permit: Permit<A>,
    subject: &'m StoredMember,
}

impl<A: SetsAccess> AccessPermit<'_, A> {
    /// What may be done.
    pub const fn action(&self) -> &A {
        self.permit.action()
    }

    /// The person it is for.
    pub const fn subject(&self) -> &StoredMember {
        self.subject
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
        Ok(self.permitted(action))
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
        Ok(self.permitted(action))
    }

    /// Asks whether this person may let `subject` in or not, as the action has it; `access` says whether they are let in until
    /// then.
    ///
    /// # Errors
    /// The rule that stands against it.
    pub(crate) fn permit_access<'m, A: SetsAccess>(
        &self,
        subject: &'m StoredMember,
        access: Access,
    ) -> Result<AccessPermit<'m, A>, Denial> {
        Ok(AccessPermit { permit: self.permit(A::of(subject.subject(), access, subject.roles.clone()))?, subject })
    }

    fn permitted<A: Action>(&self, action: A) -> Permit<A> {
        Permit { action, school: self.school(), member: self.member(), session: self.session() }
    }
}
