//! Pupils, and who works with them. Access to pupils follows the Sonar Tracker permissions as the school applies them.

use super::{acts_on, admins, allowed};
use crate::access::{Action, Denial, Grants, Subject};
use crate::catalogue::VIEW_PUPILS;
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
