//! `/roles/who`: who can do something, and through which role.

use crate::api;
use crate::routes;
use crate::views::{HeldTag, Page, Reasons, StandingTag, loading, permission_choices};
use crate::widgets::{
    Cell, Column, DataTable, EmptyState, FilterBar, Icon, PageHeading, Pagination, Row, RowHead, SelectField,
};
use domain::access::{Action as _, ListUsers};
use domain::catalogue::Feature;
use domain::holder::{HolderListing, HolderPage};
use domain::permission::{NO_ROLE, PermissionAnswer};
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Who can do something";

/// The page that shows who can do something.
#[component]
pub(crate) fn WhoPage() -> impl IntoView {
    let listing = use_query_map().with_untracked(|query| HolderListing::read(|key| query.get(key)));
    let feature = listing.feature;
    let page = loading(move || {
        let asked = listing.clone();
        async move {
            match asked.feature {
                Some(_) => api::holders(asked).await.map(Some),
                None => Ok(None),
            }
        }
    });
    Page::new(TITLE, page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(move |viewer, page| view! { <HoldersOfPermission settings=viewer.settings feature page/> })
}

#[component]
fn HoldersOfPermission(settings: SchoolSettings, feature: Option<Feature>, page: Option<HolderPage>) -> impl IntoView {
    let options = permission_choices(&settings.products);
    let clear = feature.map(|_| routes::WHO.to_owned());
    let holders = match feature.zip(page) {
        Some((feature, page)) => view! { <HolderList feature page settings/> }.into_any(),
        None => view! {
            <EmptyState title="Choose a permission" icon=Icon::Search><p>"Then everybody who has it is listed here."</p></EmptyState>
        }
        .into_any(),
    };
    view! {
        <PageHeading title=TITLE back=routes::ROLES back_label="What a role can do"
            lead="Everybody in your school who has a permission, and the role that gives it."/>
        <section class="panel flush">
            <FilterBar action=routes::WHO label="Who can do something" clear>
                <SelectField id="feature" name="feature" label="Permission" plain=true options=options
                    value=feature.map(Feature::code).unwrap_or_default()/>
            </FilterBar>
            <div data-region="holders" data-go="push">{holders}</div>
        </section>
    }
}

fn kept_from_it(people: u64) -> String {
    match people {
        1 => "1 person has it not, by an exception, though their role gives it.".to_owned(),
        people => format!("{people} people have it not, by an exception, though their role gives it."),
    }
}

#[component]
fn HolderList(feature: Feature, page: HolderPage, settings: SchoolSettings) -> impl IntoView {
    let HolderPage { listing, people, total, pages, roles, by_exception, kept_from } = page;
    let verb = if feature.is_restriction() { ["is held back by", "are held back by"] } else { ["has", "have"] };
    let count = match total {
        0 => format!("Nobody {} this: {}.", verb[0], feature.name()),
        1 => format!("1 person {} this: {}.", verb[0], feature.name()),
        total => format!("{total} people {} this: {}.", verb[1], feature.name()),
    };
    let by_role = roles
        .iter()
        .map(|(role, people)| {
            view! { <li><HeldTag role=*role label=settings.roles.label(*role)/> " " <strong>{*people}</strong></li> }
        })
        .collect_view();
    let (product, per_person) = (feature.product(), feature.is_set_per_person());
    let in_product = format!("Role in {}", product.name());
    let columns =
        ["Name", "Job title", in_product.as_str(), "Standing", "Why"].map(|name| Column::new(name.to_owned()));
    let columns: Vec<_> = columns.into_iter().chain(per_person.then(|| Column::new("Switch"))).collect();
    let label = in_product.clone();
    let rows = people
        .into_iter()
        .map(|person| {
            let label = label.clone();
            let why = PermissionAnswer::of(feature, person.role, &settings.roles, person.exception).explain(feature, &settings.roles);
            let switched = format!(" for {}", person.name);
            let role = match person.role {
                Some(role) => view! { <HeldTag role label=settings.roles.label(role)/> }.into_any(),
                None => NO_ROLE.into_any(),
            };
            view! {
                <Row>
                    <RowHead><a href=routes::user(person.member)>{person.name}</a></RowHead>
                    <Cell label="Job title">{person.job_title}</Cell>
                    <Cell label=label>{role}</Cell>
                    <Cell label="Standing"><StandingTag standing=person.standing/></Cell>
                    <Cell label="Why">{why}</Cell>
                    {per_person.then(|| view! {
                        <Cell label="Switch">
                            <a href=routes::part(&routes::exceptions(person.member), "switches")>"On or off" <span class="hidden">{switched}</span></a>
                        </Cell>
                    })}
                </Row>
            }
        })
        .collect_view();
    let page = listing.page;
    view! {
        <div class="panel-text stack">
            <p role="status" id="holders-count"><strong>{count}</strong></p>
            <ul class="cluster">
                {by_role}
                {(by_exception > 0).then(|| view! { <li>"By an exception " <strong>{by_exception}</strong></li> })}
            </ul>
            {(kept_from > 0).then(|| view! { <p>{kept_from_it(kept_from)}</p> })}
            {per_person.then(|| view! {
                <p>
                    "Comms Hub sets this per person. To switch it on for somebody who is not in the list, open them from "
                    <a href=routes::USERS>"Users"</a> " and select " <b>"Exceptions"</b> "."
                </p>
            })}
        </div>
        {(total > 0).then(|| view! { <DataTable caption="Who has it" columns>{rows}</DataTable> })}
        <Pagination label="Pages of people" page pages href=move |page| routes::who(&HolderListing { page, ..listing.clone() })/>
        <div class="panel-text stack">
            <p class="soft">"Whoever is blocked, deactivated or deleted can do nothing and is not counted. Why each role has it or not:"</p>
            <Reasons feature own=None roles=settings.roles.all() school=settings.roles/>
        </div>
    }
}
