//! A field of squares for each product, one square for each permission: lit where the role can do it.

use domain::catalogue::Feature;
use domain::permission::Weight;
use domain::presentation::{Square, Step};
use domain::product::Product;
use leptos::prelude::*;

#[component]
pub(super) fn Fields(step: Step, products: Vec<Product>) -> impl IntoView {
    let fields = products.into_iter().map(|product| field(&step, product)).collect_view();
    view! {
        <div class="stage-fields">
            {fields}
            <p class="stage-legend" aria-hidden="true">
                <i class="lit"></i> "has " <i class="lit gained"></i> "gains " <i></i> "has not " <i class="lit key"></i> "sensitive"
            </p>
        </div>
    }
}

fn field(step: &Step, product: Product) -> AnyView {
    let (gains, loses) = step.change.counts_in(product);
    let (count, of) = (step.count_in(product), product.feature_count());
    let gained = if gains > 0 { format!(", {gains} gained") } else { String::new() };
    let lacked = if loses > 0 { format!(", {loses} lacking") } else { String::new() };
    let label = format!("{}: {count} of {of}{gained}{lacked}", product.name());
    let squares = product.features().map(|feature| view! { <i class=class(step, feature)></i> }).collect_view();
    view! {
        <div class="stage-field" role="img" aria-label=label>
            <p>
                <strong>{product.name()}</strong> " " {count} " of " {of}
                {(gains > 0).then(|| view! { " " <b class="stage-gain">"+" {gains}</b> })}
                {(loses > 0).then(|| view! { " " <b class="stage-loss">"−" {loses}</b> })}
            </p>
            <div class="stage-squares">{squares}</div>
        </div>
    }
    .into_any()
}

fn class(step: &Step, feature: Feature) -> Option<&'static str> {
    let is_key = Weight::of(feature) == Some(Weight::Sensitive);
    match (step.square(feature), is_key) {
        (Square::Lit, false) => Some("lit"),
        (Square::Lit, true) => Some("lit key"),
        (Square::Gained, false) => Some("lit gained"),
        (Square::Gained, true) => Some("lit gained key"),
        (Square::Lost, false) => Some("lost"),
        (Square::Lost, true) => Some("lost key"),
        (Square::Unlit, false) => None,
        (Square::Unlit, true) => Some("key"),
    }
}
