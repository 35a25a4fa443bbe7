//! One product of the preview, with its totals and areas.

use super::area::AreaPart;
use super::model::{PreviewModel, twin_in};
use crate::widgets::{PreviewAreas, PreviewProduct};
use domain::permission::{Rules, SchoolRoles, gives_anything_in};
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

#[component]
pub(super) fn ProductPart(product: Product, picture: Memo<PreviewModel>, rules: Memo<Rules>) -> impl IntoView {
    let role = Memo::new(move |_| picture.with(|picture| picture.held.roles.role_in(product)));
    let held = Memo::new(move |_| picture.with(|picture| picture.held.abilities(product)));
    let changes = Memo::new(move |_| picture.with(|picture| picture.changes_in(product)));
    // Products that change are open; without a comparison, the product whose role is the main one is open.
    let open = Memo::new(move |_| {
        if picture.with(|picture| picture.difference.is_some()) {
            changes.get() != (0, 0)
        } else {
            product.holds_main_role()
        }
    });
    let remarks = Memo::new(move |_| rules.with(|rules| remarks(product, role.get(), &rules.roles)));
    let remarks =
        move || remarks.get().into_iter().map(|remark| view! { <p class="remark">{remark}</p> }).collect_view();
    let gains = Signal::derive(move || changes.get().0);
    let loses = Signal::derive(move || changes.get().1);
    let of = u32::try_from(product.feature_count()).unwrap_or_default();
    view! {
        <PreviewProduct id=product_id(product) name=product.name() held of gains loses open>
            {remarks}
            <Areas product picture rules/>
        </PreviewProduct>
    }
}

/// The areas, beginning with those that change.
#[component]
fn Areas(product: Product, picture: Memo<PreviewModel>, rules: Memo<Rules>) -> impl IntoView {
    let drawn = picture.with_untracked(|picture| picture.areas(product, product.areas()));
    let parts = drawn.iter().map(|area| view! { <AreaPart area=*area picture rules/> }).collect_view();
    let order = Memo::new(move |before: Option<&Vec<usize>>| {
        let stand: Vec<_> = before.map_or_else(
            || drawn.clone(),
            |before| before.iter().filter_map(|place| drawn.get(*place).copied()).collect(),
        );
        let areas = picture.with(|picture| picture.areas(product, stand.into_iter()));
        areas.iter().filter_map(|area| drawn.iter().position(|other| other == area)).collect()
    });
    view! { <PreviewAreas order>{parts}</PreviewAreas> }
}

/// The id of a product's section.
pub(super) fn product_id(product: Product) -> String {
    format!("preview-{}", product.code())
}

/// Remarks on a role in a product, shown before its lines.
fn remarks(product: Product, role: Option<HeldRole>, school: &SchoolRoles) -> Vec<String> {
    let Some(role) = role else { return vec![format!("No role in {}: they can do nothing there.", product.name())] };
    let label = school.label(role);
    let like = role
        .is_custom()
        .then(|| format!("{label} is like {} but for what your school set in it.", role.level().label()));
    let is_nothing = !gives_anything_in(product, role, school);
    let nothing = is_nothing.then(|| format!("{label} gives nothing in {}.", product.name()));
    let twin = twin_in(product, role, school)
        .map(|twin| format!("{label} and {} can do exactly the same in {}.", twin.label(), product.name()));
    let anonymous = (product.holds_main_role() && role.level().anonymises_pupils())
        .then(|| "Pupils' names and dates of birth are anonymised.".to_owned());
    [like, nothing, twin, anonymous].into_iter().flatten().collect()
}
