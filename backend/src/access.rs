//! Authorisation: every protected read or write takes a proof that it is allowed.
//!
//! [`Actor::permit`] asks the rule in [`domain::access`] and, if it agrees, gives a [`Permit`] for that action in the
//! actor's school. Every method of the store that reads or writes a school's data takes one of these proofs:
//!
//! * the permit of its own action. Where the action is about one person, the method reads or writes the person in the
//!   permit: nobody can pass a permit for somebody else.
//! * a trait (`permit_groups`), where several actions need the same method. Only their permits implement it.
//! * the [`Actor`], for the actor's own data.
//! * a token of its own (`system_tokens`), for work that no session does: the mail worker, the scheduler, signing in, the
//!   command line.
//!
//! The proof also fixes the school. A transaction begun by a person starts with a permit and checks it again under the
//! lock. `tests/store_proofs` compares the proofs that each method takes with a reviewed text, and finds permits that
//! are asked for and dropped. Forgetting to ask, asking for another action or making up a permit does not compile.
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
//! Forgetting to ask does not compile,
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ListUsers, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! store.list_members(listing, now).await?;
//! # Ok(()) }
//! ```
//! nor does asking for another action,
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ViewSchool, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! let permit = actor.permit(ViewSchool)?;
//! store.list_members(&permit, listing, now).await?;
//! # Ok(()) }
//! ```
//! nor passing the rule instead of its answer,
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ListUsers, listing::UserListing, problem::Problem};
//! # async fn misuse(store: &Store, actor: &Actor, listing: &UserListing, now: domain::moment::Moment) -> Result<(), Problem> {
//! store.list_members(&ListUsers, listing, now).await?;
//! # Ok(()) }
//! ```
//! nor making up a permit,
//! ```compile_fail
//! # use backend::access::Permit;
//! # use backend::session::Actor;
//! # use domain::access::ListUsers;
//! fn misuse(actor: &Actor) -> Permit<ListUsers> {
//!     Permit { action: ListUsers, school: actor.school(), member: actor.member(), session: actor.session() }
//! }
//! ```
//! nor using a permit twice,
//! ```compile_fail
//! # use backend::{access::Permit, store::SchoolTransaction};
//! # use domain::access::ConfirmCells;
//! fn misuse(permit: Permit<ConfirmCells>) -> (Permit<ConfirmCells>, Permit<ConfirmCells>) {
//!     (permit.clone(), permit)
//! }
//! ```
//! nor reading pupils' names with a permit that only allows aliases (the first example has a permit for names, and
//! compiles),
//! ```
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::NamePupils, day::Day, permission::Rules, problem::Problem, pupil::PupilListing};
//! # async fn twin(store: &Store, actor: &Actor, rules: &Rules, today: Day) -> Result<(), Problem> {
//! let permit = actor.permit(NamePupils { rules })?;
//! store.named_pupils(&permit, &PupilListing::default(), today).await?;
//! # Ok(()) }
//! ```
//! ```compile_fail
//! # use backend::{session::Actor, store::Store};
//! # use domain::{access::ViewPupils, day::Day, permission::Rules, problem::Problem, pupil::PupilListing};
//! # async fn misuse(store: &Store, actor: &Actor, rules: &Rules, today: Day) -> Result<(), Problem> {
//! let permit = actor.permit(ViewPupils { rules })?;
//! store.named_pupils(&permit, &PupilListing::default(), today).await?;
//! # Ok(()) }
//! ```
//! nor reading a school's shared data by the school's id alone (the first example has the actor, and compiles),
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
//! nor making an outside token in another crate, or calling a method that takes one,
//! ```compile_fail
//! # use backend::access::Scheduler;
//! let token = Scheduler::new();
//! ```
//! nor making up an actor.
//! ```compile_fail
//! # use backend::session::Actor;
//! # use domain::access::Grants;
//! fn misuse(actor: Actor, grants: Grants) -> Actor {
//!     Actor { grants, ..actor }
//! }
//! ```

pub(crate) mod actor;
mod permit_groups;
mod system_tokens;

pub use permit_groups::ReadsSchool;
pub(crate) use permit_groups::{
    CountsPeople, CreatesAccount, ManagesOwnership, ReadsAccount, ReadsPeople, ReadsSettings, RecordsLeaving,
    RenewsSession, SetsPassword,
};
pub(crate) use system_tokens::{
    AttemptLog, CommandLine, DemoPages, IdentifyingCaller, MailWorker, Scheduler, Seeding, SigningIn, SystemToken,
    Watcher,
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
    /// The permitted action.
    pub const fn action(&self) -> &A {
        &self.action
    }

    /// The school the permit is for.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The member the permit was given to.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// Whether the permit was given to this actor, in this school and session.
    pub(crate) fn is_of(&self, actor: &Actor) -> bool {
        (self.school, self.member, self.session) == (actor.school(), actor.member(), actor.session())
    }

    /// The session the permit was given in.
    pub(crate) const fn session(&self) -> SessionId {
        self.session
    }
}

/// Proof that the actor may change one other person's access, together with that person as read from the database. It
/// is made from them, so it cannot be used for somebody else.
#[must_use = "a permit that nothing is done with was asked for in vain"]
#[derive(Debug)]
pub(crate) struct AccessPermit<'m, A: SetsAccess> {
    permit: Permit<A>,
    subject: &'m StoredMember,
}

impl<A: SetsAccess> AccessPermit<'_, A> {
    /// The permitted action.
    pub const fn action(&self) -> &A {
        self.permit.action()
    }

    /// The person whose access may change.
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
    /// Gives a permit for `action` if the actor may do it. While they view the school as a role, that role decides,
    /// and only actions that read are permitted. An action that [steps up](Action::steps_up) is permitted only while
    /// the password given in this session is fresh.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn permit<A: Action>(&self, action: A) -> Result<Permit<A>, Denial> {
        self.may(&action)?;
        if action.steps_up() && !self.has_proved() {
            return Err(Denial::StepUp);
        }
        Ok(self.permitted(action))
    }

    /// Whether the actor may do `action`, leaving aside whether the password is fresh. For a summary of what would
    /// change, which is shown before the password is asked for.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub(crate) fn may<A: Action>(&self, action: &A) -> Result<(), Denial> {
        action.check(self.grants())?;
        if A::LOOKS { Ok(()) } else { self.changes() }
    }

    /// Gives a permit to view the school as a role. The actor's own role decides, even while they view it as another.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn permit_viewing(&self, action: ViewAs) -> Result<Permit<ViewAs>, Denial> {
        action.check(&self.own_grants())?;
        Ok(self.permitted(action))
    }

    /// Gives a permit for `action` on `subject`'s access; `access` is their access before it.
    ///
    /// # Errors
    /// The rule that refuses it.
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
