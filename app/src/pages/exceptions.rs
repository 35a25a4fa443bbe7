//! `/users/{member}/exceptions`: exceptions to a person's roles, for a time and with a reason, and the permissions that
//! products switch on and off per person. The page is below that of the roles, where the roles themselves are changed.

mod form;
mod list;
mod submitted;
mod switches;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{Page, PersonHead, PersonTab, answering, in_path, in_query, listed, respond_with, there};
use crate::widgets::{ErrorSummary, Notice, NoticeKind, Panel};
use domain::access::{Action as _, ListUsers};
use domain::catalogue::Feature;
use domain::exception::ALLOW;
use domain::id::MemberId;
use domain::permission::Rules;
use domain::person::Person;
use domain::problem::Problem;
use domain::viewer::Viewer;
use form::MakeForm;
use leptos::prelude::*;
use list::List;
use submitted::{ExceptionFormFailure, SubmittedException};
use switches::{Switches, switched_in};

const TITLE: &str = "Exceptions";

/// The page of one person's exceptions.
#[component]
pub(crate) fn ExceptionsPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let sent = posted::<Vec<(String, String)>>().map(|pairs| SubmittedException::read(&pairs));
    let page = answering(sent, move |sent, redirector| async move {
        let member = there(member)?;
        let outcome = match sent {
            Some(sent) => sent.act(member, &redirector).await?,
            None => None,
        };
        Ok((outcome, api::open_user(member).await?))
    });
    Page::new(TITLE, page)
        .titled(|(_, person)| PersonTab::Exceptions.title(person))
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .wrong(|(outcome, _)| matches!(outcome, Some(ExceptionFormFailure { problem: Problem::Form(_), .. })))
        .show(|viewer, (outcome, person)| view! { <Exceptions viewer outcome person/> })
}

#[component]
fn Exceptions(viewer: Viewer, outcome: Option<ExceptionFormFailure>, person: Person) -> impl IntoView {
    let (name, may) = (person.name(), person.may_edit.is_ok());
    let (member, settings) = (person.row.member, viewer.settings.clone());
    let switched = switched_in(&settings.products);
    let done = in_query("done").filter(|_| outcome.is_none());
    let about = in_query(routes::ABOUT).as_deref().and_then(Feature::from_code);
    let done = done.as_deref().and_then(|done| {
        let text = submitted::done(done, about, &name, &switched)?;
        // The way back from ending one is to make it again.
        let again =
            about.filter(|_| done == submitted::END && may).map(|feature| routes::exception(member, feature, ALLOW));
        Some((text, again))
    });
    if let Some(outcome) = &outcome {
        respond_with(&outcome.problem);
    }
    let (typed, errors, trouble) = match outcome {
        Some(ExceptionFormFailure { typed, problem: Problem::Form(errors) }) => (typed, errors, None),
        Some(ExceptionFormFailure { typed, problem }) => (typed, Vec::new(), Some(problem)),
        None => (form::asked(), Vec::new(), None),
    };
    let rules = Rules { roles: settings.roles.clone(), exceptions: person.exceptions_in_force() };
    let shown = person.exceptions.clone();
    view! {
        <PersonHead viewer person=person.clone() tab=PersonTab::Exceptions>
            {done.map(|(text, again)| view! {
                <Notice kind=NoticeKind::Success takes_focus=true>
                    <p>{text} {again.map(|href| view! { " " <a href=href>"Make it again"</a> })}</p>
                </Notice>
            })}
        </PersonHead>
        <div class="stack">
            <p>
                "An exception allows or denies " {person.row.first_name.clone()} " one permission, whatever the role includes. It is \
                 shown wherever permissions are shown, and ends by itself."
            </p>
            {trouble.map(|problem| view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            })}
            {person.may_edit.err().map(|why| view! {
                <Notice title="View only"><p>{why.sentence()}</p></Notice>
            })}
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            <Panel title="Exceptions in force and to come" id="exceptions" flush=true>
                <div data-region="exceptions"><List member lines=shown may/></div>
            </Panel>
            {(may && !switched.is_empty()).then(|| view! { <Switches member products=switched roles=person.roles rules/> })}
            {may.then(|| view! { <MakeForm member products=settings.products.clone() typed errors/> })}
        </div>
    }
}
