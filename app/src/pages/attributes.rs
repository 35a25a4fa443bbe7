//! `/settings/attributes`: the attributes that the school records about its people: adding, ordering and retiring them.
//! Editing one is a page of its own; filling in a person's values belongs to the page of the person.

mod fields;
mod list;
mod submitted;

pub(super) use fields::DefinitionFields;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{Page, answering, in_query, listed, respond_with};
use crate::widgets::{
    EmptyState, ErrorSummary, FormActions, Legend, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::access::{Action as _, ManageAttributes};
use domain::attribute::{AttributeForm, AttributeRow};
use domain::id::AttributeId;
use domain::problem::Problem;
use leptos::prelude::*;
use list::{AttributesInUse, RetiredAttributes};
use submitted::{AttributeFormFailure, SubmittedAttribute};

const TITLE: &str = "Attributes";

/// The school's attributes, for its Account Owner and Account Admins.
#[component]
pub(crate) fn AttributesPage() -> impl IntoView {
    let page = answering(posted::<SubmittedAttribute>(), |sent, redirector| async move {
        let outcome = match sent {
            Some(sent) => sent.act(&redirector).await,
            None => None,
        };
        Ok((outcome, api::list_attributes().await?))
    });
    Page::new(TITLE, page)
        .rule(|viewer| ManageAttributes.check(&viewer.grants()))
        .wrong(|(outcome, _)| matches!(outcome, Some(AttributeFormFailure { problem: Problem::Form(_), .. })))
        .show(|_, (outcome, rows)| view! { <Attributes outcome rows/> })
}

#[component]
fn Attributes(outcome: Option<AttributeFormFailure>, rows: Vec<AttributeRow>) -> impl IntoView {
    let done = in_query("done").filter(|_| outcome.is_none());
    let about = in_query(routes::ABOUT).as_deref().and_then(AttributeId::parse);
    let about = about.and_then(|about| rows.iter().find(|row| row.attribute.id == about));
    let done = done.as_deref().and_then(|done| submitted::done(done, about.map(|row| row.attribute.name.as_str())));
    let (form, problem) = match outcome {
        Some(AttributeFormFailure { typed, problem }) => (typed, Some(problem)),
        None => (None, None),
    };
    if let Some(problem) = &problem {
        respond_with(problem);
    }
    // Errors of the fields are shown beside them.
    let (errors, trouble) = match (&form, problem) {
        (Some(_), Some(Problem::Form(errors))) => (errors, None),
        (_, problem) => (Vec::new(), problem),
    };
    let (retired, in_use): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.attribute.is_retired);
    let list = match in_use.is_empty() {
        true => view! { <Suggestion/> }.into_any(),
        false => view! { <AttributesInUse rows=in_use/> }.into_any(),
    };
    view! {
        <PageHeading title=TITLE back=routes::SETTINGS back_label="School settings"
            lead="What your school wants to know of its people. They are filled in person by person, and Users can be filtered by them."/>
        <div class="stack">
            {done.map(|text| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{text}</p></Notice> })}
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
            <div data-region="retired">{(!retired.is_empty()).then(|| view! { <RetiredAttributes rows=retired/> })}</div>
        </div>
        <form id=list::FORM method="post" action=routes::ATTRIBUTES><Stamp/></form>
    }
}

/// The suggestions for a school that has no attributes yet.
#[component]
fn Suggestion() -> impl IntoView {
    let names = domain::attribute::suggested().map(|AttributeForm { name, .. }| name).join(", ");
    view! {
        <EmptyState title="No attributes yet">
            <p>{format!("Many schools begin with these: {names}. You can change them afterwards.")}</p>
            <div class="actions">
                <button type="submit" class="button button-primary" form=list::FORM name="suggested" value="1">"Add these three"</button>
            </div>
        </EmptyState>
    }
}
