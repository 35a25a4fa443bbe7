//! Pupils, and who works with them. The classroom follows the Sonar Tracker rows as the school applies them.

use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject};
use crate::catalogue::VIEW_PUPILS;
use crate::permission::Rules;
use crate::user::Access;

/// See the school's pupils: as a role sees them that may not know who they are.
#[derive(Clone, Copy, Debug)]
pub struct ViewPupils<'a> {
    /// What decides what they can do, besides their role.
    pub rules: &'a Rules,
}

impl Action for ViewPupils<'_> {
    const NAME: &'static str = "view pupils";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        if self.rules.answer(VIEW_PUPILS, grants.held).allowed() { Ok(()) } else { Err(Denial::WithoutPupils) }
    }
}

/// See the school's pupils with their names, dates of birth, numbers and classes.
#[derive(Clone, Copy, Debug)]
pub struct NamePupils<'a> {
    /// What decides what they can do, besides their role.
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

/// Say whose key worker and worker somebody is.
#[derive(Clone, Copy, Debug)]
pub struct AssignPupils {
    /// Whose children.
    pub subject: Subject,
    /// Whether the school lets them in.
    pub access: Access,
}

impl Action for AssignPupils {
    const NAME: &'static str = "assign pupils";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        // Somebody blocked for a while keeps their children and may be given others.
        match self.access {
            Access::Active | Access::Blocked => Ok(()),
            access @ (Access::Deactivated | Access::Deleted) => Err(Denial::NotAsTheyAre { access }),
        }
    }
}
