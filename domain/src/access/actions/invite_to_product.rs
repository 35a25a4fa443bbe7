use super::{acts_on, admins};
use crate::access::{Action, CreateUser, Denial, Grants, Subject};
use crate::product::Product;
use crate::role::{HeldRole, Role};

/// Give somebody a role in a product together with many others, and invite them. (Their role in Sonar Tracker is their role in
/// Rolecall; the others confer nothing here, but nobody is made an Account Owner anywhere.)
#[derive(Clone, Copy, Debug)]
pub struct InviteToProduct {
    /// Whom.
    pub subject: Subject,
    /// To which product.
    pub product: Product,
    /// The role they are to have in it.
    pub role: HeldRole,
}

impl Action for InviteToProduct {
    const NAME: &'static str = "invite to product";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        match (self.product, self.role.level()) {
            (Product::SonarTracker, _) | (_, Role::AccountOwner) => CreateUser { role: self.role }.check(grants),
            _ => Ok(()),
        }
    }
}
