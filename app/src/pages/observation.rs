//! `/observations/…`: one observation with its photos; sharing it with home, and deleting it. What is posted is read in
//! `observation/submitted.rs`. Recording and changing observations belongs to `pages::record_observation`, the list of
//! them to `pages::observations`.

mod photos;
mod sharing;
mod submitted;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{AreaNames, ChildObservations, FormProblem, Page, answering, in_path, in_query, names_of, there};
use crate::widgets::{
    ButtonKind, Definition, Definitions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::access::{Action as _, NamePupils};
use domain::id::ObservationId;
use domain::observation::Observation;
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use photos::Photos;
use serde::{Deserialize, Serialize};
use sharing::Sharing;
use submitted::SubmittedAct;

const TITLE: &str = "Observation";

/// The state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ObservationPageState {
    observation: Observation,
    /// Why what was posted was not done.
    problem: Option<Problem>,
}

/// The page of an observation.
#[component]
pub(crate) fn ObservationPage() -> impl IntoView {
    let id = in_path("observation", ObservationId::parse);
    let sent = posted().and_then(|pairs: Vec<_>| SubmittedAct::read(&pairs));
    let page = answering(sent, move |sent: Option<SubmittedAct>, redirector| async move {
        let id = there(id)?;
        let problem = match sent {
            Some(sent) => match sent.carry_out(id).await {
                Ok(next) => {
                    redirector.go(&next);
                    // Nothing more is drawn, and after deleting there is nothing to draw.
                    return Ok(None);
                }
                Err(failure) => Some(failure.0),
            },
            None => None,
        };
        Ok(Some(ObservationPageState { observation: api::find_observation(id).await?, problem }))
    });
    Page::new(TITLE, page)
        .rule(|viewer| (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()))
        .titled(|state| {
            let about = state.as_ref().map(|state| names_of(&state.observation.children));
            about.map_or_else(|| TITLE.to_owned(), |names| format!("{TITLE} of {names}"))
        })
        .show(|viewer, state| state.map(|state| view! { <ObservationView viewer state/> }))
}

#[component]
fn ObservationView(viewer: Viewer, state: ObservationPageState) -> impl IntoView {
    let ObservationPageState { observation, problem } = state;
    let done = in_query("done").filter(|_| problem.is_none()).as_deref().and_then(submitted::done);
    let edit = observation.may_change.is_ok().then(|| routes::edit_observation(observation.id));
    let actions =
        move || edit.clone().map(|href| view! { <LinkButton href kind=ButtonKind::Secondary>"Change it"</LinkButton> });
    let others = match observation.children.as_slice() {
        [child] => Some(child.pupil),
        _ => None,
    };
    let (facts, text, areas) = (observation.clone(), observation.text.clone(), observation.areas.clone());
    let lead = format!("{}, recorded by {}.", observation.observed_on.words(), observation.author);
    view! {
        <PageHeading title=names_of(&observation.children) lead back=routes::OBSERVATIONS back_label="Observations" actions/>
        <div class="stack">
            {done.map(|text| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{text}</p></Notice> })}
            <FormProblem problem/>
            <Panel title="What was observed">
                <p class="observation-text">{text}</p>
                <AreaNames areas/>
                <Facts observation=facts/>
            </Panel>
            <Photos observation=observation.clone()/>
            <Sharing observation=observation.clone()/>
            {others.map(|child| view! { <ChildObservations child viewer/> })}
            <Delete observation/>
        </div>
    }
}

/// Who recorded and changed it, and when.
#[component]
fn Facts(observation: Observation) -> impl IntoView {
    let changed = observation.changed.map(|(by, at)| {
        view! { <Definition name="Changed">{at.text} ", by " <bdi>{by}</bdi></Definition> }
    });
    view! {
        <Definitions>
            <Definition name="Recorded">{observation.created.text} ", by " <bdi>{observation.author}</bdi></Definition>
            {changed}
        </Definitions>
    }
}

/// Asks before the observation is deleted, because that cannot be undone.
#[component]
fn Delete(observation: Observation) -> impl IntoView {
    observation.may_change.is_ok().then(|| {
        view! {
            <details class="photo-remove">
                <summary>"Delete this observation"</summary>
                <form method="post" action=routes::observation(observation.id)>
                    <Stamp/>
                    <p>"Delete the observation of " <bdi>{names_of(&observation.children)}</bdi> " with its photos? It is deleted for good. An email that was sent cannot be called back."</p>
                    <SubmitButton label="Yes, delete it" kind=ButtonKind::Danger name=submitted::ACT value=submitted::DELETE/>
                </form>
            </details>
        }
    })
}
