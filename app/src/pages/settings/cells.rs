//! Saving the school's answers for cells that are to be confirmed.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{Answers, CellsToConfirm};
use domain::catalogue::Feature;
use domain::permission::Confirmations;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Saves the answers that differ from what the school has confirmed.
///
/// # Errors
/// Why an answer was not saved. Earlier answers have been saved by then.
pub(super) async fn confirm(confirmed: &Confirmations, code: &str, answers: Answers) -> Result<(), Failure> {
    let Some(feature) = Feature::from_code(code) else {
        // A code that none of the page's forms sends gets the server's own answer.
        return api::confirm_cell(code.to_owned(), String::new(), None).await.map(drop);
    };
    for (role, say) in answers {
        if confirmed.get(feature, role) != say {
            api::confirm_cell(code.to_owned(), role.code().to_owned(), say).await?;
        }
    }
    Ok(())
}

/// The table, with the row open that the address names.
#[component]
pub(super) fn Cells(viewer: Viewer) -> impl IntoView {
    let (open, saved) = use_query_map().with_untracked(|query| {
        (query.get_str("feature").and_then(Feature::from_code), query.get_str("confirmed").is_some())
    });
    view! {
        <section class="stack" id="cells">
            <h2>"Permissions awaiting confirmation"</h2>
            <CellsToConfirm grants=viewer.grants() roles=viewer.settings.roles open saved address=routes::cells_to_confirm/>
        </section>
    }
}
