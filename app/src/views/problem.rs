//! A page, or part of one, that cannot show what was asked for.

use crate::page_context::PageContext;
use crate::platform::{respond_with, since_page};
use crate::routes;
use crate::views::VisitorPage;
use crate::widgets::{AccessRefused, ButtonKind, Cluster, LinkButton, Notice, ProblemPage};
use domain::access::Denial;
use domain::problem::{LinkError, Problem};
use leptos::prelude::*;

/// The problem, what to do about it, and who can help.
#[component]
pub(crate) fn ProblemView(
    /// The problem.
    problem: Problem,
    /// Whether the page shows nothing else, so that the problem needs a frame of its own.
    #[prop(optional)]
    alone: bool,
    /// The school's help contact; empty when nobody is signed in.
    #[prop(optional, into)]
    help_contact: String,
) -> impl IntoView {
    let problem = since_page(problem);
    respond_with(&problem);
    let heading = problem.heading();
    let sentence = problem.sentence();
    if alone {
        return view! { <ProblemOnly problem heading sentence/> }.into_any();
    }
    let ways = view! { <NextSteps problem=problem.clone()/> };
    match problem {
        Problem::Denied(denial) => {
            let who = if help_contact.is_empty() {
                "Your school's Account Owner or an Account Admin can help.".to_owned()
            } else {
                format!("Who can help: {help_contact}.")
            };
            view! {
                <AccessRefused title=heading why=sentence who=who>{ways}</AccessRefused>
                <MissingPermission denial/>
            }
            .into_any()
        }
        _ => view! { <ProblemPage title=heading what=sentence>{ways}</ProblemPage> }.into_any(),
    }
}

/// The missing permission, for a reader who views the school as a role: their own role may have it.
#[component]
fn MissingPermission(denial: Denial) -> impl IntoView {
    let here = PageContext::get();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let site = here.site.await.ok()?;
                let viewer = site.viewer().filter(|viewer| viewer.viewing_from.is_some())?;
                let missing = denial.missing()?;
                let title = format!("What {} lacks", viewer.role_name());
                Some(view! { <Notice title>{format!("The permission that was missing: {missing}.")}</Notice> })
            })}
        </Suspense>
    }
}

/// A page that shows only a problem.
#[component]
fn ProblemOnly(problem: Problem, heading: &'static str, sentence: String) -> impl IntoView {
    let here = PageContext::get();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let is_demo = here.is_demo().await;
                view! { <VisitorPage title=heading lead=sentence is_demo><Cluster><NextSteps problem/></Cluster></VisitorPage> }
            })}
        </Suspense>
    }
}

/// The links to continue with.
#[component]
pub(crate) fn NextSteps(
    /// The problem.
    problem: Problem,
) -> impl IntoView {
    match problem {
        Problem::SignedOut { .. } | Problem::Link(LinkError::Used | LinkError::Taken) => {
            view! { <LinkButton href=routes::SIGN_IN>"Sign in"</LinkButton> }.into_any()
        }
        Problem::Link(_) => view! {
            <LinkButton href=routes::FORGOTTEN>"Forgotten your password?"</LinkButton>
            <LinkButton href=routes::SIGN_IN kind=ButtonKind::Secondary>"Sign in"</LinkButton>
        }
        .into_any(),
        Problem::PageMismatch { .. } => view! {
            <LinkButton href=routes::SCHOOL>"Go to School"</LinkButton>
            <LinkButton href=routes::SCHOOLS kind=ButtonKind::Secondary>"Choose a school"</LinkButton>
        }
        .into_any(),
        _ => {
            view! { <LinkButton href=routes::SCHOOL kind=ButtonKind::Secondary>"Go to School"</LinkButton> }.into_any()
        }
    }
}
