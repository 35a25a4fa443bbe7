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
        SessionHolder::SignedIn(viewer) => PageTaken::School(viewer).lines(),
        SessionHolder::Choosing { .. } => PageTaken::NotChosen.lines(),
        SessionHolder::Nobody => {
            let end = site.ended.unwrap_or(SessionEnd::SignedOut);
            let back = routes::sign_in_then("");
            let text = lines(end.keeps_what_was_typed(), end.heading(), &end.sentence(), "Sign in", &back);
            return (StatusCode::UNAUTHORIZED, text).into_response();
        }
    };
    (StatusCode::CONFLICT, text).into_response()
}

/// What another tab of the browser went to.
enum PageTaken<'a> {
    /// A person at a school.
    School(&'a Viewer),
    /// An account that has not chosen a school.
    NotChosen,
}

impl PageTaken<'_> {
    fn lines(&self) -> String {
        let (label, to) = (self.label(), self.page());
        lines(true, Self::heading(), &self.sentence(), label, to)
    }

    const fn heading() -> &'static str {
        "Another account or school is open now"
    }

    fn sentence(&self) -> String {
        match self {
            Self::School(viewer) => {
                format!("You are signed in as {} at {} now.", viewer.name, viewer.settings.name)
            }
            Self::NotChosen => "Choose a school to go on.".to_owned(),
        }
    }

    /// What the link to its page says.
    const fn label(&self) -> &'static str {
        match self {
            Self::School(_) => "Go to School",
            Self::NotChosen => "Choose a school",
        }
    }

    const fn page(&self) -> &'static str {
        match self {
            Self::School(_) => routes::SCHOOL,
            Self::NotChosen => routes::SCHOOLS,
        }
    }
}

fn lines(keeps: bool, heading: &str, sentence: &str, link: &str, to: &str) -> String {
    let kept = if keeps { "keep" } else { "empty" };
    [kept, heading, sentence, link, to].join("\n")
}

fn refuse(problem: &Problem) -> Response {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
