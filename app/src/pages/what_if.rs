//! `/users/{member}/what-if`: what another role would change for a person. Nothing is saved.

use crate::api;
use crate::routes;
use crate::views::{Page, PermissionPreview, in_path, loading, role_choices, there};
use crate::widgets::{
    Choice, Cluster, EmptyState, FilterBar, Icon, LinkButton, Notice, NoticeKind, PageHeading, SelectField,
};
use domain::access::{Action as _, ChangeRoles, ListUsers, Subject};
use domain::id::MemberId;
use domain::permission::{RoleChoice, RoleOverride};
use domain::person::Person;
use domain::product::Product;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page that shows what another role would change for a person.
#[component]
pub(crate) fn WhatIfPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let asked = use_query_map().with_untracked(|query| {
        let product = query.get_str("product").and_then(Product::from_code);
        (product, query.get_str("role").filter(|role| !role.is_empty()).and_then(RoleOverride::from_code))
    });
    let page = loading(move || async move { api::open_user(there(member)?).await });
    Page::new("What if", page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(move |viewer, person| view! { <WhatIfForm viewer person asked/> })
}

#[component]
fn WhatIfForm(viewer: Viewer, person: Person, asked: (Option<Product>, Option<RoleOverride>)) -> impl IntoView {
    let settings = viewer.settings.clone();
    let name = format!("{} {}", person.row.first_name, person.row.last_name);
    let (product, role) = asked;
    let product = product.unwrap_or_else(|| settings.roles.catalogue.main_product());
    let address = routes::what_if(person.row.member);
    let products: Vec<_> = settings
        .products
        .iter()
        .map(|product| match product {
            product if product.holds_main_role() => {
                Choice::new(product.code(), format!("{}, and wherever it is the same", product.name()))
            }
            product => Choice::new(product.code(), product.name()),
        })
        .collect();
    let any = Choice::new("", "Choose a role");
    let nothing = Choice::new(RoleOverride::Nothing.code(), "No role");
    let roles: Vec<_> = std::iter::once(any)
        .chain(role_choices(&settings.roles))
        .chain((!product.holds_main_role()).then_some(nothing))
        .collect();
    let (before, exceptions) = (person.roles.clone(), person.exceptions_in_force());
    let clear = role.map(|_| address.clone());
    view! {
        <PageHeading title=format!("What if {name} had another role?") back=routes::user(person.row.member) back_label=name.clone()
            lead="See what would change. Nothing is touched."/>
        <div class="stack">
        <section class="panel flush">
            <FilterBar action=address label="Another role" clear>
                <SelectField id="role" name="role" label="Role" plain=true options=roles value=role.map(|role| role.code().into_owned()).unwrap_or_default()/>
                <SelectField id="product" name="product" label="In" plain=true options=products value=product.code()/>
            </FilterBar>
        </section>
        <div data-region="what-if" class="stack">
            {match role {
                None => view! {
                    <EmptyState title="Choose a role" icon=Icon::Search><p>"Then this shows what it would give and take."</p></EmptyState>
                }
                .into_any(),
                Some(role) => {
                    let after: RoleChoice = before.clone().with(product, role);
                    let give = view! { <GiveIt viewer person=person.clone() product role after=after.clone()/> };
                    view! {
                        {give}
                        <PermissionPreview id="difference" title=format!("What {name} would be able to do") roles=Some(after)
                            before=Some(before) settings exceptions status=person.row.status/>
                    }
                    .into_any()
                }
            }}
        </div>
        </div>
    }
}

/// The way to give the role that is tried, or why the reader cannot.
#[component]
fn GiveIt(viewer: Viewer, person: Person, product: Product, role: RoleOverride, after: RoleChoice) -> impl IntoView {
    let (first_name, member) = (person.row.first_name.clone(), person.row.member);
    let label = after.label_in(product, &viewer.settings.roles);
    if after == person.roles {
        let has = format!("{first_name} has this already: {label} in {}.", product.name());
        return view! { <Notice kind=NoticeKind::Fact><p>{has}</p></Notice> }.into_any();
    }
    let subject = Subject { member, role: person.row.role.level() };
    let gives = ChangeRoles { subject, access: person.access, before: person.roles, after };
    match person.may_edit.and_then(|()| gives.check(&viewer.grants())) {
        Ok(()) => {
            let text = format!("Choose {label} for {first_name}");
            view! {
                <Cluster>
                    <LinkButton href=routes::with_role(member, product, role)>{text}</LinkButton>
                    <p class="soft">"Opens the Roles tab with it chosen. Nothing changes until you save and confirm it there."</p>
                </Cluster>
            }
            .into_any()
        }
        Err(denial) => view! {
            <Notice kind=NoticeKind::Fact title=format!("You cannot give {first_name} this role")><p>{denial.sentence()}</p></Notice>
        }
        .into_any(),
    }
}
