use super::{acts_on, admins};
use crate::access::{Action, Denial, Grants, Subject, gives};
use crate::product::Product;
use crate::role::HeldRole;

/// Give somebody a role in a product together with many others, and invite them.
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
        gives(grants, self.product, self.role)
    }
}
