//! Pupils, and who works with them. Access to pupils follows the Sonar Tracker permissions as the school applies them.

use super::{acts_on, admins, allowed};
use crate::access::{Action, Denial, Grants, Subject, is_admin};
use crate::catalogue::{SHARE_WITH_HOME, VIEW_PUPILS};
use crate::permission::Rules;
use crate::user::Access;

/// View the school's pupils, under aliases for roles that may not know who they are.
#[derive(Clone, Copy, Debug)]
pub struct ViewPupils<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for ViewPupils<'_> {
    const NAME: &'static str = "view pupils";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        allowed(self.rules, grants, VIEW_PUPILS, Denial::WithoutPupils)
    }
}

/// View the school's pupils with their names, dates of birth, UPNs and classes.
#[derive(Clone, Copy, Debug)]
pub struct NamePupils<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for NamePupils<'_> {
    const NAME: &'static str = "see pupils by name";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        ViewPupils { rules: self.rules }.check(grants)?;
        if grants.role().anonymises_pupils() { Err(Denial::WithoutNames) } else { Ok(()) }
    }
}

/// Say that a pupil has left the school, or from which day they will have.
#[derive(Clone, Copy, Debug)]
pub struct MarkPupilLeft<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for MarkPupilLeft<'_> {
    const NAME: &'static str = "mark pupil left";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        manages_pupils(self.rules, grants)
    }
}

/// Say that a pupil is at the school after all, or again.
#[derive(Clone, Copy, Debug)]
pub struct BringPupilBack<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for BringPupilBack<'_> {
    const NAME: &'static str = "bring pupil back";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        manages_pupils(self.rules, grants)
    }
}

/// Add, replace or remove a pupil's photo.
#[derive(Clone, Copy, Debug)]
pub struct SetPupilPhoto<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for SetPupilPhoto<'_> {
    const NAME: &'static str = "set pupil photo";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        manages_pupils(self.rules, grants)
    }
}

/// Admins look after pupils, unless an exception keeps them from knowing who they are.
fn manages_pupils(rules: &Rules, grants: &Grants) -> Result<(), Denial> {
    admins(grants)?;
    NamePupils { rules }.check(grants)
}

/// View the email address that the school holds for a pupil's home.
#[derive(Clone, Copy, Debug)]
pub struct ViewHomeContact<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for ViewHomeContact<'_> {
    const NAME: &'static str = "view home contact";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        reaches_homes(self.rules, grants)
    }
}

/// Correct the email address that the school holds for a pupil's home.
#[derive(Clone, Copy, Debug)]
pub struct ChangeHomeContact<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for ChangeHomeContact<'_> {
    const NAME: &'static str = "change home contact";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        reaches_homes(self.rules, grants)
    }
}

/// People who may write to a home must know the address, and hear first that it is wrong; admins look after pupils.
fn reaches_homes(rules: &Rules, grants: &Grants) -> Result<(), Denial> {
    NamePupils { rules }.check(grants)?;
    if is_admin(grants.role()) { Ok(()) } else { allowed(rules, grants, SHARE_WITH_HOME, Denial::WithoutSharing) }
}

/// Choose the pupils for whom a member is key worker or worker.
#[derive(Clone, Copy, Debug)]
pub struct AssignPupils {
    /// The member who works with the pupils.
    pub subject: Subject,
    /// The member's access.
    pub access: Access,
}

impl Action for AssignPupils {
    const NAME: &'static str = "assign pupils";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        // Blocking is temporary, so a blocked member keeps their pupils and can be given more.
        match self.access {
            Access::Active | Access::Blocked => Ok(()),
            access @ (Access::Deactivated | Access::Deleted) => Err(Denial::NotAsTheyAre { access }),
        }
    }
}
