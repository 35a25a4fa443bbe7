//! `/sign-in`: signing in; in the demonstration, as anyone with one click. Asking for a new password is a page of its
//! own.

mod fields;

use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::posted;
use crate::routes;
use crate::views::{VisitorPage, answering, in_query};
use crate::widgets::{DemoPeople, DemoPerson, Notice, NoticeKind};
use domain::form::sign_in::{SignInForm, safe_next};
use domain::problem::Problem;
use domain::session_end::SessionEnd;
use domain::viewer::{self, Site};
use fields::SignInFields;
use leptos::prelude::*;

/// The page for signing in.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let here = PageContext::get();
    let next = in_query("next").unwrap_or_default();
    let outcome = answering(posted::<SignInForm>(), |sent, redirector| async move {
        let form = sent?;
        let answer = api::sign_in(form.clone()).await;
        if let Ok(next) = &answer {
            redirector.go(next);
        }
        // The page that comes back must not hold the password.
        Some((SignInForm { password: String::new(), ..form }, answer.err()))
    });
    view! {
        <Suspense>
            {Suspend::new(async move {
                let site = here.site.await.ok();
                let is_demo = site.as_ref().is_some_and(|site| site.is_demo);
                let people = if is_demo { api::demo_people().await.unwrap_or_default() } else { Vec::new() };
                let already = site.as_ref().and_then(Site::viewer).map(|viewer| viewer.name.clone());
                let new = || (SignInForm { next, ..SignInForm::default() }, None);
                let (form, failure) = outcome.await.unwrap_or_else(new);
                let ended = site.and_then(|site| site.ended).filter(|_| failure.is_none());
                view! { <SignIn form failure already ended is_demo people/> }
            })}
        </Suspense>
    }
}

#[component]
fn SignIn(
    form: SignInForm,
    failure: Option<Failure>,
    already: Option<String>,
    ended: Option<SessionEnd>,
    is_demo: bool,
    people: Vec<viewer::DemoPerson>,
) -> impl IntoView {
    let (errors, trouble) = match failure {
        Some(Failure(Problem::Form(errors))) => (errors, None),
        failure => (Vec::new(), failure),
    };
    let came_from = ended.is_none() && !form.next.is_empty() && safe_next(&form.next) != routes::SCHOOL;
    let wrong = !errors.is_empty();
    let card = view! {
        {already.map(|name| view! { <AlreadySignedIn name/> })}
        {ended.map(|end| view! { <Notice kind=NoticeKind::Warning title=end.heading()>{end.sentence()}</Notice> })}
        {trouble.map(|Failure(problem)| {
            view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> }
        })}
        {came_from.then(|| view! { <p>"Sign in to go on to the page you asked for."</p> })}
        <SignInFields form errors/>
        <p><a href=routes::FORGOTTEN>"Forgotten your password?"</a></p>
    };
    if people.is_empty() {
        view! { <VisitorPage title="Sign in" wrong is_demo>{card}</VisitorPage> }.into_any()
    } else {
        let aside = move || view! { <Demonstration people=people.clone()/> };
        view! { <VisitorPage title="Sign in" wrong is_demo aside>{card}</VisitorPage> }.into_any()
    }
}

/// The page for a reader who is already signed in, and may be here by mistake or to sign in as someone else.
#[component]
fn AlreadySignedIn(name: String) -> impl IntoView {
    view! {
        <Notice>
            <p>"You are signed in as " <strong><bdi>{name}</bdi></strong> "."</p>
            <p><a href=routes::SCHOOL>"Go to School"</a></p>
        </Notice>
    }
}

/// One person per role, each one click away.
#[component]
fn Demonstration(people: Vec<viewer::DemoPerson>) -> impl IntoView {
    let people = people
        .into_iter()
        .map(|person| {
            view! {
                <DemoPerson action=routes::DEMO_SIGN_IN name="member" value=person.member.to_string() person=person.name
                    role=person.role.label() about=person.job_title/>
            }
        })
        .collect_view();
    view! {
        <DemoPeople title="Look around as" lead="One click signs you in as somebody with that role.">{people}</DemoPeople>
    }
}
