//! The state of a form about a person while it is filled in: the input, and the errors that may be shown.

use super::availability::AvailabilityCheck;
use crate::widgets::{FieldStatus, Tone};
use domain::fault::FieldFault;
use domain::form::fixed::FixedBecause;
use domain::form::user::{UserField, UserForm};
use domain::permission::RoleChoice;
use domain::problem::FieldError;
use domain::product::Product;
use domain::school::Availability;
use leptos::prelude::*;

/// The form that the server refused, with its errors.
type RefusedFields = Option<(UserForm, Vec<FieldError>)>;

/// The input so far. A field is validated once it has been left non-empty, or the form was sent.
#[derive(Clone, Copy)]
pub(crate) struct UserFormState {
    form: RwSignal<UserForm>,
    products: Memo<Vec<Product>>,
    judged: RwSignal<Vec<UserField>>,
    refused: RwSignal<RefusedFields>,
    before: RwSignal<Option<RoleChoice>>,
    /// Whether the roles to compare with are the person's own, which stay the same.
    has_roles: bool,
    /// Whether the person has no recorded address: then it is not mandatory.
    lacks_email: bool,
    /// The fields that cannot be changed here, with the reason.
    fixed: StoredValue<Vec<(UserField, FixedBecause)>>,
    email: AvailabilityCheck,
    username: AvailabilityCheck,
}

impl UserFormState {
    /// Starts with `form`, at a school that uses `products`; `before` are the roles to compare with.
    pub fn new(form: UserForm, products: Memo<Vec<Product>>, before: Option<RoleChoice>) -> Self {
        Self {
            form: RwSignal::new(form),
            products,
            judged: RwSignal::default(),
            refused: RwSignal::new(None),
            before: RwSignal::new(before),
            has_roles: false,
            lacks_email: false,
            fixed: StoredValue::default(),
            email: AvailabilityCheck::about(UserField::Email, String::new()),
            username: AvailabilityCheck::about(UserField::Username, String::new()),
        }
    }

    /// Starts with `form`, which edits a person whose values are `own` and whose roles are `roles`.
    pub fn of_somebody(form: UserForm, products: Memo<Vec<Product>>, own: &UserForm, roles: RoleChoice) -> Self {
        Self {
            has_roles: true,
            lacks_email: own.email.is_empty(),
            email: AvailabilityCheck::about(UserField::Email, own.email.clone()),
            username: AvailabilityCheck::about(UserField::Username, own.username.clone()),
            ..Self::new(form, products, Some(roles))
        }
    }

    /// Marks a field as read-only, with the reason.
    #[must_use]
    pub fn fixing(self, field: UserField, why: FixedBecause) -> Self {
        self.fixed.update_value(|fixed| fixed.push((field, why)));
        self
    }

    /// The reason why a field is read-only; `None` if it can be changed.
    pub fn fixed(self, field: UserField) -> Option<String> {
        let found = self.fixed.with_value(|all| all.iter().find(|(fixed, _)| *fixed == field).map(|(_, why)| *why));
        found.map(|why| format!("{}.", why.sentence()))
    }

    /// Whether a field must be filled in.
    pub fn is_mandatory(self, field: UserField) -> bool {
        field.is_mandatory() && !(self.lacks_email && field == UserField::Email)
    }

    /// The error of `text` in a field, as far as the browser can tell.
    fn wrong(self, field: UserField, text: &str) -> Option<FieldFault> {
        let may_be_empty = !self.is_mandatory(field) && text.trim().is_empty();
        if may_be_empty { None } else { field.error(text) }
    }

    /// The input, as it would be sent.
    pub fn form(self) -> UserForm {
        self.form.get_untracked()
    }

    /// The products that the school uses.
    pub fn products(self) -> Memo<Vec<Product>> {
        self.products
    }

    /// The content of a field.
    pub fn text(self, field: UserField) -> Memo<String> {
        Memo::new(move |_| self.form.with(|form| form.get(field).to_owned()))
    }

    /// Whether the invitation is sent at once, as the form sends it.
    pub fn invite(self) -> Memo<String> {
        Memo::new(move |_| self.form.with(|form| form.invite.clone()))
    }

    /// Sets whether the invitation is sent at once.
    pub fn choose_invite(self, value: String) {
        self.form.update(|form| form.invite = value);
    }

    /// The chosen roles; `None` before a choice.
    pub fn roles(self) -> Memo<Option<RoleChoice>> {
        Memo::new(move |_| self.products.with(|products| self.form.with(|form| form.roles(products))))
    }

    /// The roles before the choice.
    pub fn before(self) -> ReadSignal<Option<RoleChoice>> {
        self.before.read_only()
    }

    /// Handles input in a text field.
    pub fn type_text(self, field: UserField, text: String) {
        self.form.update(|form| form.set(field, text.clone()));
        if let Some(asking) = self.asking(field) {
            asking.typed(text);
        }
    }

