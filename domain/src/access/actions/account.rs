//! One's own account, other people's sign-in details, and handing the school over.

use super::{acts_on, admins, owner};
use crate::access::{Action, Denial, Grants, Subject};
use crate::id::MemberId;
use crate::role::Role;
use crate::user::{Access, Registration};

/// Change what one goes by in the school.
#[derive(Clone, Copy, Debug)]
pub struct ChangeKnownAs;

impl Action for ChangeKnownAs {
    const NAME: &'static str = "change known as";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// Change what the school knows of oneself, in the fields that members set themselves.
#[derive(Clone, Copy, Debug)]
pub struct ChangeOwnDetails;

impl Action for ChangeOwnDetails {
    const NAME: &'static str = "change own details";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// Set another password for one's own account.
#[derive(Clone, Copy, Debug)]
pub struct ChangeOwnPassword;

impl Action for ChangeOwnPassword {
    const NAME: &'static str = "change own password";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
    fn steps_up(&self) -> bool {
        true
    }
}

/// Ask for another sign-in email.
#[derive(Clone, Copy, Debug)]
pub struct ChangeOwnEmail;

impl Action for ChangeOwnEmail {
    const NAME: &'static str = "change own email";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
    fn steps_up(&self) -> bool {
        true
    }
}

/// Take back that one asked for another sign-in email.
#[derive(Clone, Copy, Debug)]
pub struct KeepOwnEmail;

impl Action for KeepOwnEmail {
    const NAME: &'static str = "keep own email";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// See where somebody is signed in, and when they signed in last: oneself, or people below.
#[derive(Clone, Copy, Debug)]
pub struct ViewSessions {
    /// Whose.
    pub subject: Subject,
}

impl Action for ViewSessions {
    const NAME: &'static str = "view sessions";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        own_or_below(grants, &self.subject)
    }
}

/// Sign somebody out, in one place or everywhere: oneself, or people below.
#[derive(Clone, Copy, Debug)]
pub struct EndSessions {
    /// Whom.
    pub subject: Subject,
}

impl Action for EndSessions {
    const NAME: &'static str = "end sessions";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        own_or_below(grants, &self.subject)
    }
}

/// Send somebody a link to set a new password. No admin ever types a password.
#[derive(Clone, Copy, Debug)]
pub struct SendPasswordLink {
    /// Whom.
    pub subject: Subject,
    /// How far they have come.
    pub registration: Registration,
    /// Whether they are let in.
    pub access: Access,
}

impl Action for SendPasswordLink {
    const NAME: &'static str = "send password link";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        here(self.registration, self.access)
    }
}

/// Offer the school to an Account Admin, who is its Account Owner once they accept.
#[derive(Clone, Copy, Debug)]
pub struct OfferOwnership {
    /// To whom.
    pub subject: Subject,
    /// How far they have come.
    pub registration: Registration,
    /// Whether they are let in.
    pub access: Access,
}

impl Action for OfferOwnership {
    const NAME: &'static str = "offer ownership";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)?;
        if grants.member == self.subject.member {
            return Err(Denial::Yourself);
        }
        if self.subject.role != Role::AccountAdmin {
            return Err(Denial::NotAnAdmin);
        }
        here(self.registration, self.access)
    }
    fn steps_up(&self) -> bool {
        true
    }
}

/// Take an offer back, and see whether one is open.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawOwnership;

impl Action for WithdrawOwnership {
    const NAME: &'static str = "withdraw ownership";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// Become the Account Owner.
#[derive(Clone, Copy, Debug)]
pub struct AcceptOwnership {
    /// To whom the open offer was made; nobody when there is none.
    pub offered_to: Option<MemberId>,
}

impl Action for AcceptOwnership {
    const NAME: &'static str = "accept ownership";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        offered(grants, self.offered_to)
    }
    fn steps_up(&self) -> bool {
        true
    }
}

/// Leave the school to its Account Owner.
#[derive(Clone, Copy, Debug)]
pub struct DeclineOwnership {
    /// To whom the open offer was made; nobody when there is none.
    pub offered_to: Option<MemberId>,
}

impl Action for DeclineOwnership {
    const NAME: &'static str = "decline ownership";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        offered(grants, self.offered_to)
    }
}

fn own_or_below(grants: &Grants, subject: &Subject) -> Result<(), Denial> {
    if grants.member == subject.member {
        return Ok(());
    }
    admins(grants)?;
    acts_on(grants, subject)
}

const fn here(registration: Registration, access: Access) -> Result<(), Denial> {
    match (registration, access) {
        (_, Access::Blocked | Access::Deactivated | Access::Deleted) => Err(Denial::NotLetIn),
        (Registration::Registered, Access::Active) => Ok(()),
        (Registration::NotRegistered | Registration::Invited { .. }, Access::Active) => Err(Denial::NotRegistered),
    }
}

fn offered(grants: &Grants, to: Option<MemberId>) -> Result<(), Denial> {
    let is_theirs = grants.role() == Role::AccountAdmin && to == Some(grants.member);
    if is_theirs { Ok(()) } else { Err(Denial::NotOffered) }
}
