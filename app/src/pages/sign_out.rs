//! `/sign-out`: the form in every page's header posts to it. A reader who follows a link to it is asked first.

use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::posted;
use crate::routes;
use crate::views::{VisitorPage, after, answering};
use crate::widgets::{ButtonKind, FormActions, LinkButton, Notice, NoticeKind, Stamp, SubmitButton};
use domain::problem::Problem;
use leptos::prelude::*;
use serde::Deserialize;

/// The form has no fields, only its button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SignOutForm {}

/// The page for signing out.
#[component]
pub(crate) fn SignOutPage() -> impl IntoView {
    let here = PageContext::get();
    let outcome = answering(posted::<SignOutForm>(), move |sent, redirector| async move {
        let problem = match sent {
            Some(_) => api::sign_out().await.err(),
            None => return (None, here.is_demo().await),
        };
        if problem.is_none() {
            redirector.go(routes::SIGN_IN);
        }
        (problem.map(|Failure(problem)| problem), here.is_demo().await)
    });
    after(outcome, |(problem, is_demo)| {
        view! { <VisitorPage title="Sign out" lead="You can sign in again at any time." is_demo><Ask problem/></VisitorPage> }
    })
}

#[component]
fn Ask(problem: Option<Problem>) -> impl IntoView {
    view! {
        {problem.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
        <form method="post" action=routes::SIGN_OUT>
            <Stamp/>
            <FormActions>
                <SubmitButton label="Sign out"/>
                <LinkButton href=routes::SCHOOL kind=ButtonKind::Quiet>"Stay signed in"</LinkButton>
            </FormActions>
        </form>
    }
}
