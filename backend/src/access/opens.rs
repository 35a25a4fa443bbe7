//! Proofs that more than one action gives: a method of the store that several of them need takes any of these.

use super::{CommandLine, Permit, Scheduler, Seeding, SigningIn, WhoAsks};
use crate::access::actor::Actor;
use domain::access::{
    AcceptOwnership, Action, ChangeOwnEmail, ChangeOwnPassword, ChangeRole, DeclineOwnership, DeleteRole, ImportStaff,
    ListUsers, OfferOwnership, ViewSchool, WithdrawOwnership,
};
use domain::id::SchoolId;

mod sealed {
    /// Nothing outside this crate is a proof.
    pub trait Sealed {}

    impl Sealed for crate::access::actor::Actor {}
    impl<A: domain::access::Action> Sealed for crate::access::Permit<A> {}
}

/// Opens what everybody who is signed in to a school may know of it: its settings, and what its roles give.
pub trait OfSchool: sealed::Sealed {
    /// The school they are signed in to.
    fn school(&self) -> SchoolId;
}

impl OfSchool for Actor {
    fn school(&self) -> SchoolId {
        self.school()
    }
}

impl<A: Action> OfSchool for Permit<A> {
    fn school(&self) -> SchoolId {
        self.school()
    }
}

/// Opens the number of people in each role and standing.
pub(crate) trait CountsPeople: OfSchool {}

impl CountsPeople for Permit<ListUsers> {}
impl CountsPeople for Permit<ViewSchool> {}

/// Opens, within a change, people as they are stored, with their exceptions.
pub(crate) trait ReadsPeople {}

impl ReadsPeople for Permit<ListUsers> {}
impl ReadsPeople for Permit<ImportStaff> {}
impl ReadsPeople for Permit<ChangeRole> {}
impl ReadsPeople for Permit<DeleteRole> {}
impl ReadsPeople for Permit<WithdrawOwnership> {}
impl ReadsPeople for Scheduler {}

/// Opens the offer of a school's ownership, and the mails about it, to what is done with it.
pub(crate) trait MovesOwnership: Action {}

impl MovesOwnership for OfferOwnership {}
impl MovesOwnership for WithdrawOwnership {}
impl MovesOwnership for DeclineOwnership {}
impl MovesOwnership for AcceptOwnership {}

/// Opens setting an account's password, to its holder.
pub(crate) trait SetsPassword {}

impl SetsPassword for Permit<ChangeOwnPassword> {}
impl SetsPassword for SigningIn {}

/// Opens what an account is and where it belongs, to its holder and while it is found out who that is.
pub(crate) trait OfAccount {}

impl OfAccount for Actor {}
impl OfAccount for SigningIn {}
impl OfAccount for WhoAsks {}

/// Opens another token for a session: its holder came in, or gave their password.
pub(crate) trait RenewsSession {}

impl RenewsSession for Permit<ChangeOwnPassword> {}
impl RenewsSession for Permit<ChangeOwnEmail> {}
impl RenewsSession for Permit<AcceptOwnership> {}
impl RenewsSession for SigningIn {}

/// Opens the beginning of an account.
pub(crate) trait OpensAccount {}

impl OpensAccount for SigningIn {}
impl OpensAccount for Seeding {}

/// Opens, within a change, the settings of the school that changes.
pub(crate) trait ReadsSettings {}

impl<A: Action> ReadsSettings for Permit<A> {}
impl ReadsSettings for Scheduler {}
impl ReadsSettings for Seeding {}
impl ReadsSettings for CommandLine {}
