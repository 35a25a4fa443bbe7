//! What is asked for: which roles, where, and whether only what tells them apart.

use crate::routes;
use crate::widgets::{
    ButtonKind, Checkbox, Checkboxes, Choice, Cluster, LinkButton, SearchField, SelectField, SubmitButton,
};
use domain::comparison::{Comparison, DIFFERENCES};
use domain::product::Product;
use domain::role::Role;
use leptos::prelude::*;

#[component]
pub(super) fn Asking(comparison: Comparison, products: Vec<Product>) -> impl IntoView {
    let roles = Role::ALL
        .into_iter()
        .map(|role| {
            let checked = Signal::stored(comparison.roles.contains(role));
            view! { <Checkbox id=format!("role-{}", role.code()) name="role" value=role.code() label=role.label() checked/> }
        })
        .collect_view();
    let all = Choice::new("", "All products");
    let options: Vec<_> = std::iter::once(all)
        .chain(products.iter().map(|product| Choice::new(product.code(), product.name())))
        .collect();
    let product = comparison.product.map_or("", Product::code);
    let only = Signal::stored(comparison.only_differences);
    view! {
        <form class="asking" role="search" aria-label="Roles side by side" method="get" action=routes::ROLES id="asking">
            <Checkboxes id="roles" legend="Roles to compare">{roles}</Checkboxes>
            <p class="error" id="too-few" role="status" hidden>"Choose at least two roles to compare."</p>
            <div class="asking-line">
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
