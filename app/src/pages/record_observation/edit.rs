//! The page that changes an observation. If somebody else saved a change meanwhile, both versions are shown.

use super::submitted::SubmittedObservation;
use super::{Form, FormState, Opening, is_wrong};
use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{AreaNames, Page, answering, in_path, names_of, respond_with, there};
use crate::widgets::{Legend, Notice, NoticeKind, PageHeading};
use domain::access::{Action as _, ChangeObservation};
use domain::id::ObservationId;
use domain::observation::{ChangeResult, Observation, ObservationForm};
use domain::problem::Problem;
use domain::pupil::PupilListing;
use leptos::prelude::*;

const TITLE: &str = "Change an observation";

/// The page that changes an observation.
#[component]
pub(crate) fn EditObservationPage() -> impl IntoView {
    let id = in_path("observation", ObservationId::parse);
    let sent = posted().map(|pairs: Vec<_>| SubmittedObservation::read(&pairs));
    let page = answering(sent, move |sent, redirector| async move {
        let id = there(id)?;
        Ok((id, open(id, sent, &redirector).await?))
    });
    Page::new(TITLE, page)
        .rule(|viewer| {
            // Whose it is, the page finds out.
            (ChangeObservation { rules: &viewer.rules(), author: viewer.member }).check(&viewer.grants())
        })
        .wrong(|(_, state)| is_wrong(state))
        .show(|_, (id, state)| {
            state.map(|state| {
                let here = routes::observation(id);
                let meanwhile = state.meanwhile.clone();
                view! {
                    <PageHeading title=TITLE back=here.clone() back_label="Observation" actions=|| view! { <Legend/> }/>
                    {meanwhile.map(|observation| view! { <ChangedByOthers observation/> })}
                    <Form state action=routes::edit_observation(id) cancel=here save="Save changes"/>
                }
            })
        })
}

/// Saves a posted form and leads to the observation; otherwise fills the form in.
async fn open(
    id: ObservationId,
    sent: Option<SubmittedObservation>,
    redirector: &Redirector,
) -> Result<Opening, Failure> {
    let now = api::find_observation(id).await?;
    now.may_change.map_err(|denial| Failure(Problem::from(denial)))?;
    let Some(SubmittedObservation { form, listing, saves }) = sent else {
        let draft = api::take_observation_draft(Some(id)).await.ok().flatten();
        let is_kept = draft.is_some();
        let form = draft.unwrap_or_else(|| form_of(&now));
        return Ok(Some(FormState {
            is_kept,
            is_unsaved: is_kept,
            ..FormState::new(form, PupilListing::default()).await?
        }));
    };
    if !saves {
        return Ok(Some(FormState { is_unsaved: true, ..FormState::new(form, listing).await? }));
    }
    match api::change_observation(id, form.clone()).await {
        Ok(ChangeResult::Saved) => {
            redirector.go(&routes::done(&routes::observation(id), "saved"));
            Ok(None)
        }
        Ok(ChangeResult::ChangedMeanwhile(now)) => {
            let form = ObservationForm { version: now.version, ..form };
            Ok(Some(FormState { meanwhile: Some(*now), is_unsaved: true, ..FormState::new(form, listing).await? }))
        }
        Err(Failure(problem)) => {
            Ok(Some(FormState { problem: Some(problem), is_unsaved: true, ..FormState::new(form, listing).await? }))
        }
    }
}

fn form_of(observation: &Observation) -> ObservationForm {
    ObservationForm {
        text: observation.text.clone(),
        observed_on: observation.observed_on.to_string(),
        areas: observation.areas.iter().map(|area| area.code().to_owned()).collect(),
        children: observation.children.iter().map(|child| child.pupil.to_string()).collect(),
        form_key: String::new(),
        version: observation.version,
    }
}

/// What somebody else saved. Below it stands what the reader typed, which replaces it if they save again.
#[component]
fn ChangedByOthers(observation: Observation) -> impl IntoView {
    respond_with(&Problem::Form(Vec::new()));
    let title = match &observation.changed {
        Some((by, at)) => format!("{by} changed this observation {}", at.in_sentence()),
        None => "Somebody changed this observation".to_owned(),
    };
    view! {
        <Notice kind=NoticeKind::Warning title takes_focus=true>
            <p>"Nothing of yours was saved yet. This is what it says now:"</p>
            <p>{names_of(&observation.children)} ", " {observation.observed_on.words()}</p>
            <p class="observation-text">{observation.text}</p>
            <AreaNames areas=observation.areas/>
            <p>"What you typed is below. Take over what you want to keep, then save: it replaces the above."</p>
        </Notice>
    }
}
