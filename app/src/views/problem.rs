//! A page, or a part of one, that cannot show what was asked for.

use crate::routes;
use crate::widgets::{ButtonKind, LinkButton, ProblemPage, Refused};
use domain::problem::Problem;
use leptos::prelude::*;

/// What happened, what to do, and who can help.
#[component]
pub(crate) fn ProblemView(
    /// What happened.
    problem: Problem,
    /// Whether nothing else is on the page, so that it brings its own main landmark.
    #[prop(optional)]
    alone: bool,
    /// Whom the school named for help; empty for nobody.
    #[prop(optional, into)]
    help_contact: String,
) -> impl IntoView {
    let heading = problem.heading();
    let sentence = problem.sentence();
    let view = match problem {
        Problem::Denied(_) => {
            let who = if help_contact.is_empty() {
                "Your school's Account Owner or an Account Admin can help.".to_owned()
            } else {
                format!("Who can help: {help_contact}.")
            };
            view! {
                <Refused title=heading why=sentence who=who>
                    <LinkButton href=routes::SCHOOL kind=ButtonKind::Secondary>"Back to School"</LinkButton>
                </Refused>
            }
            .into_any()
        }
        Problem::SignedOut { .. } => view! {
            <ProblemPage title=heading what=sentence>
                <LinkButton href=routes::SIGN_IN>"Sign in"</LinkButton>
            </ProblemPage>
        }
        .into_any(),
        _ => view! {
            <ProblemPage title=heading what=sentence>
                <LinkButton href=routes::SCHOOL kind=ButtonKind::Secondary>"Go to School"</LinkButton>
            </ProblemPage>
        }
        .into_any(),
    };
    if alone { view! { <main id="main" class="shell-inner" tabindex="-1">{view}</main> }.into_any() } else { view }
}
