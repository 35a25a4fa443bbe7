//! `/roles/present`: presents roles to an audience. One role at a time, large, with what it gains over the one below
//! it.

use crate::routes;
use crate::views::{FetchAhead, respond_with, visited};
use crate::widgets::{ButtonKind, Cluster, Icon, IconView, LinkButton, PageHeading};
use domain::catalogue::Feature;
use domain::permission::{Difference, Permissions, RoleChoice, difference, permissions_of};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Roles, one at a time";

/// The page that presents one role at a time. Open to everyone who may compare roles.
#[component]
pub(crate) fn PresentPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get_str("role").and_then(HeldRole::from_code));
    visited(TITLE, move |settings, _| view! { <Slide asked settings/> })
}

#[component]
fn Slide(asked: Option<HeldRole>, settings: SchoolSettings) -> impl IntoView {
    // The presentation goes upwards, from the role that may do the least. A role copied from another follows it.
    let (mut upwards, custom) = (Vec::new(), settings.roles.custom());
    for level in Role::ALL.into_iter().rev() {
        upwards.push(HeldRole::standard(level));
        upwards.extend(custom.iter().map(|made| made.role).filter(|role| role.level() == level));
    }
    let place = match asked {
        None => 0,
        Some(asked) => match upwards.iter().position(|role| *role == asked) {
            Some(place) => place,
            None => return view! { <RoleNotFound/> }.into_any(),
        },
    };
    let role = upwards.get(place).copied().unwrap_or(HeldRole::standard(Role::MinimalReadOnly));
    let above = upwards.get(place + 1).copied();
    let below = place.checked_sub(1).and_then(|place| upwards.get(place).copied());
    let school = settings.roles.clone();
    let step = |to: HeldRole, id: &'static str, label: &'static str, icon: Icon| {
        view! {
            <a class=ButtonKind::Secondary.class() id=id href=routes::present(to)>
                <IconView icon/> <span>{label} ": " {school.label(to)}</span>
            </a>
        }
    };
    let (level, title, count) = (role.level(), school.label(role), upwards.len());
    let means = if role.is_custom() {
        let made = format!("Your school made it from {}.", level.label());
        view! { <li>{made}</li> }.into_any()
    } else {
        level.guidance().iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view().into_any()
    };
    let suits = (!role.is_custom()).then(|| format!(" · {}", level.best_suited_for()));
    view! {
        <FetchAhead island="present"/>
        <div class="presentation" id="presentation" data-region="presentation" data-go="push" aria-live="polite">
            <PageHeading title back=routes::ROLES back_label="What a role can do"/>
            <p class="presentation-position">
                <span class="role-large" aria-hidden="true">{level.abbreviation()}</span>
                <span>{format!("{} of {count}", place + 1)} {suits}</span>
            </p>
            <ul class="presentation-meanings">{means}</ul>
            <Step role settings/>
            <nav class="presentation-nav" aria-label="Roles">
                {below.map(|role| step(role, "presented-below", "Below", Icon::Back))}
                {above.map(|role| step(role, "presented-above", "Above", Icon::Forward))}
            </nav>
            <p class="soft small">"Arrow keys, a presenter's remote and swiping lead from role to role."</p>
        </div>
    }
    .into_any()
}

/// The message for a role that the school does not have, or has deleted.
#[component]
fn RoleNotFound() -> impl IntoView {
    respond_with(&Problem::NotFound);
    view! {
        <PageHeading title="This role was deleted" back=routes::ROLES back_label="What a role can do"/>
        <div class="stack">
            <p>"Your school no longer has this role. The people who held it were given another."</p>
            <Cluster><LinkButton href=routes::ROLES>"See the roles your school has"</LinkButton></Cluster>
        </div>
    }
}

/// What the role gains over the one below it, and what only that one has. A role that the school created is compared
/// with the one it was copied from.
#[component]
fn Step(role: HeldRole, settings: SchoolSettings) -> impl IntoView {
    let level = role.level();
    let below = if role.is_custom() { Some(level) } else { Role::ALL.into_iter().find(|other| level.is_above(*other)) };
    let of = |role: HeldRole| permissions_of(&RoleChoice::in_every_product(role), &settings.products, &settings.roles);
    let before = below.map_or_else(|| Permissions::none(settings.roles.catalogue), |below| of(below.into()));
    let change = difference(&before, &of(role));
    let (gains, loses) = change.counts();
    let said = match below {
        None => format!("It begins with {gains} permissions."),
        Some(below) if change.is_empty() => format!("In every product it can do exactly what {} can.", below.label()),
        Some(below) if loses == 0 => format!("It gains {gains} over {}.", below.label()),
        Some(below) => format!("Against {} it gains {gains} and lacks {loses}.", below.label()),
    };
    let products = settings
        .products
        .iter()
        .map(|product| view! { <ProductDifference product=*product change=change.clone()/> })
        .collect_view();
    view! {
        <p class="lead presentation-summary">{said}</p>
        <div class="presentation-products">{products}</div>
    }
}

#[component]
fn ProductDifference(product: Product, change: Difference) -> impl IntoView {
    let (gains, loses) = change.counts_in(product);
    if (gains, loses) == (0, 0) {
        return ().into_any();
    }
    let line = |feature: Feature, gained: bool| {
        let area = feature.area().name();
        let (sign, says) = if gained { ("+", "gains: ") } else { ("−", "lacks: ") };
        let free = if feature.is_restriction() { " (a restriction)" } else { "" };
        view! {
            <li class:not-included=!gained>
                <span class="sign" aria-hidden="true">{sign}</span>
                <span><span class="hidden">{says}</span> {feature.name()} {free} " " <small>{area}</small></span>
            </li>
        }
    };
    let of_product = |feature: &Feature| feature.product() == product;
    let gained = change.gains().filter(of_product).map(|feature| line(feature, true));
    let lost = change.loses().filter(of_product).map(|feature| line(feature, false));
    let lines: Vec<_> = gained.chain(lost).collect();
    view! {
        <section>
            <h2>{product.name()} " " <small>{format!("+{gains}")} {(loses > 0).then(|| format!(" −{loses}"))}</small></h2>
            <ul class="presentation-lines">{lines}</ul>
        </section>
    }
    .into_any()
}
