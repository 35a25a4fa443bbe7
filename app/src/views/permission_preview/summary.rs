//! The preview's summary in a sentence: announced by screen readers, and shown where the preview itself is out of view.

use super::model::{PreviewModel, abilities, twin_in};
use domain::permission::{RoleChoice, Rules, SchoolRoles, permissions_in};
use domain::product::Product;
use domain::school::SchoolSettings;
use domain::wording::joined;
use leptos::prelude::*;

/// What changed with the choice, or how much it includes; empty before a choice.
pub(crate) fn preview_said(
    roles: Signal<Option<RoleChoice>>,
    before: Signal<Option<RoleChoice>>,
    settings: Signal<SchoolSettings>,
    rules: Memo<Rules>,
) -> Memo<String> {
    summary(roles, before, settings, rules, |before, roles, products, rules| match before {
        Some(before) if before != *roles => compared(&before, roles, products, rules),
        _ => in_all(roles, products, rules),
    })
}

/// "Full Edit · 137 of 169 · +79 −3": the summary where there is room for one line; empty before a choice.
pub(crate) fn preview_brief(
    roles: Signal<Option<RoleChoice>>,
    before: Signal<Option<RoleChoice>>,
    settings: Signal<SchoolSettings>,
    rules: Memo<Rules>,
) -> Memo<String> {
    summary(roles, before, settings, rules, brief)
}

/// What `says` makes of the roles before, the chosen roles, the products and the rules; empty before a choice.
fn summary(
    roles: Signal<Option<RoleChoice>>,
    before: Signal<Option<RoleChoice>>,
    settings: Signal<SchoolSettings>,
    rules: Memo<Rules>,
    says: fn(Option<RoleChoice>, &RoleChoice, &[Product], &Rules) -> String,
) -> Memo<String> {
    Memo::new(move |_| {
        let Some(roles) = roles.get() else { return String::new() };
        settings.with(|settings| rules.with(|rules| says(before.get(), &roles, &settings.products, rules)))
    })
}

fn brief(before: Option<RoleChoice>, after: &RoleChoice, products: &[Product], rules: &Rules) -> String {
    let (held, of) = totals(after, products, rules);
    let changes = PreviewModel::of(after.clone(), before, products, rules).difference;
    let (gains, loses) = changes.map_or((0, 0), |difference| difference.counts());
    let role = rules.roles.label(after.main);
    let mut parts = vec![role, format!("{held} of {of}")];
    let signs: Vec<_> = [("+", gains), ("−", loses)].into_iter().filter(|(_, count)| *count > 0).collect();
    if !signs.is_empty() {
        parts.push(signs.iter().map(|(sign, count)| format!("{sign}{count}")).collect::<Vec<_>>().join(" "));
    }
    parts.join(" · ")
}

/// The number of permissions included, and of all that the products have.
fn totals(roles: &RoleChoice, products: &[Product], rules: &Rules) -> (u32, usize) {
    let held = products.iter().map(|product| abilities(*product, roles.role_in(*product), rules)).sum();
    (held, products.iter().map(|product| product.feature_count()).sum())
}

/// "Full Edit in every product", or the differences; and the products where the role includes nothing.
pub(super) fn roles_in_words(roles: &RoleChoice, products: &[Product], school: &SchoolRoles) -> String {
    let gives_nothing =
        |product: Product| roles.role_in(product).is_some_and(|role| permissions_in(product, role, school).is_empty());
    let nothing: Vec<_> =
        products.iter().filter(|product| gives_nothing(**product)).map(|product| product.name()).collect();
    let held = roles.in_words(products, school);
    match nothing.is_empty() {
        true => held,
        false => format!("{held}. Gives nothing in {}", joined(&nothing, "and")),
    }
}

fn in_all(roles: &RoleChoice, products: &[Product], rules: &Rules) -> String {
    let (held, of) = totals(roles, products, rules);
    match products {
        [product] => format!("{held} of {of} permissions in {}", product.name()),
        _ => format!("{held} of {of} permissions in {} products", products.len()),
    }
}

