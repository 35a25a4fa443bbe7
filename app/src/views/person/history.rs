//! The latest entries of a person's history.

use crate::api;
use crate::routes;
use crate::views::{AuditTable, loaded, loading};
use crate::widgets::{ButtonKind, LinkButton, Panel};
use domain::audit::LatestHistory;
use domain::id::MemberId;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The latest entries and a link to the rest, or the reason why the reader may not see them.
#[component]
pub(crate) fn HistoryPart(member: MemberId, viewer: Viewer) -> impl IntoView {
    let found = loading(move || api::latest_done_to(member));
    let help_contact = viewer.settings.help_contact;
    view! {
        <Panel title="History" id="history" flush=true>
            {loaded(found, help_contact, move |latest| view! { <div data-region="history"><LatestChanges member latest/></div> })}
        </Panel>
    }
}

#[component]
fn LatestChanges(member: MemberId, latest: LatestHistory) -> impl IntoView {
    match latest.rows {
        Err(why) => view! { <p class="panel-text soft">{why.sentence()}</p> }.into_any(),
        Ok(rows) => {
            let text = match latest.total {
                total if total > rows.len() as u64 => format!("See all {total} entries and every role they have had"),
                _ => "See every role they have had".to_owned(),
            };
            view! {
                <AuditTable caption="Latest history" rows/>
                <div class="panel-text">
                    <LinkButton href=routes::history(member, 1) kind=ButtonKind::Quiet>{text}</LinkButton>
                </div>
            }
            .into_any()
        }
    }
}
