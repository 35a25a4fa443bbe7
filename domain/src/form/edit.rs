//! Editing a member: the form, the changes it makes, and merging it with changes made by others meanwhile.
//!
//! The form carries the values it began with, for optimistic concurrency. Only fields that differ from those are
//! changed; everything else keeps its present value, so that two people who edit the same member lose nothing (source
//! 002: two steps, then *confirm*).

mod change;
mod part;

pub use change::{ChangeWords, FieldChange};
pub use part::EditPart;

use super::user::{NewUser, UserField, UserForm};
use crate::attribute::AttributesInput;
use crate::day::Day;
use crate::fault::{Fault, TextFault, TextKind};
use crate::limits;
use crate::member::MemberField;
use crate::permission::{RoleOverride, SchoolRoles};
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// The value that a ticked box sends.
pub const TICKED: &str = "yes";

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// Details and roles.
    #[serde(flatten)]
    pub user: UserForm,
    /// Not empty when the tick boxes, including those of attributes, were on the page; needed because a box that is not
    /// ticked sends nothing.
    pub status: String,
    /// [`TICKED`] when the account is to be active.
    pub active: String,
    /// [`TICKED`] when the member is to be blocked.
    pub blocked: String,
    /// The reason for a change of status, which is kept with it.
    pub reason: String,
    /// The last day, as `YYYY-MM-DD`; empty for none.
    pub leaving_on: String,
    /// The member's answers to the school's attributes.
    #[serde(flatten)]
    pub attributes: AttributesInput,
}

/// A field that the form can change, in the order of the page.
///
/// On the wire it is its name in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum EditField {
    /// A detail or a role.
    User(UserField),
    /// Access: active, blocked or deactivated.
    Access,
    /// The last day.
    LeavingOn,
}

/// The values of a valid form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedEdit {
    /// Details and roles.
    pub user: NewUser,
    /// The member's access.
    pub access: Access,
    /// The reason, if there is one.
    pub reason: Option<String>,
    /// The last day.
    pub leaving_on: Option<Day>,
}

impl EditField {
    /// The field with this name in the form.
    pub fn from_name(name: &str) -> Option<Self> {
        let own = [Self::Access, Self::LeavingOn].into_iter().find(|field| field.name() == name);
        own.or_else(|| UserField::from_name(name).map(Self::User))
    }

    /// The field's name in the form and id on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User(field) => field.name(),
            Self::Access => "blocked",
            Self::LeavingOn => MemberField::LeavingOn.definition().code,
        }
    }

    /// The field's label.
    pub fn label(self) -> String {
        match self {
            Self::User(UserField::Role(product)) => format!("Role in {}", product.name()),
            Self::User(field) => field.label().to_owned(),
            Self::Access => "Account status".to_owned(),
            Self::LeavingOn => MemberField::LeavingOn.definition().label.to_owned(),
        }
    }

    /// A value of the field as words, in a school with the roles `roles`.
    pub fn words(self, value: &str, roles: &SchoolRoles) -> String {
        let known = match self {
            Self::User(UserField::Role(product)) if product.holds_main_role() => {
                return HeldRole::from_code(value).map_or_else(|| value.to_owned(), |role| roles.label(role));
            }
            Self::User(UserField::Role(_)) => {
                return RoleOverride::from_code(value).map_or_else(|| value.to_owned(), |role| role.label(roles));
            }
            Self::Access => Access::from_code(value).map(Access::label),
            Self::LeavingOn => return Day::parse(value).map_or_else(|| value.to_owned(), Day::words),
            Self::User(_) => None,
        };
        known.unwrap_or(value).to_owned()
    }
}

impl TryFrom<String> for EditField {
    type Error = &'static str;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::from_name(&name).ok_or("a field that no form has")
    }
}

impl From<EditField> for String {
    fn from(field: EditField) -> Self {
        field.name().to_owned()
    }
}

impl EditForm {
    /// All fields that the form can change, for a school that uses `products`, without attributes, which differ between
    /// schools.
    pub fn fields(products: &[Product]) -> Vec<EditField> {
        let user = UserForm::fields(products).into_iter().map(EditField::User);
        user.chain([EditField::Access, EditField::LeavingOn]).collect()
    }

