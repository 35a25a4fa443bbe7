//! The actions on members' photos.

use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject};

/// View the photos of the school's members. Every member may, because colleagues know each other's faces.
#[derive(Clone, Copy, Debug)]
pub struct ViewPhotos;

impl Action for ViewPhotos {
    const NAME: &'static str = "view photos";
    const LOOKS: bool = true;
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// Add, replace or remove a member's photo. Every member may change their own.
#[derive(Clone, Copy, Debug)]
pub struct SetPhoto {
    /// The member in the photo.
    pub subject: Subject,
}

impl Action for SetPhoto {
    const NAME: &'static str = "set photo";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        if grants.member == self.subject.member {
            return Ok(());
        }
        admins(grants)?;
        acts_on(grants, &self.subject)
    }
}
