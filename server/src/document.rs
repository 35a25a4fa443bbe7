//! The answers that are documents but no pages of the application: how [`app`] draws them, with their status.

mod refused_post;

pub(crate) use refused_post::RefusedPost;

use app::{StepUpPage, Styles};
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use domain::problem::Problem;

/// Marks an answer made of one card, which also fits into the frame of the page that is open in the browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IsNotice;

fn card(status: StatusCode, html: String) -> Response {
    (status, Extension(IsNotice), Html(html)).into_response()
}

fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A page that says why what was sent is not taken.
pub(crate) fn refused(styles: &Styles, refused: RefusedPost) -> Response {
    card(refused.status(), app::notice_page(styles, refused.heading(), refused.sentence()))
}

/// A page for a problem that occurred before the application saw the request.
pub(crate) fn problem(styles: &Styles, problem: &Problem) -> Response {
    card(status_of(problem), app::problem_page(styles, problem))
}

/// A page for a problem with what was sent, and a link to where it can be corrected.
pub(crate) fn problem_leading(styles: &Styles, problem: &Problem, href: &str, label: &str) -> Response {
    card(status_of(problem), app::problem_page_leading(styles, problem, href, label))
}

/// A page that asks for the password.
pub(crate) fn step_up(styles: &Styles, page: StepUpPage<'_>) -> Response {
    card(status_of(page.wrong.unwrap_or(&Problem::StepUp)), app::step_up_page(styles, page))
}
