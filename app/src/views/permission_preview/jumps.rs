//! Links to the changes, above all products: with many areas unfolded, the changed lines are far apart.

use super::model::PreviewModel;
use super::product::product_id;
use crate::widgets::{PreviewJump, PreviewJumps};
use domain::product::Product;
use leptos::prelude::*;

#[component]
pub(super) fn Jumps(picture: Memo<PreviewModel>, products: Memo<Vec<Product>>) -> impl IntoView {
    let changing = Memo::new(move |_| {
        let changes = |product: &Product| (*product, picture.with(|picture| picture.changes_in(*product)));
        products
            .with(|products| products.iter().map(changes).filter(|(_, changes)| *changes != (0, 0)).collect::<Vec<_>>())
    });
    move || {
        // A single product is in view without a link.
        changing.with(|changing| {
            (changing.len() > 1).then(|| {
                let jumps = changing
                .iter()
                .map(|(product, (gains, loses))| {
                    view! { <PreviewJump product=product_id(*product) name=product.name() gains=*gains loses=*loses/> }
                })
                .collect_view();
                view! { <PreviewJumps label="Where something changes">{jumps}</PreviewJumps> }
            })
        })
    }
}
