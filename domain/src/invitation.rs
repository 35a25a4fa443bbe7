//! Inviting many people to a product at once, reminding people of an invitation, and what becomes of one when somebody changes.

mod effect;

pub use effect::{InvitationEffect, Invitee, LinkEnding, Resend};

use crate::fault::Fault;
use crate::id::MemberId;
use crate::listing::UserListing;
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use crate::user::Standing;
use serde::{Deserialize, Serialize};

pub use crate::limits::REMIND_BEFORE;

/// Which product and role, and who of those who lack it is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteListing {
    /// The product.
    pub product: Option<Product>,
    /// The role in it.
    pub role: Option<HeldRole>,
    /// Words of a name, an address or a job.
    pub search: String,
    /// The page, from 1.
    pub page: u32,
}

impl InviteListing {
    /// People on a page.
    pub const SIZE: u32 = 100;

    /// Reads a query; what it does not say, or says wrongly, is left open.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |key| get(key).unwrap_or_default();
        Self {
            product: Product::from_code(&text("product")),
            role: HeldRole::from_code(&text("role")),
            search: text("search").trim().chars().take(UserListing::MOST_SEARCH).collect(),
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The query that asks for it.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut put = |key, value: String| {
            if !value.is_empty() {
                pairs.push((key, value));
            }
        };
        put("product", self.product.map(|product| product.code().to_owned()).unwrap_or_default());
        put("role", self.role.map(|role| role.code().into_owned()).unwrap_or_default());
        put("search", self.search.clone());
        put("page", if self.page > 1 { self.page.to_string() } else { String::new() });
        pairs
    }

    /// The same at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// What must be chosen before anybody is listed.
    ///
    /// # Errors
    /// Each field that is still open.
    pub fn chosen(&self) -> Result<(Product, HeldRole), Vec<FieldError>> {
        match (self.product, self.role) {
            (Some(product), Some(role)) => Ok((product, role)),
            (product, role) => {
                let mut errors = Vec::new();
                if product.is_none() {
                    errors.push(FieldError::new("product", Fault::ChooseProduct));
                }
                if role.is_none() {
                    errors.push(FieldError::new("role", Fault::ChooseRole));
                }
                Err(errors)
            }
        }
    }
}

/// Somebody who lacks the role, or has not been invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitable {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Where the invitation goes.
    pub email: String,
    /// What they do.
    pub job_title: String,
    /// The role they have in the product now, if they have one.
    pub role: Option<HeldRole>,
    /// Where they stand.
    pub standing: Standing,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitablePage {
    /// What was asked for.
    pub listing: InviteListing,
    /// The people.
    pub people: Vec<Invitable>,
    /// How many there are on all pages.
    pub total: u64,
    /// How many pages.
    pub pages: u32,
    /// How many people cannot be invited before somebody gives them an address.
    pub without_email: u64,
}

/// What came of inviting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Mails that go out.
    pub sent: u32,
    /// People whose role in the product is another one now.
    pub roles: u32,
    /// People who were asked for and are left as they are: gone, blocked or above the one who asked meanwhile.
    pub left_out: u32,
}
