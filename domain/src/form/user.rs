//! Adding a member: the form, its fields, and reading it. Editing a member builds on it in `form/edit.rs`. The rules
//! for a single value are with the value, such as in `name`; who may add members is decided in [`crate::access`].

use super::by_product::{ByProduct, RoleFields};
use crate::fault::{Fault, FieldFault};
use crate::id::FormKey;
use crate::member::{MemberField, PlainField, PlainFields, PlainTyped};
use crate::name::{EmailAddress, JobTitle, PersonName, StaffCode, Title, Username};
use crate::permission::{RoleChoice, RoleOverride};
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// The submitted form, exactly as typed and chosen. Field names are the ids on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// The form's idempotency key: sending it twice adds one member.
    pub form_key: String,
    /// First name; mandatory.
    pub first_name: String,
    /// Last name; mandatory.
    pub last_name: String,
    /// Email address; mandatory.
    pub email: String,
    /// Title, such as "Mrs" or "Dr".
    pub title: String,
    /// Job title.
    pub job_title: String,
    /// The school's own label for the member.
    pub username: String,
    /// The school's short code for the member.
    pub staff_code: String,
    /// What needs no rule of its own.
    #[serde(flatten)]
    pub plain: PlainTyped,
    /// The code of the main role, which is also the role in Rolecall; mandatory.
    pub role: String,
    /// The roles in other products, as [`RoleOverride::code`] writes them; empty for "the same everywhere".
    #[serde(flatten)]
    pub other_roles: ByProduct<RoleFields>,
    /// [`INVITE_NOW`] or [`INVITE_LATER`]; empty means now.
    pub invite: String,
}

/// The value of `invite` that sends the invitation as soon as the member is added.
pub const INVITE_NOW: &str = "now";
/// The value of `invite` that sends no invitation yet.
pub const INVITE_LATER: &str = "later";

/// A field of [`UserForm`], in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UserField {
    /// `first_name`.
    FirstName,
    /// `last_name`.
    LastName,
    /// `email`.
    Email,
    /// `title`.
    Title,
    /// `job_title`.
    JobTitle,
    /// `username`.
    Username,
    /// `staff_code`.
    StaffCode,
    /// What needs no rule of its own.
    Plain(PlainField),
    /// `role`, or the role in another product.
    Role(Product),
}

impl UserField {
    /// The fields of a member with rules of their own, in the order of the form.
    const WITH_RULES: [Self; 7] =
        [Self::FirstName, Self::LastName, Self::Email, Self::Title, Self::JobTitle, Self::Username, Self::StaffCode];

    /// The field of a member that it fills in; none for a role.
    pub const fn member(self) -> Option<MemberField> {
        match self {
            Self::FirstName => Some(MemberField::FirstName),
            Self::LastName => Some(MemberField::LastName),
            Self::Email => Some(MemberField::Email),
            Self::Title => Some(MemberField::Title),
            Self::JobTitle => Some(MemberField::JobTitle),
            Self::Username => Some(MemberField::Username),
            Self::StaffCode => Some(MemberField::StaffCode),
            Self::Plain(field) => Some(MemberField::Plain(field)),
            Self::Role(_) => None,
        }
    }

    /// The field's name in the form and id on the page.
    pub const fn name(self) -> &'static str {
        match (self.member(), self) {
            (Some(field), _) => field.definition().code,
            (None, Self::Role(product)) => product.role_field(),
            (None, _) => UserForm::ROLE,
        }
    }

    /// The field with this name in the form.
    pub fn from_name(name: &str) -> Option<Self> {
        let own = Self::WITH_RULES.into_iter().find(|field| field.name() == name);
        let plain = || PlainField::from_code(name).map(Self::Plain);
        own.or_else(plain).or_else(|| Product::of_role_field(name).map(Self::Role))
    }

    /// The field's label.
    pub const fn label(self) -> &'static str {
        match self.member() {
            Some(field) => field.definition().label,
            None => "Role",
        }
    }

    /// What helps to fill it in; empty for nothing.
    pub const fn hint(self) -> &'static str {
        match self.member() {
            Some(field) => field.definition().hint,
            None => "",
        }
    }

    /// Whether the field is mandatory, shown by the orange dot.
    pub const fn is_mandatory(self) -> bool {
        match (self.member(), self) {
            (Some(field), _) => field.definition().is_mandatory,
            (None, Self::Role(product)) => product.holds_main_role(),
            (None, _) => false,
        }
    }

    /// Whether a school whose staff come from its MIS maintains the field there.
    pub const fn comes_from_mis(self) -> bool {
        match self.member() {
            Some(field) => field.definition().comes_from_mis,
            None => false,
        }
    }

    /// The message when another member has the same value; `None` for fields that members may share.
    pub const fn taken(self) -> Option<Fault> {
        match self {
            Self::Email => Some(Fault::EmailTaken),
            Self::Username => Some(Fault::UsernameTaken),
            _ => None,
        }
    }

    /// The error in `text` for this field, if any. An optional field may be empty.
    pub fn error(self, text: &str) -> Option<FieldFault> {
        if !self.is_mandatory() && text.trim().is_empty() {
            return None;
        }
        let refused = match self {
            Self::FirstName => PersonName::parse_first(text).err(),
            Self::LastName => PersonName::parse_last(text).err(),
            Self::Email => EmailAddress::parse(text).err(),
            Self::Title => Title::parse(text).err(),
            Self::JobTitle => JobTitle::parse(text).err(),
            Self::Username => Username::parse(text).err(),
            Self::StaffCode => StaffCode::parse(text).err(),
            Self::Plain(field) => field.read(text).err(),
            Self::Role(product) => return role_error(product, text),
        };
        refused.map(FieldFault::Text)
    }
}

