//! What is done to one person of a school (decisions: "Who may do what"; source 002, "User Deactivation" to "Block a User").

use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject, gives_back, gives_instead, makes_admin};
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// Actions on one person that are possible from some accesses only.
macro_rules! on_a_person {
    ($($(#[$doc:meta])* $name:ident: $text:literal from $($from:ident)|+ $(to $to:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            /// Whom.
            pub subject: Subject,
            /// Whether they are let in.
            pub access: Access,
        }

        impl Action for $name {
            const NAME: &'static str = $text;
            fn check(&self, grants: &Grants) -> Result<(), Denial> {
                admins(grants)?;
                acts_on(grants, &self.subject)?;
                if matches!(self.access, $(Access::$from)|+) { Ok(()) } else { Err(Denial::NotAsTheyAre { access: self.access }) }
            }
        }

        $(impl SetsAccess for $name {
            const TO: Access = Access::$to;
            fn of(subject: Subject, access: Access, _: RoleChoice) -> Self {
                Self { subject, access }
            }
        })?
    )+};
}

/// An action that changes whether somebody is let in.
pub trait SetsAccess: Action + Sized {
    /// What it is to be.
    const TO: Access;

    /// The action on `subject`, whose access is `access` until then, and who holds `roles`.
    fn of(subject: Subject, access: Access, roles: RoleChoice) -> Self;
}

on_a_person! {
    /// Change somebody's details: names, email until they have registered, title, job title, username, staff code.
    EditUser: "edit user" from Active | Blocked | Deactivated;
    /// Say what is known of somebody: the answers to the attributes of their school.
    SetAttributes: "set attributes" from Active | Blocked | Deactivated;
    /// Say on which day somebody leaves; they are deactivated at its end.
    SetLeavingDate: "set leaving date" from Active | Blocked | Deactivated;
    /// Keep somebody from signing in, and nothing else.
    BlockUser: "block user" from Active to Blocked;
    /// Let somebody who was blocked in again.
    ReinstateUser: "reinstate user" from Blocked to Active;
    /// As blocked, and gone from pickers and lists.
    DeactivateUser: "deactivate user" from Active | Blocked to Deactivated;
    /// Make an account active again.
    ReactivateUser: "reactivate user" from Deactivated to Active;
    /// Delete somebody; they can be restored for 90 days.
    DeleteUser: "delete user" from Active | Blocked | Deactivated to Deleted;
}

/// Bring somebody back who was deleted, with the roles they had: restoring gives these again.
#[derive(Clone, Debug)]
pub struct RestoreUser {
    /// Whom.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
    /// The roles they had.
    pub roles: RoleChoice,
}

impl Action for RestoreUser {
    const NAME: &'static str = "restore user";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        if self.access != Access::Deleted {
            return Err(Denial::NotAsTheyAre { access: self.access });
        }
        gives_back(grants, &self.roles)
    }
    fn steps_up(&self) -> bool {
        makes_admin(None, &self.roles)
    }
}

impl SetsAccess for RestoreUser {
    const TO: Access = Access::Active;
    fn of(subject: Subject, access: Access, roles: RoleChoice) -> Self {
        Self { subject, access, roles }
    }
}

/// Give somebody other roles, in one product or several.
#[derive(Clone, Debug)]
pub struct ChangeRoles {
    /// Whose.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
    /// The roles they have.
    pub before: RoleChoice,
    /// The roles they are to have.
    pub after: RoleChoice,
}

impl Action for ChangeRoles {
    const NAME: &'static str = "change roles";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        gives_instead(grants, &self.before, &self.after)
    }
    fn steps_up(&self) -> bool {
        makes_admin(Some(&self.before), &self.after)
    }
}

/// Withdraw an invitation that was not used yet: its link stops working.
#[derive(Clone, Copy, Debug)]
pub struct RevokeInvitation {
    /// Whose.
    pub subject: Subject,
    /// How far they have come.
    pub registration: Registration,
}

impl Action for RevokeInvitation {
    const NAME: &'static str = "revoke invitation";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        match self.registration {
            Registration::Invited { .. } => Ok(()),
            Registration::Registered => Err(Denial::AlreadyRegistered),
            Registration::NotRegistered => Err(Denial::NotInvited),
        }
    }
}

/// Take everything back that somebody registered for: they are not registered any more, and must be invited anew
/// (Portal's *Revoke Access*).
#[derive(Clone, Copy, Debug)]
pub struct RevokeAccess {
    /// Whose.
    pub subject: Subject,
    /// Whether they are let in.
    pub access: Access,
    /// How far they have come.
    pub registration: Registration,
}

impl Action for RevokeAccess {
    const NAME: &'static str = "revoke access";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        if self.registration == Registration::Registered { Ok(()) } else { Err(Denial::NotRegistered) }
    }
}
