//! Saving what the school says of cells that are to be confirmed.

use super::Trouble;
use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{Answers, CellsToConfirm, Saving};
use domain::catalogue::Feature;
use domain::permission::Confirmations;
use domain::school::SchoolSettings;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page with a row of cells open, or with none.
pub(super) fn address(row: Option<Feature>) -> String {
    match row {
        Some(row) => format!("{}?feature={}", routes::SETTINGS, row.code()),
        None => routes::SETTINGS.to_owned(),
    }
}

/// Saves those of the answers that differ from what the school has confirmed. Gives the settings as they are then;
/// `None` when nothing differed.
pub(super) async fn confirm(
    confirmed: &Confirmations,
    code: &str,
    answers: Answers,
) -> Result<Option<SchoolSettings>, Failure> {
    let Some(feature) = Feature::from_code(code) else {
        // Whoever sends what no form of ours has gets the server's own answer.
        return api::confirm_cell(code.to_owned(), String::new(), None).await.map(Some);
    };
    let mut settings = None;
    for (role, say) in answers {
        if confirmed.get(feature, role) != say {
            settings = Some(api::confirm_cell(code.to_owned(), role.code().to_owned(), say).await?);
        }
    }
    Ok(settings)
}

/// The table, and what happens to the rows that are sent off.
#[component]
pub(super) fn Cells(viewer: Memo<Viewer>) -> impl IntoView {
    let query = use_query_map();
    let open = Memo::new(move |_| query.with(|query| query.get_str("feature").and_then(Feature::from_code)));
    let attempt = Action::new_local(move |(feature, answers, confirmed): &(Feature, Answers, Confirmations)| {
        let (feature, answers, confirmed) = (*feature, answers.clone(), confirmed.clone());
        async move { confirm(&confirmed, &feature.code(), answers).await.map(|settings| (feature, settings)) }
    });
    // What was just saved is known here before the stream tells everybody.
    let confirmations = Memo::new(move |_| {
        viewer.with(|viewer| {
            attempt.value().with(|value| match value {
                Some(Ok((_, Some(settings)))) if settings.change_no > viewer.settings.change_no => {
                    settings.confirmations.clone()
                }
                _ => viewer.settings.confirmations.clone(),
            })
        })
    });
    let saved = Signal::derive(move || {
        attempt.value().with(|value| match value {
            Some(Ok((feature, _))) => Some(*feature),
            Some(Err(_)) => None,
            None => open.get().filter(|_| query.with(|query| query.get_str("confirmed").is_some())),
        })
    });
    let saving = Saving {
        save: Callback::new(move |(feature, answers)| {
            attempt.dispatch_local((feature, answers, confirmations.get_untracked()));
        }),
        busy: attempt.pending().into(),
        saved,
    };
    let trouble = move || attempt.value().with(|value| value.as_ref().and_then(|value| value.as_ref().err().cloned()));
    let grants = Memo::new(move |_| viewer.with(Viewer::grants));
    view! {
        <section class="stack" id="cells">
            <h2>"Cells to be confirmed"</h2>
            {move || trouble().map(|Failure(problem)| view! { <Trouble problem/> })}
            {move || view! { <CellsToConfirm grants=grants.get() confirmations open address saving/> }}
        </section>
    }
}
