//! The form of the comparison: which roles, where, and whether to show only the differences.

use crate::routes;
use crate::widgets::{
    ButtonKind, Checkbox, Checkboxes, Choice, Cluster, LinkButton, SearchField, SelectField, SubmitButton,
};
use domain::comparison::{Comparison, DIFFERENCES};
use domain::permission::SchoolRoles;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use leptos::prelude::*;

#[component]
pub(super) fn ComparisonForm(comparison: Comparison, products: Vec<Product>, school: SchoolRoles) -> impl IntoView {
    let tick = |role: HeldRole, label: String| {
        let checked = Signal::stored(comparison.roles.contains(&role));
        view! { <Checkbox id=format!("role-{}", role.code()) name="role" value=role.code() label checked/> }
    };
    let roles = Role::ALL.map(|role| tick(role.into(), role.label().to_owned()));
    let made: Vec<_> = school.custom().into_iter().map(|made| tick(made.role, made.name.clone())).collect();
    let all = Choice::new("", "All products");
    let options: Vec<_> = std::iter::once(all)
        .chain(products.iter().map(|product| Choice::new(product.code(), product.name())))
        .collect();
    let product = comparison.product.map_or("", Product::code);
    let only = Signal::stored(comparison.only_differences);
    view! {
        <form class="search-form" role="search" aria-label="Roles side by side" method="get" action=routes::ROLES id="comparison-form">
            <Checkboxes id="roles" legend="Roles to compare">{roles.into_iter().collect_view()}</Checkboxes>
            {(!made.is_empty()).then(|| view! {
                <Checkboxes id="made-roles" legend="Roles your school has made">{made}</Checkboxes>
            })}
            <p class="error" id="how-many" role="status" hidden></p>
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
