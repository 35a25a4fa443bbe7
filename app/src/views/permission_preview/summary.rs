//! The preview's summary in a sentence: announced by screen readers, and shown where the preview itself is out of view.

use super::model::{Held, PreviewModel, twin_in};
use domain::permission::{RoleChoice, Rules, SchoolRoles, gives_anything_in};
use domain::product::Product;
use domain::wording::joined;

/// What changed with the choice, or how much it includes.
pub(super) fn said(picture: &PreviewModel, products: &[Product], rules: &Rules) -> String {
    match &picture.before {
        Some(before) => compared(before, picture, products, rules),
        None => in_all(&picture.held, products),
    }
}

/// "Full Edit · 137 of 169 · +79 −3": the summary where there is room for one line.
pub(super) fn brief(picture: &PreviewModel, products: &[Product], rules: &Rules) -> String {
    let (held, of) = picture.held.totals(products);
    let (gains, loses) = picture.changes();
    let role = rules.roles.label(picture.held.roles.main);
    let mut parts = vec![role, format!("{held} of {of}")];
    let signs: Vec<_> = [("+", gains), ("−", loses)].into_iter().filter(|(_, count)| *count > 0).collect();
    if !signs.is_empty() {
        parts.push(signs.iter().map(|(sign, count)| format!("{sign}{count}")).collect::<Vec<_>>().join(" "));
    }
    parts.join(" · ")
}

/// "Full Edit in every product", or the differences; and the products where the role includes nothing.
pub(super) fn roles_in_words(roles: &RoleChoice, products: &[Product], school: &SchoolRoles) -> String {
    let gives_nothing =
        |product: Product| roles.role_in(product).is_some_and(|role| !gives_anything_in(product, role, school));
    let nothing: Vec<_> =
        products.iter().filter(|product| gives_nothing(**product)).map(|product| product.name()).collect();
    let held = roles.in_words(products, school);
    match nothing.is_empty() {
        true => held,
        false => format!("{held}. Gives nothing in {}", joined(&nothing, "and")),
    }
}

fn in_all(held: &Held, products: &[Product]) -> String {
    let (can, of) = held.totals(products);
    match products {
        [product] => format!("{can} of {of} permissions in {}", product.name()),
        _ => format!("{can} of {of} permissions in {} products", products.len()),
    }
}

fn compared(before: &Held, picture: &PreviewModel, products: &[Product], rules: &Rules) -> String {
    let (before, after) = (&before.roles, &picture.held.roles);
    let what = match picture.changes() {
        (0, 0) => "nothing changes".to_owned(),
        (gains, 0) => format!("gains {gains}"),
        (0, loses) => format!("loses {loses}"),
        (gains, loses) => format!("gains {gains}, loses {loses}"),
    };
    let main = rules.roles.catalogue.main_product();
    let twins = twin_in(main, after.main, &rules.roles).is_some_and(|twin| before.main == twin);
    let same = if twins { format!(". Both can do exactly the same in {}", main.name()) } else { String::new() };
    let (held, of) = picture.held.totals(products);
    format!("{}: {what}{same}. {held} of {of} permissions", instead(before, after, products, &rules.roles))
}

/// "Full Edit instead of Partial Edit", with the product if only that product's role changed.
fn instead(before: &RoleChoice, after: &RoleChoice, products: &[Product], school: &SchoolRoles) -> String {
    let words =
        |product| format!("{} instead of {}", after.label_in(product, school), before.label_in(product, school));
    if before.main != after.main {
        return words(school.catalogue.main_product());
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

    fn held(roles: &RoleChoice) -> Held {
        Held::of(roles.clone(), &PRODUCTS, &Rules::default())
    }

    fn change_summary(before: RoleChoice, after: RoleChoice) -> String {
        said(&PreviewModel::of(held(&after), Some(held(&before))), &PRODUCTS, &Rules::default())
    }

    #[test]
    fn a_change_is_said_with_what_comes_and_goes() {
        let [partial, minimal, full] =
            [Role::PartialEdit, Role::MinimalEdit, Role::FullEdit].map(RoleChoice::in_every_product);
        assert_eq!(
            change_summary(partial, minimal.clone()),
            "Minimal Edit instead of Partial Edit: nothing changes. Both can do exactly the same in Sonar Tracker. 21 of 44 permissions"
        );
        assert!(change_summary(minimal.clone(), full.clone()).starts_with("Full Edit instead of Minimal Edit: gains "));
        assert!(change_summary(full, minimal).starts_with("Minimal Edit instead of Full Edit: loses "));
    }

    #[test]
    fn one_line_has_the_role_the_total_and_what_changes() {
        let [partial, full] = [Role::PartialEdit, Role::FullEdit].map(RoleChoice::in_every_product);
        let line = |before: Option<&RoleChoice>| {
            brief(&PreviewModel::of(held(&full), before.map(held)), &PRODUCTS, &Rules::default())
        };
        let (can, of) = held(&full).totals(&PRODUCTS);
        assert_eq!(line(None), format!("Full Edit · {can} of {of}"));
        let (before, _) = held(&partial).totals(&PRODUCTS);
        assert_eq!(line(Some(&partial)), format!("Full Edit · {can} of {of} · +{}", can - before));
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
            "Partial Edit as before: nothing changes. 21 of 44 permissions"
        );
    }
}
