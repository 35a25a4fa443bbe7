//! `/observations`: what staff saw children do, the newest first; for readers who may not know the children, which
//! areas of learning were observed of an alias in a month.

use crate::api;
use crate::routes;
use crate::views::{AreaNames, ObservationLines, Page, in_query, loading};
use crate::widgets::{
    ButtonKind, Cell, Checkbox, Column, DataTable, EmptyState, FilterBar, Icon, LinkButton, Notice, NoticeKind,
    PageHeading, Pagination, Panel, ResultCount, Row, RowHead, SearchField, of_pages,
};
use domain::access::{Action as _, CreateObservation, ReadObservations};
use domain::observation::{AliasedObservation, ObservationListing, ObservationPage, VisibleObservations};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Observations";
/// The id of the number of observations.
const COUNT: &str = "count";
const MONTH: &str = "Month";
const AREAS: &str = "Areas of learning";

/// The list of observations.
#[component]
pub(crate) fn ObservationsPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| ObservationListing::read(|key| query.get(key)));
    let listing = asked.clone();
    Page::new(TITLE, loading(move || api::list_observations(listing.clone())))
        .rule(|viewer| (ReadObservations { rules: &viewer.rules() }).check(&viewer.grants()))
        .show(|viewer, page| view! { <Observations viewer asked page/> })
}

#[component]
fn Observations(viewer: Viewer, asked: ObservationListing, page: ObservationPage) -> impl IntoView {
    let may_record = (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants());
    let refused = may_record.err().map(|denial| denial.sentence()).unwrap_or_default();
    let href = page.listing.child.map_or_else(|| routes::RECORD.to_owned(), routes::record_about);
    let actions = move || {
        view! { <LinkButton href=href.clone() refused=refused.clone()>"Record an observation"</LinkButton> }
    };
    let is_named = matches!(page.observations, VisibleObservations::Named(_));
    let lead = match (&page.child, is_named) {
        (Some(child), _) => format!("What was observed of {child}, the newest first."),
        (None, true) => "What staff saw children do, the newest first.".to_owned(),
        (None, false) => {
            "Your role sees which areas of learning were observed of each alias, month by month. It does not see texts, days or photos.".to_owned()
        }
    };
    let deleted = in_query("done").is_some_and(|done| done == "deleted");
    view! {
        <PageHeading title=TITLE lead actions/>
        <div class="stack">
            {deleted.then(|| view! {
                <Notice kind=NoticeKind::Success takes_focus=true><p>"The observation was deleted."</p></Notice>
            })}
            <List asked page is_named/>
        </div>
    }
}

#[component]
fn List(asked: ObservationListing, page: ObservationPage, is_named: bool) -> impl IntoView {
    let count = count(&page);
    let ObservationPage { listing, observations, pages, .. } = page;
    let list = match observations {
        VisibleObservations::Named(lines) if !lines.is_empty() => view! { <ObservationLines lines/> }.into_any(),
        VisibleObservations::Aliased(lines) if !lines.is_empty() => view! { <AliasedTable lines/> }.into_any(),
        _ if listing.is_filtered() => view! { <NothingFound/> }.into_any(),
        _ => view! { <NoObservations is_named/> }.into_any(),
    };
    let page = listing.page;
    view! {
        <Panel flush=true>
            {is_named.then(|| view! { <Filters listing=asked/> })}
            <ResultCount text=count id=COUNT/>
            <div data-region="observations" data-focus=COUNT data-go="push">
                {list}
                <Pagination label="Pages of observations" page pages href=move |page| routes::observations(&listing.at_page(page))/>
            </div>
        </Panel>
    }
}

#[component]
fn Filters(listing: ObservationListing) -> impl IntoView {
    let clear = listing.is_filtered().then(|| routes::OBSERVATIONS.to_owned());
    let child = listing.child.map(|child| view! { <input type="hidden" name="child" value=child.to_string()/> });
    view! {
        <FilterBar action=routes::OBSERVATIONS label="Observations" clear>
            {child}
            <SearchField id="search" name="search" label="Child's name" value=listing.search/>
            <Checkbox id="mine" name="mine" value="1" label="Only those I recorded" checked=Signal::stored(listing.mine)/>
        </FilterBar>
    }
}

/// What was observed, one row for each alias and month.
#[component]
fn AliasedTable(lines: Vec<AliasedObservation>) -> impl IntoView {
    let columns = ["Pupil", MONTH, AREAS].map(Column::new).into();
    let rows = lines
        .into_iter()
        .map(|line| {
            let none = line.areas.is_empty().then_some("None");
            view! {
                <Row>
                    <RowHead>{line.alias.to_string()}</RowHead>
                    <Cell label=MONTH>{line.month.words()}</Cell>
                    <Cell label=AREAS>{none} <AreaNames areas=line.areas/></Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <DataTable caption="Observations by alias and month" columns>{rows}</DataTable> }
}

/// The number of observations, in a sentence.
fn count(page: &ObservationPage) -> String {
    let is_named = matches!(page.observations, VisibleObservations::Named(_));
    let text = match (is_named, page.total) {
        (_, 0) if page.listing.is_filtered() => "No observation matches".to_owned(),
        (_, 0) => "No observations to show".to_owned(),
        (true, 1) => "1 observation".to_owned(),
        (true, total) => format!("{total} observations"),
        (false, 1) => "1 row".to_owned(),
        (false, total) => format!("{total} rows"),
    };
    text + &of_pages(page.listing.page, page.pages)
}

#[component]
fn NothingFound() -> impl IntoView {
    view! {
        <EmptyState title="No observation matches" icon=Icon::Search>
            <p>"Look for part of a child's name, or take a filter away."</p>
            <div class="actions"><LinkButton href=routes::OBSERVATIONS kind=ButtonKind::Secondary>"Show every observation"</LinkButton></div>
        </EmptyState>
    }
}

#[component]
fn NoObservations(is_named: bool) -> impl IntoView {
    let why = if is_named {
        "Nobody has recorded an observation yet."
    } else {
        "There are no observations yet, or fewer than five pupils: so few that each could be told from the others."
    };
    view! { <EmptyState title="No observations to show"><p>{why}</p></EmptyState> }
}
