//! `/roles/present`: a stage that presents roles to an audience, without banner and menus. One role at a time, from the
//! one that may do the least: the role as a whole, and then what it adds to the one below it, page by page.

mod fields;
mod items;
mod marks;
mod names;
mod notes;
mod stage;

use crate::routes;
use crate::views::{respond_with, visited};
use crate::widgets::{Cluster, LinkButton, PageHeading};
use domain::permission::SchoolRoles;
use domain::presentation::{Deck, Slide};
use domain::problem::Problem;
use domain::role::HeldRole;
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use marks::Marks;
use names::Names;
use notes::Notes;
use routes::PresentedView;
use stage::Stage;

const TITLE: &str = "Roles, one at a time";

/// The page that presents one role at a time. Open to everyone who may compare roles.
#[component]
pub(crate) fn PresentPage() -> impl IntoView {
    let (role, page, view) = use_query_map().with_untracked(|query| {
        let role = query.get_str("role").and_then(HeldRole::from_code);
        let page = query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or_default();
        (role, page, query.get_str("view").and_then(PresentedView::from_code))
    });
    visited(TITLE, move |settings, _| {
        let SchoolSettings { products, roles, .. } = &settings;
        let slide = Deck::new(products, roles).slide(role, page);
        match (slide, view) {
            (None, _) => view! { <RoleNotFound/> }.into_any(),
            (Some(slide), Some(PresentedView::Notes)) => view! { <Notes slide settings/> }.into_any(),
            (Some(slide), Some(PresentedView::Names)) => view! { <Names slide school=settings.roles/> }.into_any(),
            (Some(slide), Some(PresentedView::Marks)) => view! { <Marks slide school=settings.roles/> }.into_any(),
            (Some(slide), None) => view! { <Stage slide settings/> }.into_any(),
        }
    })
}

/// The message for a role that the school does not have, or has deleted.
#[component]
fn RoleNotFound() -> impl IntoView {
    respond_with(&Problem::NotFound);
    view! {
        <PageHeading title="This role was deleted" back=routes::GUIDE back_label="Guide to the roles"/>
        <div class="stack">
            <p>"Your school no longer has this role. The people who held it were given another."</p>
            <Cluster><LinkButton href=routes::GUIDE>"See the roles your school has"</LinkButton></Cluster>
        </div>
    }
}

/// What a slide is called: "Full Edit", "Full Edit, what it adds (2 of 7)".
fn name_of(slide: Slide, pages: usize, school: &SchoolRoles) -> String {
    let role = school.label(slide.role);
    match slide.page {
        0 => role,
        _ if pages == 1 => format!("{role}: what it adds"),
        page => format!("{role}: what it adds, {page} of {pages}"),
    }
}

/// What a role adds to the one below it, in a sentence.
fn what_it_adds(step: &domain::presentation::Step) -> String {
    let (gains, loses) = step.change.counts();
    match step.below {
        None => format!("It begins with {gains} permissions."),
        Some(below) if step.change.is_empty() => {
            format!("In every product it can do exactly what {} can.", below.label())
        }
        Some(below) if loses == 0 => format!("It gains {gains} over {}.", below.label()),
        Some(below) => format!("Against {} it gains {gains} and lacks {loses}.", below.label()),
    }
}