fn role_error(product: Product, code: &str) -> Option<FieldFault> {
    let is_known = match product {
        product if product.holds_main_role() => HeldRole::from_code(code).is_some(),
        _ => RoleOverride::from_code(code).is_some(),
    };
    match product {
        _ if is_known => None,
        _ if code.is_empty() => Some(Fault::ChooseRole.into()),
        product if product.holds_main_role() => Some(Fault::RoleNotInList.into()),
        product => Some(FieldFault::RoleNotInList(product)),
    }
}

/// The values of a valid form, as far as the form can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// The form's idempotency key, if it had one.
    pub form_key: Option<FormKey>,
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// The address for the invitation. `None` only for an existing member whose address is not known.
    pub email: Option<EmailAddress>,
    /// Title, such as "Mrs" or "Dr".
    pub title: Option<Title>,
    /// Job title.
    pub job_title: Option<JobTitle>,
    /// The school's own label for the member.
    pub username: Option<Username>,
    /// The school's short code for the member.
    pub staff_code: Option<StaffCode>,
    /// What needs no rule of its own.
    pub plain: PlainFields,
    /// The member's roles.
    pub roles: RoleChoice,
    /// Whether the invitation is sent at once.
    pub invite_now: bool,
}

impl UserForm {
    /// The name of the main role's field.
    pub const ROLE: &str = "role";

    /// The text of `field`.
    pub fn get(&self, field: UserField) -> &str {
        match field {
            UserField::FirstName => &self.first_name,
            UserField::LastName => &self.last_name,
            UserField::Email => &self.email,
            UserField::Title => &self.title,
            UserField::JobTitle => &self.job_title,
            UserField::Username => &self.username,
            UserField::StaffCode => &self.staff_code,
            UserField::Plain(field) => self.plain.get(field),
            UserField::Role(product) if product.holds_main_role() => &self.role,
            UserField::Role(product) => self.other_roles.get(product),
        }
    }

    /// Sets the text of `field`.
    pub fn set(&mut self, field: UserField, text: String) {
        let typed = match field {
            UserField::Plain(field) => return self.plain.set(field, text),
            UserField::FirstName => &mut self.first_name,
            UserField::LastName => &mut self.last_name,
            UserField::Email => &mut self.email,
            UserField::Title => &mut self.title,
            UserField::JobTitle => &mut self.job_title,
            UserField::Username => &mut self.username,
            UserField::StaffCode => &mut self.staff_code,
            UserField::Role(product) if product.holds_main_role() => &mut self.role,
            UserField::Role(product) => return self.other_roles.set(product, text),
        };
        *typed = text;
    }

    /// All fields in the order of the form, with roles for the school's `products`, that of the main role first.
    pub fn fields(products: &[Product]) -> Vec<UserField> {
        let plain = PlainField::ALL.iter().map(|field| UserField::Plain(*field));
        let of = |is_main: bool| products.iter().copied().filter(move |product| product.holds_main_role() == is_main);
        let roles = of(true).chain(of(false)).map(UserField::Role);
        UserField::WITH_RULES.into_iter().chain(plain).chain(roles).collect()
    }

    /// The roles chosen so far, once there is a main role; unknown codes count as not chosen.
    pub fn roles(&self, products: &[Product]) -> Option<RoleChoice> {
        let mut roles = RoleChoice::in_every_product(HeldRole::from_code(&self.role)?);
        for product in products.iter().filter(|product| !product.holds_main_role()) {
            if let Some(chosen) = RoleOverride::from_code(self.get(UserField::Role(*product))) {
                roles = roles.with(*product, chosen);
            }
        }
        Some(roles)
    }

    /// Reads the form for a school that uses `products`; roles in other products are ignored.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the form.
    pub fn parse(&self, products: &[Product]) -> Result<NewUser, Vec<FieldError>> {
        self.parse_as(products, false)
    }

    /// Reads the form like [`UserForm::parse`], but the email may stay empty for a member who `lacks_email` already.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the form.
    pub(super) fn parse_as(&self, products: &[Product], lacks_email: bool) -> Result<NewUser, Vec<FieldError>> {
        let may_be_empty = |field: UserField| lacks_email && field == UserField::Email;
        let errors: Vec<_> = Self::fields(products)
            .into_iter()
            .filter(|field| !may_be_empty(*field) || !self.get(*field).trim().is_empty())
            .filter_map(|field| field.error(self.get(field)).map(|fault| FieldError::new(field.name(), fault)))
            .collect();
        match self.read(products) {
            Some(user) if errors.is_empty() => Ok(user),
            _ => Err(errors),
        }
    }

    fn read(&self, products: &[Product]) -> Option<NewUser> {
        Some(NewUser {
            form_key: FormKey::parse(&self.form_key),
            first_name: PersonName::parse_first(&self.first_name).ok()?,
            last_name: PersonName::parse_last(&self.last_name).ok()?,
            email: EmailAddress::parse(&self.email).ok(),
            title: Title::parse(&self.title).ok(),
            job_title: JobTitle::parse(&self.job_title).ok(),
            username: Username::parse(&self.username).ok(),
            staff_code: StaffCode::parse(&self.staff_code).ok(),
            plain: self.plain.readable(),
            roles: self.roles(products)?,
            invite_now: self.invite != INVITE_LATER,
        })
    }
}

#[cfg(test)]
mod tests;
