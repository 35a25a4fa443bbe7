//! `/school`: the School view with the Users widget.

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::routes;
use crate::views::{OwnRoles, ProblemView, SchoolPageFrame, UsersWidget};
use crate::widgets::{Loading, PageHeading};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The school at a glance.
#[component]
pub(crate) fn SchoolPage() -> impl IntoView {
    view! { <SchoolPageFrame title="School" body=|viewer| view! { <School viewer/> }.into_any()/> }
}

#[component]
fn School(viewer: Memo<Viewer>) -> impl IntoView {
    let here = Here::get();
    let widget = Resource::new(move || here.changes.get(), |_| api::school_widget());
    let name = Signal::derive(move || viewer.with(|viewer| viewer.settings.name.clone()));
    let lead = Signal::derive(move || viewer.with(|viewer| format!("You are signed in as {}, {}.", viewer.name, viewer.roles.sonar.label())));
    view! {
        <PageHeading title=name lead=lead/>
        <Transition fallback=|| view! { <Loading label="Counting people" rows=4/> }>
            {move || Suspend::new(async move {
                match widget.await {
                    Ok(widget) => view! { <UsersWidget widget grants=viewer.with_untracked(Viewer::grants)/> }.into_any(),
                    Err(Failure(problem)) => view! { <ProblemView problem/> }.into_any(),
                }
            })}
        </Transition>
        <OwnRoles viewer/>
        <p><a href=routes::ROLES>"What every role can do"</a></p>
    }
}
