//! `/settings/attributes`: what the school wants to know of its people.

mod fields;
mod list;
mod sent;

pub(super) use fields::DefinitionFields;

use crate::api;
use crate::failure::Failure;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame, listed, say};
use crate::widgets::{
    Empty, ErrorSummary, FormActions, Legend, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::access::{Action as _, ManageAttributes};
use domain::attribute::{AttributeForm, AttributeRow};
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::{Asked, Retired};
use sent::{Outcome, Sent};

const TITLE: &str = "Attributes";

/// The school's attributes, for its Account Owner and Account Admins.
#[component]
pub(crate) fn AttributesPage() -> impl IntoView {
    let onward = Onward::new();
    let sent: Option<Sent> = posted();
    let page = Resource::new(
        || (),
        move |()| {
            let (sent, onward) = (sent.clone(), onward.clone());
            async move {
                let outcome = match sent {
                    Some(sent) => sent.act(&onward).await,
                    None => None,
                };
                (outcome, api::list_attributes().await)
            }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let (outcome, rows) = page.await;
                let wrong = outcome.as_ref().is_some_and(|outcome| matches!(outcome.problem, Problem::Form(_)));
                view! {
                    <SchoolPageFrame title=TITLE wrong body=move |viewer| view! { <Guarded viewer outcome rows/> }.into_any()/>
                }
            })}
        </Suspense>
    }
}

#[component]
fn Guarded(viewer: Viewer, outcome: Option<Outcome>, rows: Result<Vec<AttributeRow>, Failure>) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    match (ManageAttributes.check(&viewer.grants()), rows) {
        (Err(denial), _) => view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any(),
        (_, Err(Failure(problem))) => view! { <ProblemView problem help_contact/> }.into_any(),
        (Ok(()), Ok(rows)) => view! { <Attributes outcome rows/> }.into_any(),
    }
}

#[component]
fn Attributes(outcome: Option<Outcome>, rows: Vec<AttributeRow>) -> impl IntoView {
    let done = use_query_map().with_untracked(|query| query.get("done")).filter(|_| outcome.is_none());
    let done = done.as_deref().and_then(sent::done);
    let (form, problem) = match outcome {
        Some(Outcome { typed, problem }) => (typed, Some(problem)),
        None => (None, None),
    };
    if let Some(problem) = &problem {
        say(problem);
    }
    // What is wrong with the fields is said beside them.
    let (errors, trouble) = match (&form, problem) {
        (Some(_), Some(Problem::Form(errors))) => (errors, None),
        (_, problem) => (Vec::new(), problem),
    };
    let (retired, asked): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.attribute.is_retired);
    let list =
        if asked.is_empty() { view! { <Suggestion/> }.into_any() } else { view! { <Asked rows=asked/> }.into_any() };
    view! {
        <PageHeading title=TITLE back=routes::SETTINGS back_label="School settings"
            lead="What your school wants to know of its people. They are filled in person by person, and Users can be filtered by them."/>
        <div class="stack">
            {done.map(|text| view! { <Notice kind=NoticeKind::Success><p>{text}</p></Notice> })}
            {trouble.map(|problem| view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            })}
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            <Panel flush=true>
                <div data-region="asked">{list}</div>
            </Panel>
            <Panel title="Add an attribute" id="add">
                <form method="post" action=routes::ATTRIBUTES novalidate>
                    <Stamp/>
                    <Legend/>
                    <DefinitionFields form=form.unwrap_or_default() errors/>
                    <FormActions><SubmitButton label="Add attribute"/></FormActions>
                </form>
            </Panel>
            <div data-region="retired">{(!retired.is_empty()).then(|| view! { <Retired rows=retired/> })}</div>
        </div>
        <form id=list::FORM method="post" action=routes::ATTRIBUTES><Stamp/></form>
    }
}

/// The first day of a school.
#[component]
fn Suggestion() -> impl IntoView {
    let names = domain::attribute::suggested().map(|AttributeForm { name, .. }| name).join(", ");
    view! {
        <Empty title="No attributes yet">
            <p>{format!("Many schools begin with these: {names}. You can change them afterwards.")}</p>
            <div class="actions">
                <button type="submit" class="button button-primary" form=list::FORM name="suggested" value="1">"Add these three"</button>
            </div>
        </Empty>
    }
}
