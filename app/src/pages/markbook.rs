//! `/markbook`: marks of a class, or of the reader's own pupils. The address holds every choice. Without scripts the table
//! is a form with *Save*; with them each cell is saved as it is entered (`browser::marking`).

mod choices;
mod exports;
mod grid;
mod notes;
mod reasons;
mod submitted;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{FetchAhead, Page, answering};
use crate::widgets::{EmptyState, PageHeading, Panel};
use choices::{Choices, Kinds};
use domain::access::{Action as _, NamePupils, ViewPupils};
use domain::assessment::{Group, Sheet, SheetListing};
use domain::viewer::Viewer;
use exports::Exports;
use grid::Grid;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use notes::Notes;
use submitted::{MarkbookState, SubmittedMarks};

const TITLE: &str = "Markbook";

/// The markbook.
#[component]
pub(crate) fn MarkbookPage() -> impl IntoView {
    let listing = use_query_map().with_untracked(|query| SheetListing::read(|key| query.get(key)));
    let saved =
        use_query_map().with_untracked(|query| query.get_str(routes::SAVED).and_then(|count| count.parse().ok()));
    let page = answering(posted::<SubmittedMarks>(), move |sent, redirector| {
        let listing = listing.clone();
        async move {
            match sent {
                None => Ok(MarkbookState::of(api::mark_sheet(listing).await?)),
                Some(sent) => sent.save(listing, &redirector).await,
            }
        }
    });
    Page::new(TITLE, page)
        .titled(|state| {
            state.sheet.listing.group.as_ref().map_or(TITLE.to_owned(), |group| format!("{}: {TITLE}", group.label()))
        })
        .rule(|viewer| (ViewPupils { rules: &viewer.rules() }).check(&viewer.grants()))
        .wrong(|state| !state.refused.is_empty())
        .show(move |viewer, state| view! { <Markbook viewer state saved/> })
}

#[component]
fn Markbook(viewer: Viewer, state: MarkbookState, saved: Option<u32>) -> impl IntoView {
    let MarkbookState { sheet, refused, saved: saved_now } = state;
    let saved = saved.filter(|_| refused.is_empty()).or(saved_now);
    let is_viewing = viewer.viewing_from.is_some();
    let is_aliased = (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()).is_err();
    let editable = sheet.is_editable() && !is_viewing;
    let lead = match (is_aliased, editable) {
        (true, _) => "Your role sees marks without pupils’ names. An alias always stands for the same pupil.",
        (false, true) => "Select a cell and enter a mark.",
        (false, false) => "Marks as they have been entered.",
    };
    let has_marks = !sheet.rows.is_empty() && !sheet.columns.is_empty();
    let content = match (&sheet.listing.group, sheet.rows.is_empty(), sheet.columns.is_empty()) {
        (None, ..) => view! { <NoPupils is_aliased/> }.into_any(),
        (_, true, _) => view! { <NoPupils is_aliased/> }.into_any(),
        (_, _, true) => view! { <NoColumns sheet=sheet.clone()/> }.into_any(),
        _ => view! { <Grid sheet=sheet.clone() typed=refused.clone() editable/> }.into_any(),
    };
    view! {
        {editable.then(|| view! { <FetchAhead island="mark"/> })}
        <PageHeading title=TITLE lead/>
        <Kinds sheet=sheet.clone()/>
        <div class="stack markbook" id="markbook">
            <Panel flush=true>
                <div data-region="mark-choices"><Choices sheet=sheet.clone()/></div>
                <div data-region="mark-notes"><Notes sheet=sheet.clone() role=viewer.role_name() is_viewing refused saved/></div>
                <div class="marks-live" id="marks-live" hidden></div>
                <div data-region="marks" data-go="push">{content}</div>
                {has_marks.then(|| view! { <Exports viewer=viewer.clone() listing=sheet.listing.clone()/> })}
            </Panel>
        </div>
    }
}

/// The message where there is nobody to mark.
#[component]
fn NoPupils(is_aliased: bool) -> impl IntoView {
    let why = if is_aliased {
        "There are no pupils yet, or fewer than five: so few that each could be told from the others."
    } else {
        "Your school's pupils have not been entered yet."
    };
    view! { <EmptyState title="No pupils to show"><p>{why}</p></EmptyState> }
}

/// The message where pupils have nothing of the kind.
#[component]
fn NoColumns(sheet: Sheet) -> impl IntoView {
    let group = sheet.listing.group.as_ref().map(Group::label).unwrap_or_default();
    let kind = sheet.listing.kind.map(|kind| kind.marks()).unwrap_or_default();
    view! {
        <EmptyState title=format!("No {kind} here")>
            <p>{format!("There are no {kind} for the year groups of {group} in this year. Choose another kind, subject or year above.")}</p>
        </EmptyState>
    }
}
