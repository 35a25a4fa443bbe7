//! What answers each address of the application's table ([`app::routes::TABLE`]): endpoints of the server, redirects,
//! and forms posted to pages. The only other addresses are those of server functions and of the program's own files.

use crate::served::RouterState;
use crate::{child_photos, demo, events, exports, health, observation_photos, photos, posts, session, step_up};
use app::routes::{Answer, Endpoint, Method, Route};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Uri;
use axum::response::Redirect;
use axum::routing::{MethodFilter, MethodRouter, get, on};
use backend::export::Format;

/// Everything in the table except getting pages: leptos routes those.
pub(crate) fn routes(is_demo: bool) -> Router<RouterState> {
    Route::all(is_demo).fold(Router::new(), |router, route| match answering(route) {
        Some(answer) => router.route(route.path, answer),
        None => router,
    })
}

fn answering(route: &'static Route) -> Option<MethodRouter<RouterState>> {
    match route.answer {
        Answer::Page(form) => posts::taking(form),
        Answer::Server(Method::Get, endpoint) => Some(serving(MethodFilter::GET, endpoint)),
        Answer::Server(Method::Post, endpoint) => Some(serving(MethodFilter::POST, endpoint)),
        Answer::Moved(to) => {
            let lead = async move |uri: Uri| Redirect::permanent(&moved(route.path, to, &uri));
            Some(get(lead).post(lead))
        }
    }
}

/// The handler of an endpoint. An endpoint without a handler does not compile.
fn serving(by: MethodFilter, endpoint: Endpoint) -> MethodRouter<RouterState> {
    match endpoint {
        Endpoint::Health => on(by, health::answer),
        Endpoint::Changes => on(by, events::stream),
        Endpoint::Session => on(by, session::answer),
        Endpoint::StepUp => on(by, step_up::before_a_file),
        Endpoint::UsersAsCsv => file(by, exports::users, Format::Csv),
        Endpoint::UsersAsWorkbook => file(by, exports::users, Format::Xlsx),
        Endpoint::TickedAsCsv => file(by, exports::ticked, Format::Csv),
        Endpoint::TickedAsWorkbook => file(by, exports::ticked, Format::Xlsx),
        Endpoint::RolesAsCsv => file(by, exports::roles, Format::Csv),
        Endpoint::RolesAsWorkbook => file(by, exports::roles, Format::Xlsx),
        Endpoint::AuditAsCsv => file(by, exports::audit, Format::Csv),
        Endpoint::AuditAsWorkbook => file(by, exports::audit, Format::Xlsx),
        Endpoint::MarksAsCsv => file(by, exports::marks, Format::Csv),
        Endpoint::MarksAsWorkbook => file(by, exports::marks, Format::Xlsx),
        Endpoint::ImportResult => on(by, exports::import_result),
        Endpoint::Photo => on(by, photos::file),
        // The body layer has already refused what is too large.
        Endpoint::SetPhoto => on(by, photos::set).layer(DefaultBodyLimit::disable()),
        Endpoint::RemovePhoto => on(by, photos::remove),
        Endpoint::ChildPhoto => on(by, child_photos::file),
        Endpoint::SetChildPhoto => on(by, child_photos::set).layer(DefaultBodyLimit::disable()),
        Endpoint::ObservationPhoto => on(by, observation_photos::file),
        Endpoint::AddObservationPhoto => on(by, observation_photos::add).layer(DefaultBodyLimit::disable()),
        Endpoint::DemoOutbox => on(by, demo::outbox),
        Endpoint::DemoMail => on(by, demo::mail_as_html),
        Endpoint::DemoSignIn => on(by, demo::sign_in),
        Endpoint::DemoStaff => on(by, demo::staff),
    }
}

/// An export in a format.
fn file<Answering>(
    by: MethodFilter,
    export: fn(RouterState, Request, Format) -> Answering,
    format: Format,
) -> MethodRouter<RouterState>
where
    Answering: Future<Output = axum::response::Response> + Send + 'static,
{
    on(by, move |State(served): State<RouterState>, request: Request| export(served, request, format))
}

/// The present address for an earlier one, with its query.
fn moved(before: &str, now: &str, asked: &Uri) -> String {
    let asked_for = |segment: &str| {
        let mut pairs = before.split('/').zip(asked.path().split('/'));
        pairs.find(|(name, _)| segment.starts_with('{') && *name == segment).map(|(_, value)| value)
    };
    let path: Vec<_> = now.split('/').map(|segment| asked_for(segment).unwrap_or(segment)).collect();
    match asked.query() {
        Some(query) => format!("{}?{query}", path.join("/")),
        None => path.join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_moved_is_found_with_what_it_was_asked_for() {
        let moved =
            |asked: &'static str| moved("/roles/adapt/{role}", "/roles/manage/{role}", &Uri::from_static(asked));
        assert_eq!(moved("/roles/adapt/full-edit"), "/roles/manage/full-edit");
        assert_eq!(moved("/roles/adapt/full%2Dedit?find=a%26b"), "/roles/manage/full%2Dedit?find=a%26b");
    }
}
