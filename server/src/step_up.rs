//! The password once more, before what would do most harm: see [`Action::steps_up`](domain::access::Action::steps_up).
//!
//! A post that needs it is answered with a page that asks for the password and carries every field along; what that page
//! sends goes on as the form it was, once the password was right. A file that needs it is asked for by the same page, which
//! leads on to it. No password is ever put into a page.

use crate::document::{self, escape};
use crate::router::Served;
use app::{ClientAddress, Visit};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest as _, State};
use axum::http::request::Parts;
use axum::http::{Request, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;
use domain::problem::Problem;

/// Where a page that asks before a file sends the password.
const PATH: &str = "/step-up";
/// The field with the password.
const PASSWORD: &str = "step_up_password";
/// The field with the address that is gone on to.
const NEXT: &str = "next";

/// The route that takes the password before a file.
pub(crate) fn routes() -> Router<Served> {
    Router::new().route(PATH, post(before_a_file))
}

/// What was posted, and the password that came with it.
pub(crate) struct Sent {
    pub fields: Vec<(String, String)>,
    password: Option<String>,
    /// The body without the password.
    body: Vec<u8>,
}

impl Sent {
    /// Reads the body of a post. One that cannot be read has no fields.
    async fn read(body: Bytes) -> Self {
        let request = Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let pairs = match request.body(Body::from(body.clone())) {
            Ok(request) => Form::<Vec<(String, String)>>::from_request(request, &()).await.ok(),
            Err(_) => None,
        };
        let (given, fields): (Vec<_>, Vec<_>) =
            pairs.map(|Form(pairs)| pairs).unwrap_or_default().into_iter().partition(|(name, _)| name == PASSWORD);
        // A body without a password goes on as it came, readable or not.
        let body = match given.is_empty() {
            true => body.to_vec(),
            false => serde_urlencoded::to_string(&fields).unwrap_or_default().into_bytes(),
        };
        Self { fields, password: given.into_iter().next().map(|(_, password)| password), body }
    }

    /// What was posted, without the password.
    pub fn body(&self) -> Vec<u8> {
        self.body.clone()
    }
}

/// What was posted to `action`. Where a password came with it, it is noted that it was given.
///
/// # Errors
/// The page that asks once more, when the password was not right or there were too many attempts.
pub(crate) async fn taken(served: &Served, parts: &Parts, body: Bytes, action: &str) -> Result<Sent, Response> {
    let mut sent = Sent::read(body).await;
    let Some(password) = sent.password.take() else { return Ok(sent) };
    match prove(served, parts, &password).await {
        // Where nobody is signed in any more, the page itself says so.
        Ok(()) | Err(Problem::SignedOut { .. }) => Ok(sent),
        Err(problem) => Err(page(served, action, &sent.fields, Some(&problem))),
    }
}

/// Takes the password of the one who is signed in, and notes that they gave it.
async fn prove(served: &Served, parts: &Parts, password: &str) -> Result<(), Problem> {
    let address = parts.extensions.get::<ClientAddress>().copied();
    let visit = Visit::new(served.backend.clone(), &parts.headers, address);
    let actor = visit.actor().await?;
    backend::account::step_up(&served.backend, &actor, password, visit.address()).await
}

/// The page that asks for the password and sends `fields` to `action` once more. `wrong` is what was the matter with the
/// password that was given.
pub(crate) fn page(served: &Served, action: &str, fields: &[(String, String)], wrong: Option<&Problem>) -> Response {
    // A password that was typed into the form itself is asked for again there.
    let carried: String = fields
        .iter()
        .filter(|(name, _)| !name.contains("password"))
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value)))
        .collect();
    document::step_up(
        served.site.stylesheet(),
        &escape(action),
        &carried,
        PASSWORD,
        wrong,
        served.backend.setup().is_demo,
    )
}

/// The page that asks for the password and leads on to the file at `path`.
pub(crate) fn page_before_a_file(served: &Served, path: &str, wrong: Option<&Problem>) -> Response {
    page(served, PATH, &[(NEXT.to_owned(), path.to_owned())], wrong)
}

async fn before_a_file(State(served): State<Served>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, crate::layers::body::LARGEST).await.unwrap_or_default();
    let sent = Sent::read(body).await;
    let next = sent.fields.iter().find(|(name, _)| name == NEXT).map(|(_, next)| next.as_str()).unwrap_or_default();
    let next = domain::form::sign_in::safe_next(next);
    let password = sent.password.unwrap_or_default();
    match prove(&served, &parts, &password).await {
        Ok(()) => Redirect::to(next).into_response(),
        Err(Problem::SignedOut { .. }) => Redirect::to(&app::routes::sign_in_then(next)).into_response(),
        Err(problem) => page_before_a_file(&served, next, Some(&problem)),
    }
}
