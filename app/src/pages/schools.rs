//! `/schools`: chooses one of the account's schools, straight after signing in or to switch.

use crate::api;
use crate::failure::{Failure, is_signed_out};
use crate::page_context::PageContext;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{ProblemView, VisitorPage, after, answering};
use crate::widgets::{Avatar, Icon, IconView, Notice, NoticeKind, Stamp};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::viewer::SchoolChoice;
use leptos::prelude::*;
use serde::Deserialize;

/// The form of a school's button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SchoolForm {
    /// The member to become: an account is a different member at each school.
    member: String,
}

/// The page that chooses one of the account's schools.
#[component]
pub(crate) fn SchoolsPage() -> impl IntoView {
    let here = PageContext::get();
    let page = answering(posted::<SchoolForm>(), move |sent, redirector| async move {
        let refusal = match sent {
            Some(form) => choose(&form, &redirector).await,
            None => None,
        };
        let schools = api::schools().await;
        if is_signed_out(&schools) {
            redirector.go(&routes::sign_in_then(routes::SCHOOLS));
        }
        (refusal, schools, here.is_demo().await)
    });
    after(page, |(refusal, schools, is_demo)| match schools {
        Ok(schools) => view! {
            <VisitorPage title="Choose a school" lead=lead(&schools) is_demo><Schools refusal schools/></VisitorPage>
        }
        .into_any(),
        Err(Failure(Problem::SignedOut { .. })) => ().into_any(),
        Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
    })
}

/// Switches to the chosen school; returns what prevented it.
async fn choose(form: &SchoolForm, redirector: &Redirector) -> Option<Problem> {
    let answer = match MemberId::parse(&form.member) {
        Some(member) => api::choose_school(member).await,
        None => Err(Failure(Problem::NotFound)),
    };
    match answer {
        Ok(()) => {
            redirector.go(routes::SCHOOL);
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

const fn lead(schools: &[SchoolChoice]) -> &'static str {
    match schools.len() {
        0 => "You are not in any school at the moment. Ask your school's admin to add you.",
        1 => "You are in one school.",
        _ => "You are in more than one school. You can switch at any time, from the menu under your name.",
    }
}

#[component]
fn Schools(refusal: Option<Problem>, schools: Vec<SchoolChoice>) -> impl IntoView {
    let buttons = schools
        .into_iter()
        .map(|choice| {
            let about = if choice.current {
                format!("{}, where you are now", choice.role.label())
            } else {
                choice.role.label().to_owned()
            };
            view! {
                <li>
                    <button type="submit" class="demo-person" name="member" value=choice.member.to_string()>
                        <Avatar name=choice.school.clone()/>
                        <span>
                            <b><bdi>{choice.school}</bdi></b>
                            <small>{about}</small>
                        </span>
                        <IconView icon=Icon::Forward/>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        {refusal.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
        <form method="post" action=routes::SCHOOLS>
            <Stamp/>
            <ul class="demo-people">{buttons}</ul>
        </form>
        <form method="post" action=routes::SIGN_OUT>
            <Stamp/>
            <button class="button button-quiet">"Sign out"</button>
        </form>
    }
}
