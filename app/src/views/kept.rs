//! What was fetched last stays in sight while it is fetched again, and when that fails.

use crate::failure::Failure;
use crate::routes;
use crate::views::{ProblemView, following};
use crate::widgets::{Loading, Notice, NoticeKind};
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::pin::Pin;
use std::sync::Arc;

/// The last answer that was any good, and what went wrong since.
#[derive(Clone, PartialEq)]
struct Latest<T> {
    value: Option<Arc<T>>,
    problem: Option<Problem>,
}

/// Shows what a resource gives. The view is made once and follows the signal it is given, so that what changes is
/// changed in place: nothing flashes and nothing loses the focus. When fetching fails later on, what is on the screen
/// stays there and a notice says why it may be out of date; only what somebody may no longer see is taken away.
#[component]
pub(crate) fn Kept<T>(
    /// What is fetched, again and again.
    resource: Resource<Result<T, Failure>>,
    /// What is being fetched, in words.
    loading: &'static str,
    /// About how many lines it will take.
    #[prop(default = 4)]
    rows: u32,
    /// Whom the school named for help.
    #[prop(optional, into)]
    help_contact: Signal<String>,
    /// The view of it.
    body: impl Fn(Signal<Arc<T>>) -> AnyView + Send + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    view! {
        <Transition fallback=move || view! { <Loading label=loading rows=rows/> }>
            // Not in a closure: the server runs a closure several times over, and with it everything in the view.
            {Suspend::new(async move {
                let first = settled(resource).await;
                let latest = Memo::new(move |before: Option<&Latest<T>>| {
                    match resource.get().unwrap_or_else(|| first.clone()) {
                        Ok(value) => Latest { value: Some(Arc::new(value)), problem: None },
                        Err(Failure(problem)) => Latest { value: kept(before, &problem), problem: Some(problem) },
                    }
                });
                let here = Memo::new(move |_| latest.with(|latest| latest.value.is_some()));
                let problem = Memo::new(move |_| latest.with(|latest| latest.problem.clone()));
                let stale = move || problem.get().filter(|_| here.get()).map(|problem| view! { <Stale problem/> });
                let shown = move || match latest.with_untracked(|latest| latest.value.clone()).filter(|_| here.get()) {
                    Some(seed) => {
                        body(Signal::derive(move || latest.with(|latest| latest.value.clone()).unwrap_or_else(|| Arc::clone(&seed))))
                    }
                    None => problem.get().map(|problem| view! { <ProblemView problem help_contact=help_contact.get()/> }).into_any(),
                };
                view! {
                    {following(stale)}
                    {following(shown)}
                }
            })}
        </Transition>
    }
}

/// What stays on the screen when `problem` comes up.
fn kept<T>(before: Option<&Latest<T>>, problem: &Problem) -> Option<Arc<T>> {
    match problem {
        Problem::Denied(_) | Problem::NotFound => None,
        _ => before.and_then(|before| before.value.clone()),
    }
}

/// Waits until `resource` has something, without following it from then on.
fn settled<T: Clone + Send + Sync + 'static>(resource: Resource<T>) -> impl Future<Output = T> + Send {
    let mut future: Pin<Box<_>> = Box::pin(resource.into_future());
    std::future::poll_fn(move |context| untrack(|| future.as_mut().poll(context)))
}

/// Says why what is on the screen may be out of date.
#[component]
fn Stale(problem: Problem) -> impl IntoView {
    let location = use_location();
    let sign_in = matches!(problem, Problem::SignedOut { .. }).then(|| {
        let href = move || {
            let query = location.search.get();
            let path = location.pathname.get();
            routes::sign_in_then(&if query.is_empty() {
                path
            } else {
                format!("{path}?{}", query.trim_start_matches('?'))
            })
        };
        // Loaded afresh: the page it leads back to must not show what this one still holds.
        view! { <a href=href rel="external">"Sign in again"</a> }
    });
    view! {
        <Notice kind=NoticeKind::Warning title=problem.heading()>
            <p>{problem.sentence()} " What you see here may be out of date. " {sign_in}</p>
        </Notice>
    }
}
