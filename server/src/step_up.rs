//! Step-up authentication: asking for the password again before the most harmful actions; see
//! [`Action::steps_up`](domain::access::Action::steps_up).
//!
//! A post that needs it is answered with a page that asks for the password and carries every field along; that page's
//! post continues as the original form once the password was correct. A download that needs it is preceded by the same
//! page, which then leads to it. No password is ever written into a page.

use crate::document;
use crate::served::RouterState;
use app::{Posted, StepUpPage, Visit, routes};
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{Request, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use backend::session::Renewed;
use domain::problem::Problem;

/// The name of the password field.
const PASSWORD: &str = "step_up_password";
/// The name of the field with the address to continue to.
const NEXT: &str = "next";

/// A posted form, the password that came with it, and the stamp of the page it was sent from.
pub(crate) struct HeldPost {
    fields: Vec<(String, String)>,
    password: Option<String>,
    /// The body without password and stamp.
    pub body: Vec<u8>,
    pub stamp: Option<String>,
}

impl HeldPost {
    /// Parses the body of a post. An unreadable body has no fields.
    pub fn read(body: &[u8]) -> Self {
        let (body, stamp) = Posted::read(body);
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body).unwrap_or_default();
        let (given, fields): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == PASSWORD);
        // A body without a password is passed on unchanged, readable or not.
        let body = match given.is_empty() {
            true => body,
            false => serde_urlencoded::to_string(&fields).unwrap_or_default().into_bytes(),
        };
        Self { fields, password: given.into_iter().next().map(|(_, password)| password), body, stamp }
    }

    /// Every field except the password and the stamp.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }
}

/// The visit after a posted password was checked, and the session's new token, if it got one.
pub(crate) struct StepUpResult {
    pub visit: Visit,
    renewed: Renewed,
}

impl StepUpResult {
    /// Adds the session's new token to the response.
    pub fn answer(&self, mut response: Response) -> Response {
        if let Renewed(Some(token)) = &self.renewed
            && let Some(cookie) = app::session_cookie(self.visit.backend(), Some(token))
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// The visit from the page that the form was sent from. If a password came with it, it is checked and the session is
/// marked as proved.
///
/// # Errors
/// Why the password has to be asked for again: it was wrong, or there were too many attempts.
pub(crate) async fn proved(visit: Visit, sent: &HeldPost) -> Result<StepUpResult, Problem> {
    let Some(password) = &sent.password else { return Ok(StepUpResult { visit, renewed: Renewed(None) }) };
    match prove(&visit, password).await {
        Ok(renewed) => Ok(StepUpResult { visit: visit.anew(), renewed }),
        // If nobody is signed in any more, the page itself reports that.
        Err(Problem::SignedOut { .. }) => Ok(StepUpResult { visit, renewed: Renewed(None) }),
        Err(problem) => Err(problem),
    }
}

/// Checks the signed-in person's password, and marks the session as proved.
async fn prove(visit: &Visit, password: &str) -> Result<Renewed, Problem> {
    let actor = visit.actor().await?;
    backend::account::step_up(visit.backend(), &actor, password, visit.address()).await
}

/// The page that asks for the password and sends the form again to `action`. `wrong` is the problem with the previous
/// password.
pub(crate) fn page(served: &RouterState, action: &str, sent: &HeldPost, wrong: Option<&Problem>) -> Response {
    let fields = sent.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    // A password typed into the form itself is asked for there again.
    let fields = fields.filter(|(name, _)| !name.contains("password")).collect();
    asking(served, action, sent.stamp.as_deref().unwrap_or_default(), fields, wrong)
}

fn asking(
    served: &RouterState,
    action: &str,
    stamp: &str,
    fields: Vec<(&str, &str)>,
    wrong: Option<&Problem>,
) -> Response {
    let is_demo = served.backend.setup().is_demo;
    document::step_up(served.site.styles(), StepUpPage { action, stamp, fields, password: PASSWORD, wrong, is_demo })
}

/// The page that asks for the password and then leads to the file at `path`.
pub(crate) fn page_before_a_file(served: &RouterState, visit: &Visit, path: &str, wrong: Option<&Problem>) -> Response {
    asking(served, routes::STEP_UP, &visit.stamp_to_draw(), vec![(NEXT, path)], wrong)
}

pub(crate) async fn before_a_file(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    request: Request<Body>,
) -> Response {
    let body = axum::body::to_bytes(request.into_body(), crate::layers::body::LARGEST).await.unwrap_or_default();
    let sent = HeldPost::read(&body);
    let visit = visit.sent_from(sent.stamp.clone());
    let next = sent.fields.iter().find(|(name, _)| name == NEXT).map(|(_, next)| next.as_str()).unwrap_or_default();
    let next = domain::form::sign_in::safe_next(next);
    if let Ok(actor) = visit.actor().await
        && !actor.is_stamped()
    {
        return document::problem(served.site.styles(), &actor.page_mismatch());
    }
    match prove(&visit, sent.password.as_deref().unwrap_or_default()).await {
        Ok(renewed) => StepUpResult { visit, renewed }.answer(Redirect::to(next).into_response()),
        Err(Problem::SignedOut { .. }) => Redirect::to(&routes::sign_in_then(next)).into_response(),
        Err(problem) => page_before_a_file(&served, &visit, next, Some(&problem)),
    }
}
