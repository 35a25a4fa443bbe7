//! The form of a bulk action: what its pages send, and reading it.

use super::{BulkAction, BulkChange, ReviewedState};
use crate::fault::Fault;
use crate::form::edit::read_reason;
use crate::id::{BulkId, MemberId};
use crate::permission::RoleOverride;
use crate::problem::FieldError;
use crate::product::Product;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The name of the form field with the members, and of their tick boxes.
pub const BULK_PEOPLE: &str = "people";
pub use crate::limits::BULK_PEOPLE as MOST_PEOPLE;
/// The form's value for "the same as in Sonar Tracker"; an empty value means that nothing was chosen.
pub const SAME: &str = "same";

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// The members, as [`people_text`] writes them.
    pub people: String,
    /// The code of a [`BulkAction`].
    pub act: String,
    /// The product in which a role is given.
    pub product: String,
    /// The role: a role's code, [`SAME`] or the code of [`RoleOverride::Nothing`].
    pub role: String,
    /// The reason; may be empty.
    pub reason: String,
    /// The state of each member in the summary, as [`ReviewedState`] writes it, for optimistic concurrency.
    pub seen: String,
    /// The idempotency key, which becomes the id of the bulk action: sending the form twice acts once.
    pub key: String,
}

/// A valid form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// The members, without duplicates.
    pub people: Vec<MemberId>,
    /// The action.
    pub change: BulkChange,
    /// The reason, if there is one.
    pub reason: Option<String>,
}

/// Writes members as one field holds them.
pub fn people_text(people: &[MemberId]) -> String {
    people.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Reads what [`people_text`] wrote; without duplicates, in order.
///
/// # Errors
/// When there are no members or too many, or the text is not a list of members.
pub fn read_people(text: &str) -> Result<Vec<MemberId>, FieldError> {
    let wrong = |fault: Fault| Err(FieldError::new(BULK_PEOPLE, fault));
    let (mut people, mut known) = (Vec::new(), BTreeSet::new());
    for id in text.split_whitespace() {
        let Some(member) = MemberId::parse(id) else {
            return wrong(Fault::NoSuchPerson);
        };
        if known.insert(member) {
            people.push(member);
        }
    }
    match people.len() {
        0 => wrong(Fault::NobodyTicked),
        1..=MOST_PEOPLE => Ok(people),
        _ => wrong(Fault::TooManyTicked),
    }
}

impl BulkForm {
    /// Reads the form for a school that uses `products`.
    ///
    /// # Errors
    /// Each field that needs correcting, in the order of the page.
    pub fn parse(&self, products: &[Product]) -> Result<Bulk, Vec<FieldError>> {
        let mut errors = Vec::new();
        let people = read_people(&self.people).map_err(|error| errors.push(error));
        let change = self.change(products).map_err(|error| errors.push(error));
        let reason = read_reason(&self.reason).map_err(|error| errors.push(error));
        match (people, change, reason) {
            (Ok(people), Ok(change), Ok(reason)) => Ok(Bulk { people, change, reason }),
            _ => Err(errors),
        }
    }

    fn change(&self, products: &[Product]) -> Result<BulkChange, FieldError> {
        match BulkAction::from_code(&self.act) {
            None => Err(FieldError::new("act", Fault::ChooseAct)),
            Some(BulkAction::Invite) => Ok(BulkChange::Invite),
            Some(BulkAction::Block) => Ok(BulkChange::Block),
            Some(BulkAction::Deactivate) => Ok(BulkChange::Deactivate),
            Some(BulkAction::Role) => {
                let product = Product::from_code(&self.product).filter(|product| products.contains(product));
                let product = product.ok_or_else(|| FieldError::new("product", Fault::ChooseProduct))?;
                let to = match self.role.as_str() {
                    "" => None,
                    SAME => Some(RoleOverride::Same),
                    code => RoleOverride::from_code(code),
                };
                let to = to.ok_or_else(|| FieldError::new("role", Fault::ChooseRole))?;
                if product.holds_main_role() && !matches!(to, RoleOverride::Role(_)) {
                    return Err(FieldError::new("role", Fault::SonarRole));
                }
                Ok(BulkChange::Role { product, to })
            }
        }
    }

    /// The key of the bulk action, and the state of each member of `bulk` in the summary, in order.
    ///
    /// # Errors
    /// When the form does not come from a summary.
    pub fn confirmed(&self, bulk: &Bulk) -> Result<(BulkId, Vec<ReviewedState>), Vec<FieldError>> {
        let seen = ReviewedState::read_all(&self.seen).filter(|seen| seen.len() == bulk.people.len());
        BulkId::parse(&self.key).zip(seen).ok_or_else(|| vec![FieldError::new(BULK_PEOPLE, Fault::SummaryFirst)])
    }

    /// The form that requests `change`.
    pub fn of(people: &[MemberId], change: BulkChange) -> Self {
        let (product, role) = match change {
            BulkChange::Role { product, to } => (product.code(), role_code(to)),
            _ => ("", Cow::Borrowed("")),
        };
        Self {
            people: people_text(people),
            act: change.act().code().to_owned(),
            product: product.to_owned(),
            role: role.into_owned(),
            ..Self::default()
        }
    }
}

fn role_code(to: RoleOverride) -> Cow<'static, str> {
    if to == RoleOverride::Same { Cow::Borrowed(SAME) } else { to.code() }
}