    /// Handles the choice of a role for a product.
    pub fn choose_role(self, product: Product, code: String) {
        let roles = |form: &UserForm| self.products.with_untracked(|products| form.roles(products));
        let before = self.form.with_untracked(roles);
        self.form.update(|form| form.set(UserField::Role(product), code));
        if !self.has_roles && before != self.form.with_untracked(roles) {
            self.before.set(before);
        }
    }

    /// Handles leaving a field: if it is not empty, it is validated from now on.
    pub fn leave(self, field: UserField) {
        let filled = self.form.with_untracked(|form| !form.get(field).trim().is_empty());
        if filled && self.judged.with_untracked(|judged| !judged.contains(&field)) {
            self.judged.update(|judged| judged.push(field));
        }
    }

    /// Validates every field, and returns the errors that the browser can find.
    pub fn judge(self) -> Vec<FieldError> {
        let products = self.products.get_untracked();
        let fields = UserForm::fields(&products);
        let wrong = |field: &UserField| {
            let error = self.form.with_untracked(|form| self.wrong(*field, form.get(*field)));
            let error = error.or_else(|| untrack(|| self.taken(*field)));
            error.map(|fault| FieldError::new(field.name(), fault))
        };
        let errors = fields.iter().filter_map(wrong).collect();
        self.judged.set(fields);
        errors
    }

    /// Records the server's errors for `form`.
    pub fn refuse(self, form: UserForm, errors: Vec<FieldError>) {
        self.judged.set(UserForm::fields(&self.products.get_untracked()));
        self.refused.set(Some((form, errors)));
    }

    /// The error of a field, if it may be shown.
    pub fn error(self, field: UserField) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.form.with(|form| {
                let text = form.get(field);
                let judge = || self.wrong(field, text).or_else(|| self.taken(field));
                let own = self.judged.with(|judged| judged.contains(&field)).then(judge).flatten();
                own.map(|fault| fault.sentence()).or_else(|| self.refused.with(|refused| refusal(refused, field, text)))
            })
        })
    }

    /// Whether a field holds a valid value.
    pub fn right(self, field: UserField) -> Signal<bool> {
        Signal::derive(move || {
            self.form.with(|form| self.wrong(field, form.get(field)).is_none()) && !self.is_taken(field)
        })
    }

    /// The progress or result of checking a field with the server.
    pub fn status(self, field: UserField) -> Signal<Option<FieldStatus>> {
        let error = self.error(field);
        Signal::derive(move || {
            let asking = self.asking(field).filter(|_| error.with(Option::is_none))?;
            self.form.with(|form| {
                let text = form.get(field);
                let (tone, says) = match asking.answer(text) {
                    Some(Availability::Free) => (Tone::Good, free(field).to_owned()),
                    Some(_) => (Tone::Late, self.taken(field)?.sentence()),
                    None if asking.is_waiting(text) => (Tone::Plain, "Checking…".to_owned()),
                    None => return None,
                };
                Some(FieldStatus { tone, text: says })
            })
        })
    }

    /// The mandatory fields that are not yet valid, in the order of the form.
    pub fn needed(self) -> Vec<UserField> {
        let fields = self.products.with(|products| UserForm::fields(products));
        self.form.with(|form| {
            let needed =
                |field: &UserField| self.is_mandatory(*field) && self.wrong(*field, form.get(*field)).is_some();
            fields.into_iter().filter(needed).collect()
        })
    }

    fn asking(self, field: UserField) -> Option<AvailabilityCheck> {
        match field {
            UserField::Email => Some(self.email),
            UserField::Username => Some(self.username),
            _ => None,
        }
    }

    fn is_taken(self, field: UserField) -> bool {
        self.answer(field).is_some_and(|answer| answer.is_taken())
    }

    fn answer(self, field: UserField) -> Option<Availability> {
        self.asking(field).and_then(|asking| self.form.with(|form| asking.answer(form.get(field))))
    }

    /// The message when another person has the value of a field.
    fn taken(self, field: UserField) -> Option<FieldFault> {
        match self.answer(field)? {
            Availability::Free => None,
            Availability::Taken { .. } => field.taken().map(FieldFault::from),
            Availability::Deleted { deleted, .. } => Some(deleted.into()),
        }
    }

    /// What is known about who has the value of a field.
    pub fn holder(self, field: UserField) -> Signal<Option<Availability>> {
        Signal::derive(move || self.answer(field).filter(Availability::is_taken))
    }
}

/// The server's error for a field, while the field still holds the refused value.
fn refusal(refused: &RefusedFields, field: UserField, text: &str) -> Option<String> {
    let (form, errors) = refused.as_ref().filter(|(form, _)| form.get(field) == text)?;
    let _ = form;
    FieldError::at(errors, field.name())
}

/// The message for a value that nobody at the school has yet.
const fn free(field: UserField) -> &'static str {
    match field {
        UserField::Email => "Nobody at your school uses this address",
        _ => "Nobody at your school uses this",
    }
}
