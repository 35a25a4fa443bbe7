//! Forms posted to a page's own URL: the page runs, reads the form and answers, so that everything works without
//! scripts.

use crate::document::RefusedPost;
use crate::served::RouterState;
use crate::{document, pages, step_up};
use app::part::{KEEP, PART};
use app::routes::Form;
use app::stamp::STAMP;
use app::{CurrentRole, Posted, PostedFile, Visit};
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Extension, FromRequest as _, Multipart, State};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use domain::problem::Problem;
use leptos::prelude::provide_context;

/// What takes the form of a page, if the page takes one.
pub(crate) fn taking(form: Form) -> Option<MethodRouter<RouterState>> {
    match form {
        Form::None => None,
        Form::Open | Form::OfSession => Some(post(answer_open)),
        Form::InSchool => Some(post(answer)),
        // What is too large was refused before, by this program's own measure.
        Form::File => Some(post(answer_file).layer(DefaultBodyLimit::disable())),
    }
}

async fn answer_open(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    request: Request<Body>,
) -> Response {
    let Some((request, body)) = read(request).await else { return no_form(&served) };
    let (body, stamp) = Posted::read(&body);
    render(&served, visit.sent_from(stamp), Posted::new(body), request).await
}

async fn answer(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    request: Request<Body>,
) -> Response {
    let Some((request, body)) = read(request).await else { return no_form(&served) };
    let action = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let sent = step_up::HeldPost::read(&body);
    let visit = visit.sent_from(sent.stamp.clone());
    if request.headers().get(PART).is_some_and(|value| value == KEEP) {
        let is_kept = app::keep_typed(&visit, request.uri().path(), &sent.body).await;
        return if is_kept { StatusCode::NO_CONTENT } else { StatusCode::CONFLICT }.into_response();
    }
    if let Some(problem) = page_mismatch(&visit).await {
        let problem = app::keep_posted(&visit, request.uri().path(), &sent.body, problem).await;
        return refuse(&served, &problem);
    }
    let proved = match step_up::proved(visit, &sent).await {
        Ok(proved) => proved,
        Err(problem) => return step_up::page(&served, &action, &sent, Some(&problem)),
    };
    let mut answer = render(&served, proved.visit.clone(), Posted::new(sent.body.clone()), request).await;
    if answer.headers().contains_key(app::STEP_UP) {
        answer = step_up::page(&served, &action, &sent, None);
    }
    proved.answer(answer)
}

/// Splits a form into the request and its body; `None` if it is not a form.
async fn read(request: Request<Body>) -> Option<(Request<Body>, Bytes)> {
    if !is_form(request.headers()) {
        return None;
    }
    let (parts, body) = request.into_parts();
    // The body layer has already refused what is too large.
    let body = axum::body::to_bytes(body, crate::layers::body::LARGEST).await.unwrap_or_else(|_| Bytes::new());
    Some((Request::from_parts(parts, Body::empty()), body))
}

fn no_form(served: &RouterState) -> Response {
    document::refused(served.site.styles(), RefusedPost::NoForm)
}

/// The problem, if a person is signed in and the form's page was drawn for another session, school or person.
async fn page_mismatch(visit: &Visit) -> Option<Problem> {
    visit.actor().await.ok().filter(|actor| !actor.is_stamped()).map(|actor| actor.page_mismatch())
}

fn refuse(served: &RouterState, problem: &Problem) -> Response {
    document::problem(served.site.styles(), problem)
}

/// A form with one file, which comes last; other fields are ignored.
async fn answer_file(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let Ok(mut form) = Multipart::from_request(whole, &()).await else {
        return document::refused(served.site.styles(), RefusedPost::NoFile);
    };
    let (mut file, mut stamp) = (PostedFile::default(), None);
    while let Ok(Some(field)) = form.next_field().await {
        let Some(name) = field.file_name().map(str::to_owned) else {
            if field.name() == Some(STAMP) {
                stamp = field.text().await.ok();
            }
            continue;
        };
        // A file that breaks off counts as none.
        file = match field.bytes().await {
            Ok(bytes) => PostedFile { name, bytes: bytes.into() },
            Err(_) => PostedFile::default(),
        };
        break;
    }
    let visit = visit.sent_from(stamp);
    match page_mismatch(&visit).await {
        Some(problem) => refuse(&served, &problem),
        None => render(&served, visit, Posted::with_file(file), Request::from_parts(parts, Body::empty())).await,
    }
}

/// Renders the page, which finds the form in its context.
async fn render(served: &RouterState, visit: Visit, posted: Posted, mut request: Request<Body>) -> Response {
    let role_now = match visit.actor().await {
        Ok(actor) => backend::session::role_since_page(&served.backend, &actor).await,
        Err(_) => None,
    };
    request.extensions_mut().insert(visit);
    let context = pages::context(served);
    let with_post = move || {
        provide_context(posted.clone());
        provide_context(CurrentRole(role_now.clone()));
        context();
    };
    leptos_axum::render_app_async_with_context(with_post, pages::document(served))(request).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}
