//! `/link/TOKEN`: what a link from a mail opens. Opening it does not use it up, so a mail scanner that follows it does
//! no harm; only the button carries out what the link is for. Every kind of link comes here: registering, joining
//! another school, a new password, a new sign-in email.

mod done;
mod offer;
mod proof;

use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::posted;
use crate::views::{ProblemView, after, answering, in_path};
use domain::form::password::PasswordForm;
use domain::link::{LinkPage as Page, LinkResult};
use domain::problem::Problem;
use done::Done;
use leptos::prelude::*;
use leptos_meta::Meta;
use offer::Offer;
use serde::{Deserialize, Serialize};

/// The state of the page: an offer, and what went wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    /// What the link offers.
    page: Page,
    /// Why it failed.
    refusal: Option<Problem>,
}

/// What the page shows; it never contains the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum LinkPageState {
    /// The link offers something.
    Offered(Step),
    /// The link has done what it is for.
    Done(LinkResult),
    /// The link does not work.
    Nothing(Problem),
}

/// The page that a link opens.
#[component]
pub(crate) fn LinkPage() -> impl IntoView {
    let here = PageContext::get();
    let token = in_path("token", |token| Some(token.to_owned())).unwrap_or_default();
    let shown = answering(posted::<PasswordForm>(), move |form, _| {
        let token = token.clone();
        let form = form.map(|form| PasswordForm { token: token.clone(), ..form });
        async move { (open(token, form).await, here.is_demo().await) }
    });
    view! {
        <Meta name="referrer" content="no-referrer"/>
        {after(shown, |(shown, is_demo)| match shown {
            LinkPageState::Offered(step) => view! { <Offer step is_demo/> }.into_any(),
            LinkPageState::Done(used) => view! { <Done used is_demo/> }.into_any(),
            LinkPageState::Nothing(problem) => view! { <ProblemView problem alone=true/> }.into_any(),
        })}
    }
}

/// Opens the link, or carries it out when its form was posted.
async fn open(token: String, form: Option<PasswordForm>) -> LinkPageState {
    let refusal = match form {
        Some(form) => match api::use_link(form).await {
            Ok(used) => return LinkPageState::Done(used),
            Err(Failure(problem @ Problem::Link(_))) => return LinkPageState::Nothing(problem),
            Err(Failure(problem)) => Some(problem),
        },
        None => None,
    };
    match api::open_link(token).await {
        Ok(page) => LinkPageState::Offered(Step { page, refusal }),
        Err(Failure(problem)) => LinkPageState::Nothing(problem),
    }
}
