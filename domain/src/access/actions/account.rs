//! Actions on the actor's own account, on other members' sign-in details, and on the ownership of the school.

use super::{acts_on, admins, owner};
use crate::access::{Action, Denial, Grants, Subject};
use crate::id::MemberId;
use crate::role::Role;
use crate::user::{Access, Registration};

/// Change the name the actor is known as in the school.
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

/// Set a new password for the actor's own account.
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

/// Request a new sign-in email for the actor's own account.
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

/// Cancel the actor's own request for a new sign-in email.
#[derive(Clone, Copy, Debug)]
pub struct CancelEmailChange;

impl Action for CancelEmailChange {
    const NAME: &'static str = "keep the sign-in email";
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// View a member's sessions and last sign-in: the actor's own, or those of members below them.
#[derive(Clone, Copy, Debug)]
pub struct ViewSessions {
    /// The member whose sessions are viewed.
    pub subject: Subject,
}

impl Action for ViewSessions {
    const NAME: &'static str = "view sessions";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        own_or_below(grants, &self.subject)
    }
}

/// End one or all of a member's sessions: the actor's own, or those of members below them.
#[derive(Clone, Copy, Debug)]
pub struct EndSessions {
    /// The member who is signed out.
    pub subject: Subject,
}

impl Action for EndSessions {
    const NAME: &'static str = "end sessions";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        own_or_below(grants, &self.subject)
    }
}

/// Send a member a link to set a new password. Admins never type a password for anybody.
#[derive(Clone, Copy, Debug)]
pub struct SendPasswordLink {
    /// The member who gets the link.
    pub subject: Subject,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
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

/// Offer the school to an Account Admin, who becomes its Account Owner by accepting.
#[derive(Clone, Copy, Debug)]
pub struct OfferOwnership {
    /// The member who gets the offer.
    pub subject: Subject,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
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

/// Withdraw an offer of ownership, and see whether one is open.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawOwnership;

impl Action for WithdrawOwnership {
    const NAME: &'static str = "withdraw ownership";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// Accept the ownership of the school.
#[derive(Clone, Copy, Debug)]
pub struct AcceptOwnership {
    /// The member to whom ownership is on offer, if there is an open offer.
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

/// Decline the ownership of the school.
#[derive(Clone, Copy, Debug)]
pub struct DeclineOwnership {
    /// The member to whom ownership is on offer, if there is an open offer.
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
