//! `/pupils`: the pupils at the school, limited to what the reader may see. The address holds the search, filters and
//! page. Who works with which pupils is set in the Pupil Picker.

pub(super) mod filters;
mod table;

use crate::api;
use crate::routes;
use crate::views::{Page, loading};
use crate::widgets::{ButtonKind, EmptyState, Icon, LinkButton, PageHeading, Pagination, Panel, ResultCount, of_pages};
use domain::access::{Action as _, NamePupils, ViewPupils};
use domain::pupil::{PupilListing, PupilPage, VisiblePupils};
use domain::viewer::Viewer;
use filters::Filters;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use table::{AliasedTable, NamedTable};

/// The id of the count, which takes the focus when the focused element leaves the list.
const COUNT: &str = "pupil-count";

/// The list of the school's pupils.
#[component]
pub(crate) fn PupilsPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| PupilListing::read(|key| query.get(key)));
    let listing = asked.clone();
    Page::new("Pupils", loading(move || api::list_pupils(listing.clone())))
        .rule(|viewer| (ViewPupils { rules: &viewer.rules() }).check(&viewer.grants()))
        .show(|viewer, page| view! { <Pupils viewer asked page/> })
}

#[component]
fn Pupils(viewer: Viewer, asked: PupilListing, page: PupilPage) -> impl IntoView {
    let lead = match (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()) {
        Ok(()) => "Everybody who is taught at your school.",
        Err(_) => {
            "Your role sees pupils without their names, dates of birth and classes. An alias always stands for the same pupil, and says nothing of who it is."
        }
    };
    view! {
        <PageHeading title="Pupils" lead/>
        <List asked page/>
    }
}

#[component]
fn List(asked: PupilListing, page: PupilPage) -> impl IntoView {
    let count = count(&page);
    let PupilPage { listing, pupils, pages, years, classes, .. } = page;
    let by_name = matches!(pupils, VisiblePupils::Named(_));
    let pupils = match pupils {
        VisiblePupils::Named(pupils) if !pupils.is_empty() => view! { <NamedTable pupils/> }.into_any(),
        VisiblePupils::Aliased(pupils) if !pupils.is_empty() => view! { <AliasedTable pupils/> }.into_any(),
        _ if listing.is_filtered() => view! { <NobodyFound/> }.into_any(),
        _ => view! { <NoPupils by_name/> }.into_any(),
    };
    let page = listing.page;
    view! {
        <Panel flush=true>
            <Filters listing=PupilListing { page: 1, ..asked } years classes by_name/>
            <ResultCount text=count id=COUNT/>
            <div data-region="pupils" data-focus=COUNT data-go="push">
                {pupils}
                <Pagination label="Pages of pupils" page pages href=move |page| routes::pupils(&listing.at_page(page))/>
            </div>
        </Panel>
    }
}

/// The number of pupils, in a sentence.
fn count(page: &PupilPage) -> String {
    let text = match (page.listing.is_filtered(), page.total) {
        (false, 0) => "No pupils to show".to_owned(),
        (false, 1) => "1 pupil".to_owned(),
        (false, total) => format!("{total} pupils"),
        (true, 0) => "No pupil matches".to_owned(),
        (true, 1) => "1 pupil matches".to_owned(),
        (true, total) => format!("{total} pupils match"),
    };
    text + &of_pages(page.listing.page, page.pages)
}

/// The message when no pupil matches the search and filters.
#[component]
fn NobodyFound() -> impl IntoView {
    view! {
        <EmptyState title="No pupil matches" icon=Icon::Search>
            <p>"Look for part of a name, or take a filter away."</p>
            <div class="actions"><LinkButton href=routes::PUPILS kind=ButtonKind::Secondary>"Show every pupil"</LinkButton></div>
        </EmptyState>
    }
}

/// The message for a school that has no pupils yet, or too few to show without identifying them.
#[component]
fn NoPupils(by_name: bool) -> impl IntoView {
    let why = if by_name {
        "Your school's pupils have not been entered yet."
    } else {
        "There are no pupils yet, or fewer than five: so few that each could be told from the others."
    };
    view! {
        <EmptyState title="No pupils to show">
            <p>{why}</p>
        </EmptyState>
    }
}
