//! `/session`: whether an open page still belongs to the person it was drawn for. Pages ask when they become visible
//! again, and when their stream of changes ends.

use crate::served::RouterState;
use app::{Visit, routes};
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::session_end::SessionEnd;
use domain::viewer::{SessionHolder, Site, Viewer};
use serde::Deserialize;

/// The member that the page was drawn for.
#[derive(Deserialize)]
pub(crate) struct SessionQuery {
    member: String,
}

/// 204 while they are signed in. Otherwise five lines of text for the page to show: what happens to the page (`keep` or
/// `empty`), a heading, a sentence, and a link's text and address; with 401 when nobody is signed in, and 409 when
/// another person or school is.
pub(crate) async fn answer(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    Query(asked): Query<SessionQuery>,
) -> Response {
    match visit.actor().await {
        Ok(actor) if MemberId::parse(&asked.member) == Some(actor.member()) => StatusCode::NO_CONTENT.into_response(),
        Ok(_) | Err(Problem::SignedOut { .. }) => match served.backend.public().site(visit.token()).await {
            Ok(site) => elsewhere(&site),
            Err(problem) => refuse(&problem),
        },
        Err(problem) => refuse(&problem),
    }
}

fn elsewhere(site: &Site) -> Response {
    let text = match &site.holder {
        SessionHolder::SignedIn(viewer) => lines(true, ANOTHER, &now(viewer), "Go to School", routes::SCHOOL),
        SessionHolder::Choosing { .. } => {
            lines(true, ANOTHER, "Choose a school to go on.", "Choose a school", routes::SCHOOLS)
        }
        SessionHolder::Nobody => {
            let end = site.ended.unwrap_or(SessionEnd::SignedOut);
            let back = routes::sign_in_then("");
            let text = lines(end.keeps_what_was_typed(), end.heading(), end.sentence(), "Sign in", &back);
            return (StatusCode::UNAUTHORIZED, text).into_response();
        }
    };
    (StatusCode::CONFLICT, text).into_response()
}

const ANOTHER: &str = "Another account or school is open now";

fn now(viewer: &Viewer) -> String {
    format!("You are signed in as {} at {} now.", viewer.name, viewer.settings.name)
}

fn lines(keeps: bool, heading: &str, sentence: &str, link: &str, to: &str) -> String {
    let kept = if keeps { "keep" } else { "empty" };
    [kept, heading, sentence, link, to].join("\n")
}

fn refuse(problem: &Problem) -> Response {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
