//! Proofs that several actions share: a store method that several actions need takes any permit that implements its
//! trait.

use super::{CommandLine, IdentifyingCaller, Permit, Scheduler, Seeding, SigningIn};
use crate::access::actor::Actor;
use domain::access::{
    AcceptOwnership, Action, BringPupilBack, ChangeOwnEmail, ChangeOwnPassword, ChangeRole, DeclineOwnership,
    DeleteRole, ImportStaff, ListUsers, MarkPupilLeft, OfferOwnership, ViewSchool, WithdrawOwnership,
};
use domain::id::SchoolId;

mod sealed {
    /// Keeps other crates from implementing proofs.
    pub trait Sealed {}

    impl Sealed for crate::access::actor::Actor {}
    impl<A: domain::access::Action> Sealed for crate::access::Permit<A> {}
}

/// Opens what every signed-in member may know about their school: its settings and its roles.
pub trait ReadsSchool: sealed::Sealed {
    /// The school the member is signed in to.
    fn school(&self) -> SchoolId;
}

impl ReadsSchool for Actor {
    fn school(&self) -> SchoolId {
        self.school()
    }
}

impl<A: Action> ReadsSchool for Permit<A> {
    fn school(&self) -> SchoolId {
        self.school()
    }
}

/// Opens the number of people by role and status.
pub(crate) trait CountsPeople: ReadsSchool {}

impl CountsPeople for Permit<ListUsers> {}
impl CountsPeople for Permit<ViewSchool> {}

/// Opens stored members and their exceptions within a transaction.
pub(crate) trait ReadsPeople {}

impl ReadsPeople for Permit<ListUsers> {}
impl ReadsPeople for Permit<ImportStaff> {}
impl ReadsPeople for Permit<ChangeRole> {}
impl ReadsPeople for Permit<DeleteRole> {}
impl ReadsPeople for Permit<WithdrawOwnership> {}
impl ReadsPeople for Scheduler {}

/// Opens the offer of a school's ownership and its mails, for the actions on it.
pub(crate) trait ManagesOwnership: Action {}

impl ManagesOwnership for OfferOwnership {}
impl ManagesOwnership for WithdrawOwnership {}
impl ManagesOwnership for DeclineOwnership {}
impl ManagesOwnership for AcceptOwnership {}

/// Opens setting an account's password, for its holder.
pub(crate) trait SetsPassword {}

impl SetsPassword for Permit<ChangeOwnPassword> {}
impl SetsPassword for SigningIn {}

/// Opens an account and its memberships, for its holder and while its holder is being identified.
pub(crate) trait ReadsAccount {}

impl ReadsAccount for Actor {}
impl ReadsAccount for SigningIn {}
impl ReadsAccount for IdentifyingCaller {}

/// Opens renewing a session's token, after its holder signed in or gave their password.
pub(crate) trait RenewsSession {}

impl RenewsSession for Permit<ChangeOwnPassword> {}
impl RenewsSession for Permit<ChangeOwnEmail> {}
impl RenewsSession for Permit<AcceptOwnership> {}
impl RenewsSession for SigningIn {}

/// Opens creating an account.
pub(crate) trait CreatesAccount {}

impl CreatesAccount for SigningIn {}
impl CreatesAccount for Seeding {}

/// Opens a pupil's leaving date within a transaction.
pub(crate) trait RecordsLeaving {}

impl RecordsLeaving for Permit<MarkPupilLeft<'_>> {}
impl RecordsLeaving for Permit<BringPupilBack<'_>> {}
impl RecordsLeaving for Seeding {}

/// Opens the school's settings within a transaction.
pub(crate) trait ReadsSettings {}

impl<A: Action> ReadsSettings for Permit<A> {}
impl ReadsSettings for Scheduler {}
impl ReadsSettings for Seeding {}
impl ReadsSettings for CommandLine {}
