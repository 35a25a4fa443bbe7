//! Actions on one member of a school (decisions: "Who may do what"; source 002, "User Deactivation" to "Block a User").

use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject, gives_back, gives_instead, makes_admin};
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// Defines actions on one member that are allowed only while the member's access is one of those listed.
macro_rules! on_a_person {
    ($($(#[$doc:meta])* $name:ident: $text:literal from $($from:ident)|+ $(to $to:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            /// The member acted on.
            pub subject: Subject,
            /// The member's access.
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

/// An action that changes a member's access.
pub trait SetsAccess: Action + Sized {
    /// The access that the action sets.
    const TO: Access;

    /// Builds the action on `subject`, whose access is `access` and who holds `roles`.
    fn of(subject: Subject, access: Access, roles: RoleChoice) -> Self;
}

on_a_person! {
    /// Change a member's details: names, title, job title, username, staff code, and the email until they have
    /// registered.
    EditUser: "edit user" from Active | Blocked | Deactivated;
    /// Record a member's answers to the school's attributes.
    SetAttributes: "set attributes" from Active | Blocked | Deactivated;
    /// Set a member's last day; they are deactivated at the end of it.
    SetLeavingDate: "set leaving date" from Active | Blocked | Deactivated;
    /// Stop a member signing in, and change nothing else.
    BlockUser: "block user" from Active to Blocked;
    /// Let a blocked member sign in again.
    ReinstateUser: "reinstate user" from Blocked to Active;
    /// Stop a member signing in and remove them from pickers and lists.
    DeactivateUser: "deactivate user" from Active | Blocked to Deactivated;
    /// Make a deactivated member active again.
    ReactivateUser: "reactivate user" from Deactivated to Active;
    /// Delete a member; they can be restored for 90 days.
    DeleteUser: "delete user" from Active | Blocked | Deactivated to Deleted;
}

/// Restore a deleted member with the roles they had. Restoring gives those roles again, so the actor must be able to
/// give them.
#[derive(Clone, Debug)]
pub struct RestoreUser {
    /// The member to restore.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
    /// The roles that the member had.
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

/// Change a member's roles in one or several products.
#[derive(Clone, Debug)]
pub struct ChangeRoles {
    /// The member whose roles change.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
    /// The member's roles before the change.
    pub before: RoleChoice,
    /// The member's roles after the change.
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

/// Revoke an invitation that has not been used; its link stops working.
#[derive(Clone, Copy, Debug)]
pub struct RevokeInvitation {
    /// The member who was invited.
    pub subject: Subject,
    /// The member's registration.
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

/// Revoke a member's registration: they must be invited and register again (Portal's *Revoke Access*).
#[derive(Clone, Copy, Debug)]
pub struct RevokeAccess {
    /// The member whose registration is revoked.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
    /// The member's registration.
    pub registration: Registration,
}

impl Action for RevokeAccess {
    const NAME: &'static str = "revoke access";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        EditUser { subject: self.subject, access: self.access }.check(grants)?;
        if self.registration == Registration::Registered { Ok(()) } else { Err(Denial::NotRegistered) }
    }
}
