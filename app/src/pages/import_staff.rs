//! `/users/import` and `/users/import/…`: importing a list of staff from the school's MIS. The pages are drawn by the
//! server alone: every decision is sent with the page's form. What a list means and what it changes is decided by
//! `domain::import`.

mod columns;
mod done;
mod preview;
mod questions;
mod roles;
mod rows;
mod shape;
mod submitted;
mod upload;

use crate::api;
use crate::failure::Failure;
use crate::platform;
use crate::posted::{posted, posted_file};
use crate::routes;
use crate::views::{Page, answering, in_path, there};
use crate::widgets::PageHeading;
use columns::Columns;
use domain::access::{Action as _, ImportStaff};
use domain::id::ImportId;
use domain::import::{ChangedCount, ImportListing, ImportPage as Found, ImportStage, PreviewFilter, RowOutcome};
use domain::problem::Problem;
use domain::viewer::Viewer;
use done::ImportResult;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use preview::Preview;
use shape::ReadingDetails;
use submitted::SubmittedImport;
use upload::UploadList;

/// The page that uploads a list, with the earlier imports.
#[component]
pub(crate) fn ImportsPage() -> impl IntoView {
    let page = answering(posted_file(), |file, redirector| async move {
        let Some(file) = file else { return Ok(None) };
        Ok(match platform::upload_list(file).await {
            Ok(import) => {
                redirector.go(&routes::import(import));
                None
            }
            Err(Failure(problem)) => Some(problem),
        })
    });
    Page::new("Import staff", page)
        .rule(|viewer| ImportStaff.check(&viewer.grants()))
        .wrong(|problem| matches!(problem, Some(Problem::Form(_))))
        .show(|_, problem| view! { <UploadList problem/> })
}

/// The page of one import, at the stage it has reached.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let import = in_path("import", ImportId::parse);
    let (listing, moved) = use_query_map().with_untracked(|query| {
        let listing = ImportListing {
            shown: query.get_str("show").and_then(PreviewFilter::from_code),
            page: query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or(1),
            columns: query.get_str("columns").is_some(),
            outcome: query.get_str("outcome").and_then(RowOutcome::from_code),
        };
        let moved = query.get_str("moved").unwrap_or_default().split('_').filter_map(ChangedCount::from_code).collect();
        (listing, query.get_str("again").map(|_| moved))
    });
    let page = answering(posted::<Vec<(String, String)>>(), move |sent, redirector| async move {
        let import = there(import)?;
        let problem = match &sent {
            Some(pairs) => SubmittedImport::read(pairs).answer(import, listing, &redirector).await,
            None => None,
        };
        let shown = ImportListing { columns: listing.columns || is_columns(sent.as_deref()), ..listing };
        let page = api::look_at_import(import, shown).await?;
        Ok((page, problem, sent.unwrap_or_default()))
    });
    Page::new("Import staff", page)
        .rule(|viewer| ImportStaff.check(&viewer.grants()))
        .wrong(|(_, problem, _)| matches!(problem, Some(Problem::Form(_))))
        .show(move |viewer, (page, problem, sent)| view! { <Import viewer page problem sent moved/> })
}

/// Whether the posted form is the column form, whose errors are shown for correction.
fn is_columns(sent: Option<&[(String, String)]>) -> bool {
    sent.is_some_and(|pairs| {
        pairs.iter().any(|(key, value)| key == "then" && matches!(value.as_str(), "columns" | "read"))
    })
}

#[component]
fn Import(
    viewer: Viewer,
    page: Found,
    problem: Option<Problem>,
    sent: Vec<(String, String)>,
    moved: Option<Vec<ChangedCount>>,
) -> impl IntoView {
    let lead = format!("{}, uploaded by {} ({})", page.file.words(), page.by, page.at.text);
    let title = match &page.stage {
        ImportStage::Columns(_) => "Match the columns",
        ImportStage::Preview(_) => "Check what would change",
        ImportStage::Done(_) => "Import finished",
    };
    let id = page.id;
    let body = match page.stage {
        ImportStage::Columns(view) => view! { <ReadingDetails id open=true/> <Columns id view problem sent/> }.into_any(),
        ImportStage::Preview(view) => {
            view! { <ReadingDetails id open=false/> <Preview id grants=viewer.grants() school=viewer.settings.roles view=*view problem moved/> }
                .into_any()
        }
        ImportStage::Done(view) => view! { <ImportResult id view=*view school=viewer.settings.roles/> }.into_any(),
    };
    view! {
        <PageHeading title=title lead=lead back=routes::IMPORTS back_label="Import staff"/>
        <div class="stack">{body}</div>
    }
}
