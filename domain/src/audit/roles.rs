//! The roles a member has had, worked out from the audit log.

use super::field::{Field, FieldValue};
use crate::form::user::{UserField, UserForm};
use crate::moment::Moment;
use crate::permission::{RoleChoice, RoleOverride};
use crate::product::Product;

/// What one entry of the log says about a member's roles.
#[derive(Clone, Debug)]
pub struct RoleEvent {
    /// When it happened.
    pub at: Moment,
    /// The name of the actor; `None` for Rolecall itself or an actor who has been erased.
    pub by: Option<String>,
    /// The entry's new values; roles that are missing did not change.
    pub new: Vec<Field>,
}

/// A period in which a member held a role in a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePeriod {
    /// The product.
    pub product: Product,
    /// The role's code; "none" for none.
    pub role: String,
    /// The start; `None` when it is before the log begins.
    pub from: Option<Moment>,
    /// The end; `None` when the member still holds the role.
    pub until: Option<Moment>,
    /// The name of the actor who gave the role.
    pub by: Option<String>,
}

/// The periods of each role in the products of a school, the present ones first, then back in time. `steps` are in order of time;
/// `now` are the member's present roles, which take precedence where the log is incomplete.
pub fn role_times(products: &[Product], steps: &[RoleEvent], now: Option<&RoleChoice>) -> Vec<RolePeriod> {
    let main = products.iter().copied().find(|product| product.holds_main_role());
    let mut times: Vec<RolePeriod> = products.iter().flat_map(|product| times_in(*product, main, steps, now)).collect();
    // The sort is stable: within the same period the products keep their order.
    times.sort_by_key(|time| (time.until.is_some(), core::cmp::Reverse(time.until), time.product.index()));
    times
}

/// The periods of each role in one product, which follows the `main` one while it has no role of its own.
fn times_in(product: Product, main: Option<Product>, steps: &[RoleEvent], now: Option<&RoleChoice>) -> Vec<RolePeriod> {
    let mut times: Vec<RolePeriod> = Vec::new();
    let (mut everywhere, mut own): (Option<String>, Option<String>) = (None, None);
    for step in steps {
        if let Some(role) = main.and_then(|main| role_text(step, main)) {
            everywhere = role;
        }
        if !product.holds_main_role()
            && let Some(role) = role_text(step, product)
        {
            own = role;
        }
        let Some(role) = own.as_ref().or(everywhere.as_ref()) else { continue };
        if times.last().is_none_or(|last| last.role != *role) {
            close(&mut times, step.at);
            let (from, by) = (Some(step.at), step.by.clone());
            times.push(RolePeriod { product, role: role.clone(), from, until: None, by });
        }
    }
    if let Some(role) = now.map(|now| now.role_in(product).map_or(RoleOverride::Nothing, RoleOverride::Role).code())
        && times.last().is_none_or(|last| last.role != role)
    {
        // The role was changed without a log entry, so the time is unknown.
        times.clear();
        times.push(RolePeriod { product, role: role.into_owned(), from: None, until: None, by: None });
    }
    times
}

fn close(times: &mut [RolePeriod], at: Moment) {
    if let Some(last) = times.last_mut() {
        last.until = Some(at);
    }
}

/// The field with the product in an entry about an invitation to a product.
const PRODUCT: &str = "product";

/// What the step says about the role in a product: `None` for nothing, `Some(None)` for no role of its own.
fn role_text(step: &RoleEvent, product: Product) -> Option<Option<String>> {
    // An invitation to a product names the product and its role in separate fields.
    let invited = step.new.iter().find(|(field, _)| field == PRODUCT).map(|(_, value)| value);
    let name = match invited {
        Some(FieldValue::Text(code)) if code == product.code() => UserForm::ROLE,
        Some(_) => return None,
        None => UserField::Role(product).name(),
    };
    step.new.iter().find(|(field, _)| field == name).map(|(_, value)| match value {
        FieldValue::Text(role) if !role.is_empty() => Some(role.clone()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;

    fn step(at: i64, by: &str, new: &[(&str, Option<Role>)]) -> RoleEvent {
        let value =
            |role: &Option<Role>| role.map_or(FieldValue::Nothing, |role| FieldValue::Text(role.code().to_owned()));
        let new = new.iter().map(|(name, role)| ((*name).to_owned(), value(role))).collect();
        RoleEvent { at: Moment(at), by: Some(by.to_owned()), new }
    }

    fn told(steps: &[RoleEvent], now: RoleChoice) -> Vec<String> {
        role_times(&[Product::SONAR_TRACKER, Product::PORTAL], steps, Some(&now))
            .into_iter()
            .map(|time| {
                let at = |at: Option<Moment>| at.map_or("?".to_owned(), |at| at.0.to_string());
                format!(
                    "{} {} {}-{} {}",
                    time.product.code(),
                    time.role,
                    at(time.from),
                    at(time.until),
                    time.by.unwrap_or_default()
                )
            })
            .collect()
    }

    #[test]
    fn an_invitation_to_a_product_says_nothing_of_the_others() {
        let mut invited = step(2, "Kay", &[("role", Some(Role::FullEdit))]);
        invited.new.push((PRODUCT.to_owned(), FieldValue::Text("portal".to_owned())));
        let steps = [step(1, "Jo", &[("role", Some(Role::PartialEdit))]), invited];
        let now = RoleChoice::in_every_product(Role::PartialEdit)
            .with(Product::PORTAL, RoleOverride::Role(Role::FullEdit.into()));
        let told = told(&steps, now);
        assert!(told.contains(&"sonar-tracker partial-edit 1-? Jo".to_owned()), "{told:?}");
        assert!(told.contains(&"portal full-edit 2-? Kay".to_owned()), "{told:?}");
    }

    #[test]
    fn a_role_lasts_until_the_next_one_and_portal_follows_until_it_has_its_own() {
        let steps = [
            step(1, "Jo", &[("role", Some(Role::PartialEdit))]),
            step(2, "Kay", &[("role_portal", Some(Role::FullEdit))]),
            step(3, "Lou", &[("first_name", Some(Role::FullEdit))]),
            step(4, "Mo", &[("role", Some(Role::FullEdit))]),
            step(5, "Ned", &[("role_portal", None), ("role", Some(Role::MinimalEdit))]),
        ];
        let told = told(&steps, RoleChoice::in_every_product(Role::MinimalEdit));
        assert_eq!(
            told,
            [
                "sonar-tracker minimal-edit 5-? Ned",
                "portal minimal-edit 5-? Ned",
                "sonar-tracker full-edit 4-5 Mo",
                "portal full-edit 2-5 Kay",
                "sonar-tracker partial-edit 1-4 Jo",
                "portal partial-edit 1-2 Jo",
            ]
        );
    }

    #[test]
    fn what_somebody_has_now_holds_where_the_log_tells_less() {
        let now = RoleChoice::in_every_product(Role::FullEdit);
        assert_eq!(told(&[], now.clone()), ["sonar-tracker full-edit ?-? ", "portal full-edit ?-? "]);
        let other = [step(1, "Jo", &[("role", Some(Role::PartialEdit))])];
        assert_eq!(told(&other, now), ["sonar-tracker full-edit ?-? ", "portal full-edit ?-? "]);
    }
}
