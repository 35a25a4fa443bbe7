//! The action that gives a member a role in a product and invites them.

use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject, gives};
use crate::product::Product;
use crate::role::HeldRole;

/// Give a member a role in a product, as one of many, and invite them.
#[derive(Clone, Copy, Debug)]
pub struct InviteToProduct {
    /// The member to invite.
    pub subject: Subject,
    /// The product.
    pub product: Product,
    /// The role that the member gets in the product.
    pub role: HeldRole,
}

impl Action for InviteToProduct {
    const NAME: &'static str = "invite to product";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        admins(grants)?;
        acts_on(grants, &self.subject)?;
        gives(grants, self.product, self.role)
    }
}
