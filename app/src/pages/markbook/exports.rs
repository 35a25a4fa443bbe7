//! Taking the page out as a file, for readers who may.

use crate::routes;
use crate::widgets::{ButtonKind, LinkButton};
use domain::access::{Action as _, ExportMarks};
use domain::assessment::{MarkKind, SheetListing};
use domain::viewer::Viewer;
use leptos::prelude::*;

#[component]
pub(super) fn Exports(viewer: Viewer, listing: SheetListing) -> impl IntoView {
    let rules = &viewer.rules();
    let kind = listing.kind.unwrap_or(MarkKind::Summative);
    let may = (ExportMarks { rules, kind, pupils: 0 }).check(&viewer.grants()).is_ok() && viewer.viewing_from.is_none();
    may.then(|| {
        let links = routes::EXPORT_FORMATS
            .map(|(ending, label)| {
                let href = routes::marks_file(&listing, ending);
                view! { <LinkButton href kind=ButtonKind::Secondary>{format!("Export as {label}")}</LinkButton> }
            })
            .collect_view();
        view! { <div class="panel-text exports" data-region="mark-exports">{links}</div> }
    })
}
