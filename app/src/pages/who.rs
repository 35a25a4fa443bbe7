//! `/roles/who`: who can do something, and through which role.

use crate::api;
use crate::routes;
use crate::views::{FIND_PERMISSION, Page, PermissionFinder, Reasons, RoleTabs, StatusTag, code_of, in_query, loading};
use crate::widgets::{
    ButtonKind, Cell, Column, DataTable, EmptyState, Icon, LinkButton, PageHeading, Pagination, RoleTag, Row, RowHead,
    SearchForm,
};
use domain::access::{Action as _, ListUsers};
use domain::catalogue::Feature;
use domain::exception::ALLOW;
use domain::exception::DENY;
use domain::holder::{AskedPerson, HolderListing, HolderPage};
use domain::member::MemberField;
use domain::permission::{NO_ROLE, PermissionAnswer, SchoolRoles};
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
    let products = settings.products.clone();
    let search = in_query(FIND_PERMISSION).unwrap_or_default();
    let shows_all = feature.is_none();
    let carried: Vec<_> = feature.map(|feature| ("feature", feature.code())).into_iter().collect();
    let finder = view! {
        <section class="panel">
            <PermissionFinder action=routes::WHO search products carried shows_all href=who_has/>
        </section>
    };
    let asking = feature.zip(page.as_ref()).map(|(feature, page)| {
        let (search, asked) = (page.listing.person.clone(), page.asked.clone());
        view! { <AskedPart feature search asked school=settings.roles.clone()/> }
    });
    let answer = match feature.zip(page.as_ref()) {
        Some((feature, page)) => view! { <Answer feature page=page.clone() settings=settings.clone()/> }.into_any(),
        None => view! {
            <EmptyState title="Choose a permission" icon=Icon::Search><p>"Then everybody who has it is listed here."</p></EmptyState>
        }
        .into_any(),
    };
    let holders = feature.zip(page).map(|(feature, page)| {
        view! {
            <section class="panel flush"><div data-region="holders" data-go="push"><HolderList feature page settings/></div></section>
        }
    });
    view! {
        <PageHeading title=TITLE/>
        <RoleTabs current=routes::WHO manages=true/>
        <div class="stack">
            <p class="lead">"Everybody in your school who has a permission, and the role that gives it."</p>
            {finder}
            <section class="panel" id="answer"><div class="stack" data-region="answer">{answer}</div></section>
            {asking}
            {holders}
        </div>
    }
}

/// The page about one permission.
fn who_has(feature: Feature) -> String {
    routes::who(&HolderListing { feature: Some(feature), page: 1, ..HolderListing::default() })
}

