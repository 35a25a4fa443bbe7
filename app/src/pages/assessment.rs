//! `/settings/assessment`: how the school assesses. Works without scripts, like the other settings.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, answering, listed, respond_with};
use crate::widgets::{
    ButtonKind, Checkbox, Checkboxes, Choice, ErrorSummary, Fields, FormActions, LinkButton, Notice, NoticeKind,
    PageHeading, Panel, RadioCards, Stamp, SubmitButton, TextArea, TextField,
};
use domain::access::{Action as _, SetUpAssessment};
use domain::assessment::{HalfTerm, ObjectiveSet, Subject, SummativeSet};
use domain::form::assessment::AssessmentForm;
use domain::problem::{FieldError, Problem};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// The form, and what is wrong with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct AssessmentState {
    form: AssessmentForm,
    errors: Vec<FieldError>,
}

/// The settings of the markbook.
#[component]
pub(crate) fn AssessmentPage() -> impl IntoView {
    let page =
        answering(
            posted::<AssessmentForm>(),
            |sent, redirector: Redirector| async move { open(sent, &redirector).await },
        );
    Page::new("Assessment settings", page)
        .rule(|viewer| (SetUpAssessment { rules: &viewer.rules() }).check(&viewer.grants()))
        .wrong(|state| !state.errors.is_empty())
        .show(|_, state| view! { <Assessment state/> })
}

async fn open(sent: Option<AssessmentForm>, redirector: &Redirector) -> Result<AssessmentState, Failure> {
    let settings = api::get_assessment().await?;
    let Some(form) = sent else {
        return Ok(AssessmentState { form: AssessmentForm::of(&settings), errors: Vec::new() });
    };
    match api::set_up_assessment(form.clone()).await {
        Ok(()) => {
            redirector.go(&routes::saved(routes::ASSESSMENT));
            Ok(AssessmentState { form, errors: Vec::new() })
        }
        Err(Failure(Problem::Form(errors))) => Ok(AssessmentState { form, errors }),
        Err(failure) => Err(failure),
    }
}

#[component]
fn Assessment(state: AssessmentState) -> impl IntoView {
    let AssessmentState { form, errors } = state;
    if !errors.is_empty() {
        respond_with(&Problem::Form(errors.clone()));
    }
    let is_saved = use_query_map().with_untracked(|query| query.get_str("saved").is_some()) && errors.is_empty();
    let error = |field: &str| Signal::stored(FieldError::at(&errors, field));
    let [wrong_codes, wrong_own, wrong_objectives, wrong_subjects] =
        ["codes", "own_codes", "objectives", "subjects"].map(error);
    let starts = HalfTerm::ALL
        .into_iter()
        .skip(1)
        .map(|half_term| {
            let field = AssessmentForm::start_field(half_term);
            let (value, error) = (form.start(half_term).to_owned(), error(&field));
            view! { <TextField id=field.clone() name=field label=half_term.label() required=true value error autocomplete="off"/> }
        })
        .collect_view();
    let subjects = Subject::ALL
        .iter()
        .map(|subject| {
            let field = AssessmentForm::subject_field(*subject);
            let checked = Signal::stored(form.marks(*subject));
            view! { <Checkbox id=field.clone() name=field label=subject.label() value="on" checked/> }
        })
        .collect_view();
    view! {
        <PageHeading title="Assessment settings" back=routes::SETTINGS back_label="School settings"
            lead="What teachers enter in the markbook. Marks that were entered stay as they are."/>
        <div class="stack">
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            {is_saved.then(|| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>"The assessment settings are saved. The markbook follows them now; you can change them again here."</p></Notice> })}
            <Panel>
                <form method="post" action=routes::ASSESSMENT data-guard novalidate>
                    <Stamp/>
                    <RadioCards id="codes" name="codes" legend="Codes for summative marks" options=sets() value=form.codes.clone()
                        error=wrong_codes required=true small=true/>
                    <TextArea id="own_codes" name="own_codes" label="Your school's own codes" value=form.own_codes.clone() error=wrong_own plain=true
                        hint="Only for your own codes: one on each line with its meaning, the lowest first, like EXS: At the expected standard."/>
                    <RadioCards id="objectives" name="objectives" legend="Objectives for formative judgements" options=objectives()
                        value=form.objectives.clone() error=wrong_objectives required=true small=true/>
                    <Checkboxes id="subjects" legend="Subjects" hint="Marks of a subject that you untick are kept, and shown again when you tick it." error=wrong_subjects>
                        {subjects}
                    </Checkboxes>
                    <h2>"When half-terms begin"</h2>
                    <p class="hint">"Autumn 1 begins on 1 September. Marks can be entered from the first day of their half-term."</p>
                    <Fields>{starts}</Fields>
                    <FormActions>
                        <SubmitButton label="Save settings"/>
                        <LinkButton href=routes::SETTINGS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
        </div>
    }
}

fn sets() -> Vec<Choice> {
    let choice = |set: SummativeSet| {
        let codes: Vec<_> = set.codes().iter().map(|code| format!("{} {}", code.code, code.label)).collect();
        Choice::new(set.code(), set.label()).hint(codes.join(", "))
    };
    [SummativeSet::AgeRelated, SummativeSet::Standards, SummativeSet::Own(Vec::new())].map(choice).into()
}

fn objectives() -> Vec<Choice> {
    ObjectiveSet::ALL.map(|set| Choice::new(set.code(), set.label())).into()
}
