use crate::widgets::Choice;
use domain::catalogue::Feature;
use domain::product::Product;

/// Every permission of the products a school uses, to choose one from.
pub(crate) fn permission_choices(products: &[Product]) -> Vec<Choice> {
    let used = products.iter().flat_map(|product| product.features());
    let choice = |feature: Feature| Choice::new(feature.code(), feature.full_name());
    std::iter::once(Choice::new("", "Choose a permission")).chain(used.map(choice)).collect()
}