/// Asking about somebody in particular: the answer in words, and beside a no the way to allow it until a day.
#[component]
fn AskedPart(feature: Feature, search: String, asked: Vec<AskedPerson>, school: SchoolRoles) -> impl IntoView {
    let nobody = (!search.is_empty() && asked.is_empty())
        .then(|| view! { <p class="soft">"Nobody matches. Search for part of a name or email."</p> });
    let lines = asked
        .into_iter()
        .map(|person| {
            let answer = PermissionAnswer::of(feature, person.role, &school, person.exception);
            let words = person.words(feature, &answer);
            let why = answer.explain(feature, &school);
            let (effect, label) = match feature.is_restriction() {
                true => (DENY, "Lift until…"),
                false => (ALLOW, "Allow until…"),
            };
            let allow = person.can_be_allowed(feature, &answer).then(|| {
                let whom = format!(" for {}", person.name);
                let href = routes::exception(person.member, feature, effect);
                view! { <LinkButton href kind=ButtonKind::Secondary>{label} <span class="hidden">{whom}</span></LinkButton> }
            });
            view! {
                <li>
                    <p><a href=routes::user(person.member)>{person.name}</a> ": " <strong>{words}</strong> " " {why}</p>
                    {allow}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel stack" id="somebody">
            <h2>"Somebody in particular"</h2>
            <SearchForm action=routes::WHO id="person" name="person" label="Can they?" hint="Part of a name, an email or a code"
                value=search carried=vec![("feature", feature.code())]/>
            <div data-region="asked" aria-live="polite">
                {nobody}
                <ul class="answers">{lines}</ul>
            </div>
        </section>
    }
}

fn kept_from_it(people: u64) -> String {
    match people {
        1 => "1 person’s role allows this, but an exception removes it.".to_owned(),
        people => format!("{people} people’s roles allow this, but an exception removes it."),
    }
}

/// The answer in words and numbers: how many people have it, and by which roles.
#[component]
fn Answer(feature: Feature, page: HolderPage, settings: SchoolSettings) -> impl IntoView {
    let HolderPage { total, roles, by_exception, kept_from, .. } = page;
    let verb = if feature.is_restriction() { ["is held back by", "are held back by"] } else { ["has", "have"] };
    let count = match total {
        0 => format!("Nobody {} this: {}.", verb[0], feature.name()),
        1 => format!("1 person {} this: {}.", verb[0], feature.name()),
        total => format!("{total} people {} this: {}.", verb[1], feature.name()),
    };
    let by_role = roles
        .iter()
        .map(|(role, people)| {
            view! { <li><RoleTag code=code_of(*role, &settings.roles) label=settings.roles.label(*role)/> " " <strong>{*people}</strong></li> }
        })
        .collect_view();
    let product = feature.product();
    view! {
        <p role="status" id="holders-count"><strong>{count}</strong></p>
        <ul class="cluster">
            {by_role}
            {(by_exception > 0).then(|| view! { <li>"By an exception " <strong>{by_exception}</strong></li> })}
        </ul>
        {(kept_from > 0).then(|| view! { <p>{kept_from_it(kept_from)}</p> })}
        {feature.is_set_per_person().then(|| view! {
            <p>
                {product.name()} " sets this per person. To switch it on for somebody who is not in the list, open them from "
                <a href=routes::USERS>"Users"</a> " and select " <b>"Exceptions"</b> "."
            </p>
        })}
    }
}

#[component]
fn HolderList(feature: Feature, page: HolderPage, settings: SchoolSettings) -> impl IntoView {
    let HolderPage { listing, people, total, pages, .. } = page;
    let (product, per_person) = (feature.product(), feature.is_set_per_person());
    let in_product = format!("Role in {}", product.name());
    let columns = ["Name", MemberField::JobTitle.label(), in_product.as_str(), "Status", "Why"]
        .map(|name| Column::new(name.to_owned()));
    let columns: Vec<_> = columns.into_iter().chain(per_person.then(|| Column::new("Switch"))).collect();
    let label = in_product.clone();
    let rows = people
        .into_iter()
        .map(|person| {
            let label = label.clone();
            let why = PermissionAnswer::of(feature, person.role, &settings.roles, person.exception).explain(feature, &settings.roles);
            let switched = format!(" for {}", person.name);
            let role = match person.role {
                Some(role) => view! { <RoleTag code=code_of(role, &settings.roles) label=settings.roles.label(role)/> }.into_any(),
                None => NO_ROLE.into_any(),
            };
            view! {
                <Row>
                    <RowHead><a href=routes::user(person.member)>{person.name}</a></RowHead>
                    <Cell label=MemberField::JobTitle.label()>{person.job_title}</Cell>
                    <Cell label=label>{role}</Cell>
                    <Cell label="Status"><StatusTag status=person.status/></Cell>
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
        {(total > 0).then(|| view! { <DataTable caption="Who has it" columns>{rows}</DataTable> })}
        <Pagination label="Pages of people" page pages href=move |page| routes::who(&HolderListing { page, ..listing.clone() })/>
        <div class="panel-text stack">
            <p class="soft">"Whoever is blocked, deactivated or deleted can do nothing and is not counted. Why each role has it or not:"</p>
            <Reasons feature own=None roles=settings.roles.all() school=settings.roles/>
        </div>
    }
}
