use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject};

/// See the photos of the people of one's school. Whoever works there knows their faces.
#[derive(Clone, Copy, Debug)]
pub struct ViewPhotos;

impl Action for ViewPhotos {
    const NAME: &'static str = "view photos";
    const LOOKS: bool = true;
    fn check(&self, _: &Grants) -> Result<(), Denial> {
        Ok(())
    }
}

/// Give somebody a photo, another one, or none. Everybody has the say over their own.
#[derive(Clone, Copy, Debug)]
pub struct SetPhoto {
    /// Whose.
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
