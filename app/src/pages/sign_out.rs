//! `/sign-out`: a form on every page posts to it. Somebody who merely follows a link is asked first.

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::Outside;
use crate::widgets::{ButtonKind, FormActions, LinkButton, Loading, Notice, NoticeKind, SubmitButton};
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::Deserialize;

pub(crate) struct SignOutPage;

/// The form has nothing but its button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SignOutForm {}

#[lazy_route]
impl LazyRoute for SignOutPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
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
            <Suspense fallback=|| view! { <Loading label="Loading the page"/> }>
                {Suspend::new(async move {
                    let problem = outcome.await;
                    let is_demo = here.site.await.is_ok_and(|site| site.is_demo);
                    view! { <Outside title="Sign out" lead="You can sign in again at any time." is_demo><Ask problem/></Outside> }
                })}
            </Suspense>
        }
        .into_any()
    }
}

#[component]
fn Ask(problem: Option<Problem>) -> impl IntoView {
    view! {
        {problem.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
        <form method="post" action=routes::SIGN_OUT>
            <FormActions>
                <SubmitButton label="Sign out"/>
                <LinkButton href=routes::SCHOOL kind=ButtonKind::Quiet>"Stay signed in"</LinkButton>
            </FormActions>
        </form>
    }
}
