//! `/sign-out`: a form on every page posts to it. Somebody who merely follows a link is asked first.

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::Outside;
use crate::widgets::{ButtonKind, FormActions, LinkButton, Notice, NoticeKind, Stamp, SubmitButton};
use domain::problem::Problem;
use leptos::prelude::*;
use serde::Deserialize;

/// The form has nothing but its button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SignOutForm {}

/// Signing out.
#[component]
pub(crate) fn SignOutPage() -> impl IntoView {
    let here = Here::get();
    let onward = Onward::new();
    let posted: Option<SignOutForm> = posted();
    let outcome = Resource::new(
        || (),
        move |()| {
            let (posted, onward) = (posted.clone(), onward.clone());
            async move {
                posted?;
                match api::sign_out().await {
                    Ok(()) => {
                        onward.go(routes::SIGN_IN);
                        None
                    }
                    Err(Failure(problem)) => Some(problem),
                }
            }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let problem = outcome.await;
                let is_demo = here.is_demo().await;
                view! { <Outside title="Sign out" lead="You can sign in again at any time." is_demo><Ask problem/></Outside> }
            })}
        </Suspense>
    }
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
