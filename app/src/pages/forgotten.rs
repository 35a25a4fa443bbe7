//! `/forgotten-password`: requests a reset link, and answers the same whether or not the address has an account.

use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::posted;
use crate::routes;
use crate::views::{VisitorPage, after, answering};
use crate::widgets::{
    ButtonKind, Cluster, Confirmation, ErrorSummary, FieldError, FormActions, LinkButton, Notice, NoticeKind,
    SubmitButton, TextField,
};
use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const TITLE: &str = "Forgotten your password?";

/// The page's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ForgottenForm {
    /// The address to send a link to.
    email: String,
}

/// The page that requests a reset link.
#[component]
pub(crate) fn ForgottenPage() -> impl IntoView {
    let here = PageContext::get();
    let outcome = answering(posted::<ForgottenForm>(), move |sent, _| async move {
        let outcome = match sent {
            Some(form) => Some((api::request_reset(form.email.clone()).await.err(), form.email)),
            None => None,
        };
        (outcome, here.is_demo().await)
    });
    after(outcome, |(outcome, is_demo)| match outcome {
        Some((None, email)) => view! { <ResetLinkSent email is_demo/> }.into_any(),
        Some((Some(Failure(problem)), email)) => view! { <Ask email problem=Some(problem) is_demo/> }.into_any(),
        None => view! { <Ask email=String::new() problem=None is_demo/> }.into_any(),
    })
}

#[component]
fn Ask(email: String, problem: Option<Problem>, is_demo: bool) -> impl IntoView {
    let (error, trouble) = match problem {
        Some(Problem::Form(errors)) => (errors.first().map(domain::problem::FieldError::sentence), None),
        problem => (None, problem),
    };
    let wrong = error.is_some();
    let listed: Vec<_> =
        error.iter().map(|message| FieldError { id: "email".to_owned(), message: message.clone() }).collect();
    view! {
        <VisitorPage title=TITLE lead="We send you a link to set a new one." wrong is_demo>
            {trouble.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
            <ErrorSummary errors=Signal::stored(listed)/>
            <form method="post" action=routes::FORGOTTEN novalidate>
                <TextField id="email" name="email" label="Email address" hint="The one you sign in with." kind="email" autocomplete="username"
                    inputmode="email" spellcheck_off=true required=true value=email error=Signal::stored(error)/>
                <FormActions>
                    <SubmitButton label="Send the link"/>
                </FormActions>
            </form>
            <p><a href=routes::SIGN_IN>"Back to sign in"</a></p>
        </VisitorPage>
    }
}

/// The confirmation, which is the same whether or not the address has an account.
#[component]
fn ResetLinkSent(email: String, is_demo: bool) -> impl IntoView {
    view! {
        <VisitorPage title=TITLE is_demo>
            <Confirmation title="Look at your email" takes_focus=true>
                <p>"If " <strong><bdi>{email}</bdi></strong> " has an account, an email is on its way. The link works for one hour."</p>
            </Confirmation>
            <p>
                "Nothing there after a few minutes? Look among the junk mail, and check with your school's admin that this is the address you sign in with."
            </p>
            <Cluster>
                <LinkButton href=routes::SIGN_IN kind=ButtonKind::Secondary>"Back to sign in"</LinkButton>
            </Cluster>
        </VisitorPage>
    }
}
