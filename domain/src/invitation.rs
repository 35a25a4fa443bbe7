//! Inviting many members to a product at once, and reminders before invitations expire. How a change of a member
//! affects their open invitation is in `invitation/effect.rs`; sending is the backend's job.

mod effect;

pub use effect::{InvitationEffect, InvitationEndReason, Invitee, Resend};

use crate::fault::Fault;
use crate::id::MemberId;
use crate::limits;
use crate::listing::UserListing;
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

pub use crate::limits::REMIND_BEFORE;

/// The query for members to invite: product, role and search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteListing {
    /// The product.
    pub product: Option<Product>,
    /// The role in it.
    pub role: Option<HeldRole>,
    /// Words of a name, an address or a job title.
    pub search: String,
    /// The page, from 1.
    pub page: u32,
}

impl InviteListing {
    /// People on a page.
    pub const SIZE: u32 = limits::INVITABLE_ON_A_PAGE;

    /// Reads a query string; missing and invalid values are left open.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |key| get(key).unwrap_or_default();
        Self {
            product: Product::from_code(&text("product")),
            role: HeldRole::from_code(&text("role")),
            search: text("search").trim().chars().take(UserListing::MOST_SEARCH).collect(),
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The query parameters.
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

    /// This query at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The chosen product and role, which are needed before anybody is listed.
    ///
    /// # Errors
    /// Every field that is still to be chosen.
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

/// A member who lacks the role, or has not been invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitable {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// The address for the invitation.
    pub email: String,
    /// Job title.
    pub job_title: String,
    /// The member's present role in the product, if any.
    pub role: Option<HeldRole>,
    /// The member's status.
    pub status: MemberStatus,
}

/// One page of members to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitablePage {
    /// The query.
    pub listing: InviteListing,
    /// The members.
    pub people: Vec<Invitable>,
    /// The number of members over all pages.
    pub total: u64,
    /// The number of pages.
    pub pages: u32,
    /// The number of members who cannot be invited until they have an email address.
    pub without_email: u64,
}

/// The outcome of inviting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteResult {
    /// The number of emails to be sent.
    pub sent: u32,
    /// The number of members whose role in the product changed.
    pub roles: u32,
    /// The number of chosen members left out, because they have since been deleted, blocked, or given a role above the
    /// actor's.
    pub left_out: u32,
}
