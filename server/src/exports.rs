//! Files for download: the list of people, marks, the audit log, and the result of an import.

use crate::served::RouterState;
use crate::{document, step_up};
use app::{Visit, posted, routes};
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use backend::export::{self, ExportDetail, ExportSelection, Exported, Format};
use domain::assessment::SheetListing;
use domain::audit::AuditListing;
use domain::bulk::BULK_PEOPLE;
use domain::comparison::Comparison;
use domain::id::ImportId;
use domain::listing::UserListing;
use domain::problem::Problem;
use domain::viewer::{SessionHolder, Site};
use futures::StreamExt as _;
use std::collections::HashMap;

/// The people a listing leaves.
pub(crate) async fn users(served: RouterState, request: Request, format: Format) -> Response {
    let asked = ExportQuery::read(&served, &request);
    let listing = UserListing::read(|key| asked.query.get(key).cloned());
    let what =
        ExportDetail::from_code(asked.query.get("what").map(String::as_str).unwrap_or_default()).unwrap_or_default();
    let exported = match asked.visit.actor().await {
        Ok(actor) => export::users(&served.backend, &actor, ExportSelection::Listed(listing), what, format).await,
        Err(problem) => Err(problem),
    };
    asked.answer(&served, exported)
}

/// The people whom a form names. An unreadable form names nobody.
pub(crate) async fn ticked(served: RouterState, request: Request, format: Format) -> Response {
    let action = request.uri().path().to_owned();
    let mut asked = ExportQuery { path: routes::USERS.to_owned(), ..ExportQuery::read(&served, &request) };
    let body = axum::body::to_bytes(request.into_body(), crate::layers::body::LARGEST).await.unwrap_or_default();
    let sent = step_up::HeldPost::read(&body);
    let proved = match step_up::proved(asked.visit.sent_from(sent.stamp.clone()), &sent).await {
        Ok(proved) => proved,
        Err(problem) => return step_up::page(&served, &action, &sent, Some(&problem)),
    };
    asked.visit = proved.visit.clone();
    let pairs = sent.fields();
    let people = posted::all(pairs, BULK_PEOPLE).collect::<Vec<_>>().join(" ");
    let what = posted::first(pairs, "what").unwrap_or_default();
    let exported = match asked.visit.actor().await {
        Ok(actor) => {
            export::users(
                &served.backend,
                &actor,
                ExportSelection::Ticked(people),
                ExportDetail::from_code(what).unwrap_or_default(),
                format,
            )
            .await
        }
        Err(problem) => Err(problem),
    };
    let answer = match exported {
        Err(Problem::StepUp) => step_up::page(&served, &action, &sent, None),
        exported => asked.answer(&served, exported),
    };
    proved.answer(answer)
}

/// The entries of the audit log a listing leaves.
pub(crate) async fn audit(served: RouterState, request: Request, format: Format) -> Response {
    let asked = ExportQuery::read(&served, &request);
    let listing = AuditListing::read(|key| asked.query.get(key).cloned());
    let exported = match asked.visit.actor().await {
        Ok(actor) => export::audit(&served.backend, &actor, listing, format).await,
        Err(problem) => Err(problem),
    };
    asked.answer(&served, exported)
}

/// A page of the markbook.
pub(crate) async fn marks(served: RouterState, request: Request, format: Format) -> Response {
    let asked = ExportQuery::read(&served, &request);
    let listing = SheetListing::read(|key| asked.query.get(key).cloned());
    let exported = match asked.visit.actor().await {
        Ok(actor) => export::marks(&served.backend, &actor, listing, format).await,
        Err(problem) => Err(problem),
    };
    asked.answer(&served, exported)
}

/// The comparison of roles, for everyone at a school and for visitors of the demonstration.
pub(crate) async fn roles(served: RouterState, request: Request, format: Format) -> Response {
    let asked = ExportQuery::read(&served, &request);
    let pairs: Vec<(String, String)> = Query::try_from_uri(request.uri()).map(|Query(pairs)| pairs).unwrap_or_default();
    let settings = match served.backend.public().site(asked.visit.token()).await {
        Ok(Site { holder: SessionHolder::SignedIn(viewer), .. }) => Ok(viewer.settings),
        Ok(Site { visitors: Some(settings), .. }) => Ok(*settings),
        Ok(_) => Err(Problem::SignedOut { kept: false }),
        Err(problem) => Err(problem),
    };
    let exported = settings.map(|settings| {
        let comparison = Comparison::read(&pairs, &settings.roles);
        export::roles(&served.backend, &settings, &comparison, format)
    });
    asked.answer(&served, exported)
}

/// What an import did.
pub(crate) async fn import_result(
    State(served): State<RouterState>,
    Path(import): Path<String>,
    request: Request,
) -> Response {
    let asked = ExportQuery::read(&served, &request);
    let found = match (asked.visit.actor().await, ImportId::parse(&import)) {
        (Ok(actor), Some(import)) => backend::import::result_csv(&served.backend, &actor, import).await,
        (Ok(_), None) => Err(Problem::NotFound),
        (Err(problem), _) => Err(problem),
    };
    match found {
        Ok(text) => csv("import-result.csv", text),
        Err(problem) => asked.refuse(&served, &problem),
    }
}

/// A small CSV file as a download, sent whole.
pub(crate) fn csv(name: &str, text: String) -> Response {
    (headers(name, Format::Csv), text).into_response()
}

/// The headers that make browsers save a file under this name, which consists of letters, digits and hyphens.
fn headers(name: &str, format: Format) -> [(HeaderName, HeaderValue); 2] {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(format.media_type());
    [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)]
}

/// A request for a file.
struct ExportQuery {
    visit: Visit,
    /// The filters. An unreadable query means no filter.
    query: HashMap<String, String>,
    /// The address, to return to.
    path: String,
}

impl ExportQuery {
    fn read(served: &RouterState, request: &Request) -> Self {
        let noted = request.extensions().get::<Visit>().cloned();
        Self {
            visit: noted.unwrap_or_else(|| Visit::new(served.backend.clone(), request.headers(), None)),
            query: Query::try_from_uri(request.uri()).map(|Query(query)| query).unwrap_or_default(),
            path: request.uri().path_and_query().map_or(routes::SCHOOL, |path| path.as_str()).to_owned(),
        }
    }

    fn answer(self, served: &RouterState, exported: Result<Exported, Problem>) -> Response {
        match exported {
            Ok(exported) => file(exported),
            Err(problem) => self.refuse(served, &problem),
        }
    }

    fn refuse(&self, served: &RouterState, problem: &Problem) -> Response {
        self.visit.note_refusal(problem);
        match problem {
            Problem::StepUp => step_up::page_before_a_file(served, &self.visit, &self.path, None),
            Problem::SignedOut { .. } => Redirect::to(&routes::sign_in_then(&self.path)).into_response(),
            problem => document::problem(served.site.styles(), problem),
        }
    }
}

/// A download that is sent as it is written. If it fails, the connection is cut, so that no browser takes it for
/// complete.
fn file(exported: Exported) -> Response {
    let headers = headers(&exported.file_name, exported.format);
    let parts =
        futures::stream::unfold(
            exported.parts,
            |mut parts| async move { parts.recv().await.map(|part| (part, parts)) },
        );
    // Compression polls once more after the end.
    let parts = parts.fuse();
    (headers, Body::from_stream(parts)).into_response()
}
