//! The bars of the products above the preview, which also lead to the products.

use super::model::PreviewModel;
use super::product::product_id;
use crate::widgets::{BarFigures, ProductBar, ProductBars};
use domain::product::Product;
use leptos::prelude::*;

#[component]
pub(super) fn Bars(picture: Memo<Option<PreviewModel>>, products: Memo<Vec<Product>>) -> impl IntoView {
    move || {
        let bar = |product: Product| {
            let figures = Memo::new(move |_| picture.with(|picture| figures(product, picture.as_ref())));
            view! { <ProductBar product=product_id(product) name=product.name() figures/> }
        };
        let bars = products.get().into_iter().map(bar).collect_view();
        view! { <ProductBars label="Permissions in each product">{bars}</ProductBars> }
    }
}

fn figures(product: Product, picture: Option<&PreviewModel>) -> BarFigures {
    let of = u32::try_from(product.feature_count()).unwrap_or_default();
    let Some(picture) = picture else { return BarFigures { of, ..BarFigures::default() } };
    let held = picture.held.abilities(product);
    let (gains, loses) = picture.changes_in(product);
    BarFigures { held, of, gains, loses }
}
