//! `/observations/new` and `/observations/…/edit`: the form of an observation, as plain pages. Searching for children and
//! saving both send the form, and it comes back with everything that was typed and ticked.

mod children;
mod edit;
mod fields;
mod submitted;

pub(crate) use edit::EditObservationPage;

use crate::api;
use crate::failure::Failure;
use crate::platform;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{FormProblem, KeptNotice, Page, answering, in_query};
use crate::widgets::{ButtonKind, FormActions, Legend, LinkButton, PageHeading, Panel, Stamp, SubmitButton};
use children::Children;
use domain::access::{Action as _, CreateObservation};
use domain::id::{FormKey, PupilId};
use domain::observation::{ChildrenToObserve, Observation, ObservationForm};
use domain::problem::{FieldError, Problem};
use domain::pupil::PupilListing;
use fields::ObservationFields;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use submitted::{SAVE, STEP, SubmittedObservation};

const TITLE: &str = "Record an observation";

/// The state of the form; nothing once it was saved, because another page follows.
type Opening = Option<FormState>;

/// The state of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct FormState {
    form: ObservationForm,
    choices: ChildrenToObserve,
    /// Why nothing was saved.
    problem: Option<Problem>,
    /// Whether the content comes from a draft, kept when a session ended.
    is_kept: bool,
    /// Whether it differs from what is saved although nothing was typed since it was drawn.
    is_unsaved: bool,
    /// What somebody else saved meanwhile.
    meanwhile: Option<Observation>,
}

impl FormState {
    /// The form with the children to choose from.
    async fn new(form: ObservationForm, listing: PupilListing) -> Result<Self, Failure> {
        let ticked = form.children.iter().filter_map(|id| PupilId::parse(id)).collect();
        let choices = api::find_children_to_observe(listing, ticked).await?;
        Ok(Self { form, choices, problem: None, is_kept: false, is_unsaved: false, meanwhile: None })
    }

    fn errors(&self) -> Vec<FieldError> {
        match &self.problem {
            Some(Problem::Form(errors)) => errors.clone(),
            _ => Vec::new(),
        }
    }
}

/// The page that records an observation.
#[component]
pub(crate) fn RecordObservationPage() -> impl IntoView {
    let child = in_query(routes::ABOUT_CHILD).as_deref().and_then(PupilId::parse);
    let sent = posted().map(|pairs: Vec<_>| SubmittedObservation::read(&pairs));
    let page = answering(sent, move |sent, redirector| async move { open(sent, child, &redirector).await });
    Page::new(TITLE, page)
        .rule(|viewer| (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants()))
        .wrong(is_wrong)
        .show(|_, state| {
            state.map(|state| {
                view! {
                    <PageHeading title=TITLE back=routes::OBSERVATIONS back_label="Observations" actions=|| view! { <Legend/> }
                        lead="Say what you saw and heard. You can add photos once it is recorded."/>
                    <Form state action=routes::RECORD.to_owned() cancel=routes::OBSERVATIONS.to_owned() save="Record it"/>
                }
            })
        })
}

/// The form that was posted, for its draft.
pub(crate) fn typed(body: &[u8]) -> Option<ObservationForm> {
    Some(SubmittedObservation::read(&platform::read_form::<Vec<(String, String)>>(body)?).form)
}

/// Records a posted form and leads to the observation, or looks for a draft.
async fn open(
    sent: Option<SubmittedObservation>,
    child: Option<PupilId>,
    redirector: &Redirector,
) -> Result<Opening, Failure> {
    let is_sent = sent.is_some();
    let draft = match is_sent {
        true => None,
        false => api::take_observation_draft(None).await.ok().flatten(),
    };
    let is_kept = draft.is_some();
    let SubmittedObservation { mut form, listing, saves } = match (sent, draft) {
        (Some(sent), _) => sent,
        (None, Some(form)) => SubmittedObservation { form, ..SubmittedObservation::default() },
        (None, None) => {
            let children = child.iter().map(ToString::to_string).collect();
            let form = ObservationForm { children, ..ObservationForm::default() };
            SubmittedObservation { form, ..SubmittedObservation::default() }
        }
    };
    if FormKey::parse(&form.form_key).is_none() {
        form.form_key = platform::new_form_key();
    }
    let problem = match saves {
        true => match api::create_observation(form.clone()).await {
            Ok(id) => {
                redirector.go(&routes::done(&routes::observation(id), "recorded"));
                return Ok(None);
            }
            Err(Failure(problem)) => Some(problem),
        },
        false => None,
    };
    let is_unsaved = is_sent || is_kept;
    let mut state = FormState { problem, is_kept, is_unsaved, ..FormState::new(form, listing).await? };
    if !is_sent && !is_kept {
        state.form.observed_on = state.choices.days.today.to_string();
    }
    Ok(Some(state))
}

fn is_wrong(state: &Opening) -> bool {
    state.as_ref().is_some_and(|state| matches!(state.problem, Some(Problem::Form(_))))
}

/// The form, and why it was not saved.
#[component]
fn Form(
    state: FormState,
    /// The address it is sent to.
    action: String,
    /// Where *Cancel* leads.
    cancel: String,
    /// The label of the button that saves it.
    save: &'static str,
) -> impl IntoView {
    let errors = state.errors();
    let FormState { form, choices, problem, is_kept, is_unsaved, .. } = state;
    let days = choices.days;
    view! {
        <div class="stack">
            <KeptNotice is_kept/>
            <FormProblem problem/>
            <Panel>
                <form method="post" action=action novalidate data-guard data-unsaved=is_unsaved.then_some("")>
                    <Stamp/>
                    <input type="hidden" name="form_key" value=form.form_key.clone()/>
                    <input type="hidden" name="version" value=form.version.to_string()/>
                    <Children choices ticked=form.children.clone() errors=errors.clone()/>
                    <ObservationFields form days errors/>
                    <FormActions>
                        <SubmitButton label=save name=STEP value=SAVE/>
                        <LinkButton href=cancel kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
        </div>
    }
}
