//! One product of the preview.

use super::area::AreaPart;
use super::picture::{Picture, abilities, twin_in};
use crate::widgets::PreviewProduct;
use domain::catalogue::feature_count;
use domain::permission::Confirmations;
use domain::product::Product;
use domain::role::Role;
use leptos::prelude::*;

#[component]
pub(super) fn ProductPart(product: Product, picture: Memo<Option<Picture>>, confirmations: Memo<Confirmations>) -> impl IntoView {
    let role = Memo::new(move |_| picture.with(|picture| picture.map(|picture| picture.roles.role_in(product))));
    let held = Memo::new(move |_| role.get().map_or(0, |role| confirmations.with(|confirmations| abilities(product, role, confirmations))));
    let changes = Memo::new(move |_| picture.with(|picture| picture.map_or((0, 0), |picture| picture.changes_in(product))));
    let areas = Memo::new(move |_| picture.with(|picture| picture.map_or_else(Vec::new, |picture| picture.areas(product))));
    // What changes is unfolded; while nothing is compared, the product whose role is the role proper.
    let open = Memo::new(move |_| match picture.with(|picture| picture.and_then(|picture| picture.difference)) {
        Some(_) => changes.get() != (0, 0),
        None => product == Product::SonarTracker,
    });
    let remarks = Memo::new(move |_| {
        role.get().map_or_else(Vec::new, |role| confirmations.with(|confirmations| remarks(product, role, confirmations)))
    });
    let remarks = move || remarks.get().into_iter().map(|remark| view! { <p class="remark">{remark}</p> }).collect_view();
    let of = u32::try_from(feature_count(product)).unwrap_or_default();
    view! {
        <PreviewProduct name=product.name() held of gains=Signal::derive(move || changes.get().0) loses=Signal::derive(move || changes.get().1) open>
            {remarks}
            <For each=move || areas.get() key=|area| *area children=move |area| {
                view! { <AreaPart area picture confirmations/> }
            }/>
        </PreviewProduct>
    }
}

/// What is worth saying about a role in a product before any of its lines.
fn remarks(product: Product, role: Role, confirmations: &Confirmations) -> Vec<String> {
    let nothing = product.nothing_for(role).map(|sentence| format!("{sentence}."));
    let twin = twin_in(product, role, confirmations)
        .map(|twin| format!("{} and {} can do exactly the same in {}.", role.label(), twin.label(), product.name()));
    let anonymous = (product == Product::SonarTracker && role.anonymises_pupils())
        .then(|| "Pupils' names and dates of birth are anonymised.".to_owned());
    [nothing, twin, anonymous].into_iter().flatten().collect()
}
