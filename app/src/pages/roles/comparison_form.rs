//! The form of the comparison: which roles, where, and whether to show only the differences. No tick shows all eight
//! standard roles, so that two roles take two ticks.

use crate::routes;
use crate::views::code_of;
use crate::widgets::{
    ButtonKind, Checkbox, Choice, Cluster, Code, CodeTag, LinkButton, SearchField, SelectField, SubmitButton,
};
use domain::comparison::{Comparison, DIFFERENCES};
use domain::permission::SchoolRoles;
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

#[component]
pub(super) fn ComparisonForm(comparison: Comparison, products: Vec<Product>, school: SchoolRoles) -> impl IntoView {
    let chosen = comparison.chosen();
    let roles = school
        .all()
        .into_iter()
        .map(|role| view! { <RoleTick role code=code_of(role, &school) label=school.label(role) checked=chosen.contains(&role)/> })
        .collect_view();
    let all = Choice::new("", "All products");
    let options: Vec<_> = std::iter::once(all)
        .chain(products.iter().map(|product| Choice::new(product.code(), product.name())))
        .collect();
    let product = comparison.product.map_or("", Product::code);
    let only = Signal::stored(comparison.only_differences);
    let kept = |name: &'static str, products: &[Product]| {
        products.iter().map(|product| view! { <input type="hidden" name=name value=product.code()/> }).collect_view()
    };
    view! {
        <form class="search-form" role="search" aria-label="Roles side by side" method="get" action=routes::ROLES id="comparison-form" data-go="push">
            <fieldset class="choices role-ticks" aria-describedby="roles-hint">
                <legend>"Roles to compare"</legend>
                <p class="hint" id="roles-hint">"Choose two or more. Until then all eight standard roles are shown."</p>
                <div class="role-tick-list">{roles}</div>
            </fieldset>
            <div hidden data-region="opened">{kept("open", &comparison.opened)} {kept("fold", &comparison.closed)}</div>
            <div class="search-form-line">
                <SearchField id="search" name="search" label="Permission, area or product" value=comparison.search/>
                <SelectField id="product" name="product" label="Product" plain=true options=options value=product/>
                <Checkbox id="only" name="only" value=DIFFERENCES label="Differences only" checked=only/>
                <Cluster>
                    <SubmitButton label="Compare" kind=ButtonKind::Secondary/>
                    <LinkButton href=routes::ROLES kind=ButtonKind::Quiet>"Start again"</LinkButton>
                </Cluster>
            </div>
        </form>
    }
}

/// A role to tick, with its code and colour.
#[component]
fn RoleTick(role: HeldRole, code: Code, label: String, checked: bool) -> impl IntoView {
    let id = format!("role-{}", role.code());
    view! {
        <div class="role-tick">
            <input type="checkbox" id=id.clone() name="role" value=role.code() checked=checked/>
            <label for=id><CodeTag code/> <span>{label}</span></label>
        </div>
    }
}
