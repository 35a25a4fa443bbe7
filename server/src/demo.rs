//! The parts that only the demonstration has: its outbox, and signing in as one of its people with one click.

use crate::document;
use crate::served::RouterState;
use app::{Visit, routes, session_cookie};
use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::id::MemberId;
use domain::problem::Problem;
use serde::Deserialize;

/// A mail is untrusted content: no scripts, no requests, no origin of its own.
const MAIL_POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

#[derive(Deserialize)]
pub(crate) struct Choice {
    member: String,
}

/// Becomes one of its people.
pub(crate) async fn sign_in(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    choice: Result<Form<Choice>, axum::extract::rejection::FormRejection>,
) -> Response {
    let member = choice.ok().and_then(|Form(choice)| MemberId::parse(&choice.member));
    let signed_in = match member {
        Some(member) => served.backend.public().demo_sign_in(member, visit.browser()).await,
        None => Err(Problem::NotFound),
    };
    match signed_in {
        Ok(signed_in) => {
            let cookie =
                session_cookie(&served.backend, Some(&signed_in.token)).map(|cookie| [(header::SET_COOKIE, cookie)]);
            (cookie, Redirect::to(routes::SCHOOL)).into_response()
        }
        Err(problem) => document::problem(served.site.styles(), &problem),
    }
}

/// A list of staff to try an import with.
pub(crate) async fn staff() -> Response {
    crate::exports::csv("staff.csv", backend::import::sample::csv())
}

/// Every mail there was.
pub(crate) async fn outbox(State(served): State<RouterState>) -> Response {
    match served.backend.public().demo_outbox().await {
        Ok(mails) => Html(app::outbox_page(served.site.styles(), &mails)).into_response(),
        Err(problem) => document::problem(served.site.styles(), &problem),
    }
}

pub(crate) async fn mail_as_html(State(served): State<RouterState>, Path(wanted): Path<String>) -> Response {
    let found = served
        .backend
        .public()
        .demo_outbox()
        .await
        .and_then(|mails| mails.into_iter().find(|mail| mail.id.to_string() == wanted).ok_or(Problem::NotFound));
    match found {
        Ok(mail) => ([(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], Html(mail.html)).into_response(),
        Err(problem) => document::problem(served.site.styles(), &problem),
    }
}
