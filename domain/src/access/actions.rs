//! The actions of [`crate::access`], one struct each, grouped in files by what they act on.
//! Actions that fit no group (settings, the list of users, adding a user) are in this file. The rules about which roles
//! a member may give are in `access/giving.rs`.

mod account;
mod attributes;
mod exceptions;
mod import;
mod invite_to_product;
mod marks;
mod observations;
mod people;
mod photos;
mod pupils;
mod records;
mod roles;
mod viewing;

pub use account::*;
pub use attributes::*;
pub use exceptions::*;
pub use import::*;
pub use invite_to_product::*;
pub use marks::*;
pub use observations::*;
pub use people::*;
pub use photos::*;
pub use pupils::*;
pub use records::*;
pub use roles::*;
pub use viewing::*;

use super::{Action, Denial, Grants, Subject, gives_all, is_admin, makes_admin, outranks};
use crate::catalogue::Feature;
use crate::permission::{RoleChoice, Rules};
use crate::role::Role;
use crate::user::{Access, Registration};

fn admins(grants: &Grants) -> Result<(), Denial> {
    if is_admin(grants.role()) { Ok(()) } else { Err(Denial::ForAdmins) }
}

fn owner(grants: &Grants) -> Result<(), Denial> {
    if grants.role() == Role::AccountOwner { Ok(()) } else { Err(Denial::ForOwner) }
}

/// View the School page: the school's name, its number of members, and what the reader's own role allows.
#[derive(Clone, Copy, Debug)]
pub struct ViewSchool;

impl Action for ViewSchool {
    const NAME: &'static str = "view school";
    const LOOKS: bool = true;
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// View what every role can do, as this school applies it.
#[derive(Clone, Copy, Debug)]
pub struct ViewRoles;

impl Action for ViewRoles {
    const NAME: &'static str = "view roles";
    const LOOKS: bool = true;
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// List the school's members with their email addresses and status.
#[derive(Clone, Copy, Debug)]
pub struct ListUsers;

impl Action for ListUsers {
    const NAME: &'static str = "list users";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Open the form that adds a user, and check whether an email address or username is in use.
#[derive(Clone, Copy, Debug)]
pub struct AddUsers;

impl Action for AddUsers {
    const NAME: &'static str = "add users";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Add a user with their roles.
#[derive(Clone, Debug)]
pub struct CreateUser {
    /// The new user's roles.
    pub roles: RoleChoice,
}

impl Action for CreateUser {
    const NAME: &'static str = "create user";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        gives_all(grants, &self.roles)
    }
    fn steps_up(&self) -> bool {
        makes_admin(None, &self.roles)
    }
}

/// Send a member their registration link, for the first time or again.
#[derive(Clone, Copy, Debug)]
pub struct SendInvitation {
    /// The member to invite.
    pub subject: Subject,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
    pub access: Access,
    /// Whether the member has an email address.
    pub has_email: bool,
}

impl Action for SendInvitation {
    const NAME: &'static str = "send invitation";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        if self.registration == Registration::Registered {
            return Err(Denial::AlreadyRegistered);
        }
        if self.access != Access::Active {
            return Err(Denial::NotLetIn);
        }
        if self.has_email { Ok(()) } else { Err(Denial::NoEmail) }
    }
}

/// View the school's settings.
#[derive(Clone, Copy, Debug)]
pub struct ViewSettings;

impl Action for ViewSettings {
    const NAME: &'static str = "view settings";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Change the school's name, products and help contact.
#[derive(Clone, Copy, Debug)]
pub struct ChangeSettings;

impl Action for ChangeSettings {
    const NAME: &'static str = "change settings";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)
    }
}

/// Confirm, for the school, a permission that its publisher marks "to be confirmed".
#[derive(Clone, Copy, Debug)]
pub struct ConfirmCells;

impl Action for ConfirmCells {
    const NAME: &'static str = "confirm cells";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        owner(grants)
    }
}

/// Refuses with `denial` where the rules give the actor's role no `feature`.
fn allowed(rules: &Rules, grants: &Grants, feature: Feature, denial: Denial) -> Result<(), Denial> {
    if rules.answer(feature, grants.held).allowed() { Ok(()) } else { Err(denial) }
}

/// Refuses an actor who acts on themselves, on an equal, or on anybody above them.
pub(crate) fn acts_on(grants: &Grants, subject: &Subject) -> Result<(), Denial> {
    if grants.member == subject.member {
        return Err(Denial::Yourself);
    }
    if outranks(grants.role(), subject.role) { Ok(()) } else { Err(Denial::EqualOrAbove { role: subject.role }) }
}
