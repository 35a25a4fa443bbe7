//! The two doors that every server function goes through. Middleware on a server function would not be a boundary,
//! because a page calls the function in process while it is being rendered.

use super::drafts::keep_draft_on_sign_out;
use super::visit::device_cookie;
use super::{Visit, session_cookie};
use crate::failure::Failure;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use backend::Backend;
use backend::device::DeviceCookie;
use backend::public::{Public, SignedIn};
use backend::session::{Actor, Renewed};
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;

/// The door for people who are signed in, at a school that lets them in.
pub(crate) async fn signed_in<T, Done>(work: impl FnOnce(Backend, Actor) -> Done) -> Result<T, Failure>
where
    Done: Future<Output = Result<T, Problem>>,
{
    signed_in_here(|visit, actor| work(visit.backend().clone(), actor)).await
}

/// Like [`signed_in`], for what is sent from `page`'s form. If the session has ended, or another person or school has
/// taken its place, nothing is done and the form is kept as a draft for the person it was drawn for.
pub(crate) async fn signed_in_with_draft<Form, T, Done>(
    page: &str,
    form: Form,
    work: impl FnOnce(Backend, Actor, Form) -> Done,
) -> Result<T, Failure>
where
    Form: Clone + Serialize,
    Done: Future<Output = Result<T, Problem>>,
{
    let (visit, typed) = (use_context::<Visit>(), form.clone());
    let answer = signed_in(|backend, actor| async move {
        if actor.is_stamped() { work(backend, actor, form).await } else { Err(actor.page_mismatch()) }
    })
    .await;
    keep_draft_on_sign_out(visit, page, &typed, answer).await
}

/// Like [`signed_in`], for calls that also depend on where the request comes from, or that give the browser another
/// session.
async fn signed_in_here<T, Done>(work: impl FnOnce(Visit, Actor) -> Done) -> Result<T, Failure>
where
    Done: Future<Output = Result<T, Problem>>,
{
    let (response, visit) = (use_context::<ResponseOptions>(), use_context::<Visit>());
    let answer = match &visit {
        None => Err(Problem::Unexpected),
        Some(visit) => match visit.actor().await {
            Ok(actor) => match work(visit.clone(), actor.clone()).await {
                Err(problem) => Err(backend::session::explain(visit.backend(), &actor, problem).await),
                done => done,
            },
            Err(problem) => Err(problem),
        },
    };
    if let (Some(visit), Err(problem)) = (visit, &answer) {
        visit.note_refusal(problem);
    }
    respond_with(response, answer)
}

/// Like [`signed_in_here`], for what may renew the session: the browser gets its new token.
pub(crate) async fn signed_in_renewing<Done>(work: impl FnOnce(Visit, Actor) -> Done) -> Result<(), Failure>
where
    Done: Future<Output = Result<Renewed, Problem>>,
{
    let response = response();
    signed_in_here(|visit, actor| async move {
        let renewed = work(visit.clone(), actor).await?;
        renew(&visit, response.as_ref(), &renewed);
        Ok(())
    })
    .await
}

/// The door for everyone, signed in or not: it leads to the front door, which opens nothing that belongs to a school.
pub(crate) async fn anonymous<T, Done>(work: impl FnOnce(Public, Visit) -> Done) -> Result<T, Failure>
where
    Done: Future<Output = Result<T, Problem>>,
{
    let response = use_context::<ResponseOptions>();
    let answer = match use_context::<Visit>() {
        None => Err(Problem::Unexpected),
        Some(visit) => work(visit.backend().public(), visit).await,
    };
    respond_with(response, answer)
}

/// Marks an answer that needs the password first. The code that answers a post turns it into a page that asks for the
/// password and carries the form on, whichever page the form was posted to.
pub const STEP_UP: HeaderName = HeaderName::from_static("x-rolecall-step-up");

/// Sets the HTTP status of a problem. This is the only place that does.
fn respond_with<T>(response: Option<ResponseOptions>, answer: Result<T, Problem>) -> Result<T, Failure> {
    answer.map_err(|problem| {
        if let (Some(response), Ok(status)) = (response, StatusCode::from_u16(problem.status())) {
            response.set_status(status);
            if problem == Problem::StepUp {
                response.insert_header(STEP_UP, HeaderValue::from_static("1"));
            }
        }
        Failure(problem)
    })
}

/// The answer that is being made, for what gives the browser a session or takes it: asked for before anything is waited for.
pub(crate) fn response() -> Option<ResponseOptions> {
    use_context()
}

/// Gives the browser the session that has just begun.
pub(crate) fn begin(visit: &Visit, response: Option<&ResponseOptions>, signed_in: &SignedIn) {
    set_cookie(response, session_cookie(visit.backend(), Some(&signed_in.token)));
    remember(visit, response, signed_in.device.as_ref());
}

/// Sets the device cookie, which remembers the accounts that have signed in with this browser.
pub(crate) fn remember(visit: &Visit, response: Option<&ResponseOptions>, device: Option<&DeviceCookie>) {
    if let Some(device) = device {
        set_cookie(response, device_cookie(visit.backend(), device));
    }
}

/// Gives the browser its session's new token, if the token was renewed.
pub(crate) fn renew(visit: &Visit, response: Option<&ResponseOptions>, renewed: &Renewed) {
    if let Renewed(Some(token)) = renewed {
        set_cookie(response, session_cookie(visit.backend(), Some(token)));
    }
}

/// Removes the session cookie from the browser.
pub(crate) fn end(visit: &Visit, response: Option<&ResponseOptions>) {
    set_cookie(response, session_cookie(visit.backend(), None));
}

fn set_cookie(response: Option<&ResponseOptions>, cookie: Option<axum::http::HeaderValue>) {
    if let (Some(response), Some(cookie)) = (response, cookie) {
        response.append_header(SET_COOKIE, cookie);
    }
}