    /// The text of a field; for the two tick boxes, the access they mean.
    pub fn get(&self, field: EditField) -> &str {
        match field {
            EditField::User(field) => self.user.get(field),
            EditField::Access => self.access().code(),
            EditField::LeavingOn => &self.leaving_on,
        }
    }

    fn set(&mut self, field: EditField, value: String) {
        match field {
            EditField::User(field) => self.user.set(field, value),
            EditField::Access => self.set_access(Access::from_code(&value).unwrap_or(Access::Active)),
            EditField::LeavingOn => self.leaving_on = value,
        }
    }

    /// The access that the tick boxes mean.
    pub fn access(&self) -> Access {
        match (self.active == TICKED, self.blocked == TICKED) {
            (false, _) => Access::Deactivated,
            (true, true) => Access::Blocked,
            (true, false) => Access::Active,
        }
    }

    /// Sets the tick boxes to this access.
    pub fn set_access(&mut self, access: Access) {
        let tick = |is: bool| if is { TICKED.to_owned() } else { String::new() };
        self.status = TICKED.to_owned();
        self.active = tick(matches!(access, Access::Active | Access::Blocked));
        self.blocked = tick(access == Access::Blocked);
    }

    /// Merges the edit: each field is taken from this form where it differs from `base`, what the form began with, and
    /// otherwise from `current`.
    #[must_use]
    pub fn merge(&self, base: &Self, current: &Self, products: &[Product]) -> Self {
        let mut form = self.clone();
        form.attributes = self.attributes.merge(&base.attributes, &current.attributes);
        if form.status != TICKED {
            form.set_access(current.access());
            form.attributes = current.attributes.clone();
        }
        for field in Self::fields(products) {
            if form.same_in(field, base) {
                form.set(field, current.get(field).to_owned());
            }
        }
        form
    }

    /// Whether both forms have the same value in a field, apart from white space around and between words.
    fn same_in(&self, field: EditField, other: &Self) -> bool {
        self.get(field).split_whitespace().eq(other.get(field).split_whitespace())
    }

    /// The fields that differ from `before`, in the order of the page.
    pub fn changed_from(&self, before: &Self, products: &[Product]) -> Vec<EditField> {
        Self::fields(products).into_iter().filter(|field| !self.same_in(*field, before)).collect()
    }

    /// The differences from `before`.
    pub fn changes_from(&self, before: &Self, products: &[Product]) -> Vec<FieldChange> {
        let change = |field: EditField| FieldChange::Field {
            field,
            old: before.get(field).to_owned(),
            new: self.get(field).to_owned(),
        };
        self.changed_from(before, products).into_iter().map(change).collect()
    }

    /// Reads the form for a school that uses `products`. The email may stay empty for a member who `lacks_email`
    /// already.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the page.
    pub fn parse(&self, products: &[Product], lacks_email: bool) -> Result<ParsedEdit, Vec<FieldError>> {
        let mut errors = Vec::new();
        let user = self.user.parse_as(products, lacks_email).map_err(|found| errors.extend(found));
        if self.active != TICKED && self.blocked == TICKED {
            errors.push(FieldError::new("blocked", Fault::InactiveAndBlocked));
        }
        let leaving_on = Some(self.leaving_on.trim()).filter(|text| !text.is_empty()).map(Day::read);
        if leaving_on == Some(None) {
            errors.push(FieldError::new("leaving_on", Fault::LeavingDate));
        }
        let reason = read_reason(&self.reason).map_err(|error| errors.push(error));
        match (user, reason) {
            (Ok(user), Ok(reason)) if errors.is_empty() => {
                Ok(ParsedEdit { user, access: self.access(), reason, leaving_on: leaving_on.flatten() })
            }
            _ => Err(errors),
        }
    }
}

/// Reads the reason for an action on a member; empty text is `None`.
///
/// # Errors
/// When the reason is too long, at the field `reason`.
pub fn read_reason(text: &str) -> Result<Option<String>, FieldError> {
    let reason = crate::name::tidy(text);
    if reason.chars().count() > limits::REASON {
        return Err(FieldError::new("reason", TextFault::too_long(TextKind::Reason, limits::REASON)));
    }
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

#[cfg(test)]
mod tests;