fn compared(before: &RoleChoice, after: &RoleChoice, products: &[Product], rules: &Rules) -> String {
    let picture = PreviewModel::of(after.clone(), Some(before.clone()), products, rules);
    let (gains, loses) = picture.difference.map_or((0, 0), |difference| difference.counts());
    let what = match (gains, loses) {
        (0, 0) => "nothing changes".to_owned(),
        (gains, 0) => format!("gains {gains}"),
        (0, loses) => format!("loses {loses}"),
        (gains, loses) => format!("gains {gains}, loses {loses}"),
    };
    let twins = twin_in(Product::SONAR_TRACKER, after.main, &rules.roles).is_some_and(|twin| before.main == twin);
    let same = if twins { ". Both can do exactly the same in Sonar Tracker" } else { "" };
    format!("{}: {what}{same}", instead(before, after, products, &rules.roles))
}

/// "Full Edit instead of Partial Edit", with the product if only that product's role changed.
fn instead(before: &RoleChoice, after: &RoleChoice, products: &[Product], school: &SchoolRoles) -> String {
    let words =
        |product| format!("{} instead of {}", after.label_in(product, school), before.label_in(product, school));
    if before.main != after.main {
        return words(Product::SONAR_TRACKER);
    }
    match products.iter().find(|product| before.role_in(**product) != after.role_in(**product)) {
        Some(product) => format!("{} in {}", words(*product), product.name()),
        None => format!("{} as before", school.label(after.main)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::Catalogue;
    use domain::role::Role;

    const PRODUCTS: [Product; 2] = [Product::SONAR_TRACKER, Product::PORTAL];

    fn change_summary(before: RoleChoice, after: RoleChoice) -> String {
        compared(&before, &after, &PRODUCTS, &Rules::default())
    }

    #[test]
    fn a_change_is_said_with_what_comes_and_goes() {
        let [partial, minimal, full] =
            [Role::PartialEdit, Role::MinimalEdit, Role::FullEdit].map(RoleChoice::in_every_product);
        assert_eq!(
            change_summary(partial, minimal.clone()),
            "Minimal Edit instead of Partial Edit: nothing changes. Both can do exactly the same in Sonar Tracker"
        );
        assert!(change_summary(minimal.clone(), full.clone()).starts_with("Full Edit instead of Minimal Edit: gains "));
        assert!(change_summary(full, minimal).starts_with("Minimal Edit instead of Full Edit: loses "));
    }

    #[test]
    fn one_line_has_the_role_the_total_and_what_changes() {
        let [partial, full] = [Role::PartialEdit, Role::FullEdit].map(RoleChoice::in_every_product);
        let line = |before, after: &RoleChoice| brief(before, after, &PRODUCTS, &Rules::default());
        let (held, of) = totals(&full, &PRODUCTS, &Rules::default());
        assert_eq!(line(None, &full), format!("Full Edit · {held} of {of}"));
        let (before, _) = totals(&partial, &PRODUCTS, &Rules::default());
        assert_eq!(line(Some(partial), &full), format!("Full Edit · {held} of {of} · +{}", held - before));
    }

    #[test]
    fn a_role_in_one_product_is_said_with_the_product() {
        let partial = RoleChoice::in_every_product(Role::PartialEdit);
        let (other, school) = (partial.clone().with(Product::PORTAL, Role::FullEdit), SchoolRoles::none());
        assert!(
            change_summary(partial.clone(), other.clone())
                .starts_with("Full Edit instead of Partial Edit in Portal: gains ")
        );
        assert_eq!(
            roles_in_words(
                &RoleChoice::in_every_product(Role::MinimalEdit),
                Catalogue::published().products(),
                &school
            ),
            "Minimal Edit in every product. Gives nothing in Juniper MIS, Comms Hub and Juniper Websites"
        );
        assert_eq!(roles_in_words(&partial, &PRODUCTS, &school), "Partial Edit in every product");
        assert_eq!(roles_in_words(&other, &PRODUCTS, &school), "Partial Edit, but Full Edit in Portal");
    }

    #[test]
    fn the_same_role_chosen_for_a_product_changes_nothing() {
        let partial = RoleChoice::in_every_product(Role::PartialEdit);
        assert_eq!(
            change_summary(partial.clone(), partial.with(Product::PORTAL, Role::PartialEdit)),
            "Partial Edit as before: nothing changes"
        );
    }
}
