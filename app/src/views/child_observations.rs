//! The latest observations of a child, as a part of any page about them. It fetches them itself.

use super::{ObservationLines, after, loading};
use crate::api;
use crate::failure::Failure;
use crate::limits;
use crate::routes;
use crate::widgets::{ButtonKind, Cluster, LinkButton, Panel};
use domain::access::{Action as _, CreateObservation};
use domain::id::PupilId;
use domain::observation::{ObservationListing, ObservationPage, VisibleObservations};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The latest observations of a child, with the way to all of them and to recording another.
#[component]
pub(crate) fn ChildObservations(
    /// The child.
    child: PupilId,
    /// The reader.
    viewer: Viewer,
    /// Whether more can be recorded: nothing is about a child who has left.
    #[prop(default = true)]
    takes_more: bool,
) -> impl IntoView {
    let listing = ObservationListing { child: Some(child), ..ObservationListing::default() };
    let all = routes::observations(&listing);
    let page = loading(move || api::list_observations(listing.clone()));
    let may_record = takes_more && (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants()).is_ok();
    after(page, move |page| match page {
        Ok(ObservationPage {
            observations: VisibleObservations::Named(mut lines), child: Some(name), total, ..
        }) => {
            lines.truncate(limits::CHILD_OBSERVATIONS);
            let latest = match lines.is_empty() {
                true => view! { <p class="soft">"No observations yet."</p> }.into_any(),
                false => view! { <ObservationLines lines/> }.into_any(),
            };
            let more = (total > 0).then(|| {
                view! { <LinkButton href=all kind=ButtonKind::Secondary>{format!("All observations of {name}")}</LinkButton> }
            });
            let record = may_record.then(|| {
                let href = routes::record_about(child);
                view! { <LinkButton href kind=ButtonKind::Secondary>"Record an observation"</LinkButton> }
            });
            view! {
                <Panel title="Latest observations" id="observations">
                    <div data-region="child-observations">{latest}</div>
                    <Cluster>{more} {record}</Cluster>
                </Panel>
            }
            .into_any()
        }
        // Readers who may not know the child are shown nothing that begins with a name.
        Ok(_) => ().into_any(),
        Err(Failure(problem)) => view! { <p class="reason">{problem.sentence()}</p> }.into_any(),
    })
}
