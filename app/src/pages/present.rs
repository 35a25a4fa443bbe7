//! `/roles/present`: for showing roles to an audience. One role at a time, large, and what it gains over the one below it.

use crate::here::Here;
use crate::routes;
use crate::views::{SchoolPageFrame, VisitorsFrame, fetch_ahead};
use crate::widgets::{ButtonKind, Glyph, Icon, PageHeading};
use domain::catalogue::Feature;
use domain::permission::{Difference, Permissions, RoleChoice, difference, permissions_of};
use domain::product::Product;
use domain::role::Role;
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Roles, one at a time";

/// One role at a time. Open to whoever may compare roles.
#[component]
pub(crate) fn PresentPage() -> impl IntoView {
    let here = Here::get();
    let asked = use_query_map().with_untracked(|query| query.get_str("role").and_then(Role::from_code));
    // An audience is led upwards: from what the least may do to what the most may.
    let role = asked.unwrap_or(Role::MinimalReadOnly);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match here.site.await.ok().and_then(|site| site.visitors) {
                    Some(settings) => view! {
                        <VisitorsFrame title=TITLE>{view! { <Slide role settings=*settings/> }.into_any()}</VisitorsFrame>
                    }
                    .into_any(),
                    None => view! {
                        <SchoolPageFrame title=TITLE body=move |viewer| {
                            view! { <Slide role settings=viewer.settings/> }.into_any()
                        }/>
                    }
                    .into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Slide(role: Role, settings: SchoolSettings) -> impl IntoView {
    fetch_ahead("present");
    let place = Role::ALL.len() - role.index();
    let above = Role::ALL.into_iter().rev().find(|other| other.is_above(role));
    let below = Role::ALL.into_iter().find(|other| role.is_above(*other));
    let step = |to: Role, id: &'static str, label: &'static str, icon: Icon| {
        view! {
            <a class=ButtonKind::Secondary.class() id=id href=routes::present(to)>
                <Glyph icon/> <span>{label} ": " {to.label()}</span>
            </a>
        }
    };
    let guidance = role.guidance().iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view();
    view! {
        <div class="presented" id="presented" data-region="presented" data-go="push" aria-live="polite">
            <PageHeading title=role.label() back=routes::ROLES back_label="What a role can do"/>
            <p class="presented-place">
                <span class="role-large" aria-hidden="true">{role.abbreviation()}</span>
                <span>{format!("{place} of {}", Role::ALL.len())} " · " {role.best_suited_for()}</span>
            </p>
            <ul class="presented-means">{guidance}</ul>
            <Step role below settings/>
            <nav class="presented-nav" aria-label="Roles">
                {below.map(|role| step(role, "presented-below", "Below", Icon::Back))}
                {above.map(|role| step(role, "presented-above", "Above", Icon::Forward))}
            </nav>
            <p class="soft small">"Arrow keys, a presenter's remote and swiping lead from role to role."</p>
        </div>
    }
}

/// What the role gains over the one below, and what that one has besides.
#[component]
fn Step(role: Role, below: Option<Role>, settings: SchoolSettings) -> impl IntoView {
    let of = |role| permissions_of(&RoleChoice::everywhere(role), &settings.products, &settings.roles);
    let before = below.map_or(Permissions::none(), of);
    let change = difference(&before, &of(role));
    let (gains, loses) = change.counts();
    let said = match below {
        None => format!("It begins with {gains} permissions."),
        Some(below) if change.is_empty() => format!("In every product it can do exactly what {} can.", below.label()),
        Some(below) if loses == 0 => format!("It gains {gains} over {}.", below.label()),
        Some(below) => format!("Against {} it gains {gains} and lacks {loses}.", below.label()),
    };
    let products =
        settings.products.iter().map(|product| view! { <OfProduct product=*product change/> }).collect_view();
    view! {
        <p class="lead presented-said">{said}</p>
        <div class="presented-products">{products}</div>
    }
}

#[component]
fn OfProduct(product: Product, change: Difference) -> impl IntoView {
    let (gains, loses) = (change.gains_in(product), change.loses_in(product));
    if gains.is_empty() && loses.is_empty() {
        return ().into_any();
    }
    let line = |feature: Feature, gained: bool| {
        let area = feature.area().name();
        let (sign, says) = if gained { ("+", "gains: ") } else { ("−", "lacks: ") };
        let free = if feature.is_restriction() { " (a restriction)" } else { "" };
        view! {
            <li class:lacks=!gained>
                <span class="sign" aria-hidden="true">{sign}</span>
                <span><span class="hidden">{says}</span> {feature.name()} {free} " " <small>{area}</small></span>
            </li>
        }
    };
    let lines: Vec<_> = gains
        .features()
        .map(|feature| line(feature, true))
        .chain(loses.features().map(|feature| line(feature, false)))
        .collect();
    view! {
        <section>
            <h2>{product.name()} " " <small>{format!("+{}", gains.count())} {(!loses.is_empty()).then(|| format!(" −{}", loses.count()))}</small></h2>
            <ul class="presented-lines">{lines}</ul>
        </section>
    }
    .into_any()
}
