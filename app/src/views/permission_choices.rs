//! The choices of a control that picks one permission, grouped as the published tables are.

use crate::widgets::Choice;
use domain::catalogue::Feature;
use domain::product::Product;

/// The permissions of the products that a school uses, as choices.
pub(crate) fn permission_choices(products: &[Product]) -> Vec<Choice> {
    let used = products.iter().flat_map(|product| product.features());
    let choice = |feature: Feature| Choice::new(feature.code(), feature.full_name());
    std::iter::once(Choice::new("", "Choose a permission")).chain(used.map(choice)).collect()
}
