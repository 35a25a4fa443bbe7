//! The steps that every page of a school takes: it does what was posted, loads what it shows, asks the rule that may
//! forbid it, and is drawn. Each page gives its form, its load, its rule and its view. The frame around it is in
//! `frame.rs`.

use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::Redirector;
use crate::views::{ProblemView, SchoolPageFrame, VisitorsFrame};
use domain::access::Denial;
use domain::problem::Problem;
use domain::school::SchoolSettings;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A part of the page's path, such as a person's id; `None` if it cannot be parsed.
pub(crate) fn in_path<T>(name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    use_params_map().with_untracked(|params| params.get_str(name).and_then(parse))
}

/// The value of the page's query under a name.
pub(crate) fn in_query(name: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(name))
}

/// What an address names, or [`Problem::NotFound`] if it names nothing.
pub(crate) fn there<T>(named: Option<T>) -> Result<T, Failure> {
    named.ok_or(Failure(Problem::NotFound))
}

/// Loads what a page or a part of it shows.
pub(crate) fn loading<T, Loading>(load: impl Fn() -> Loading + Send + Sync + 'static) -> Resource<T>
where
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Loading: Future<Output = T> + Send + 'static,
{
    Resource::new(|| (), move |()| load())
}

/// Does what was posted, if anything was, and then loads what the page shows.
pub(crate) fn answering<Sent, T, Answering>(
    sent: Option<Sent>,
    answer: impl Fn(Option<Sent>, Redirector) -> Answering + Send + Sync + 'static,
) -> Resource<T>
where
    Sent: Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Answering: Future<Output = T> + Send + 'static,
{
    let redirector = Redirector::new();
    loading(move || answer(sent.clone(), redirector.clone()))
}

/// What `view` draws once `waiting` has finished.
pub(crate) fn after<Waiting, V>(
    waiting: Waiting,
    view: impl FnOnce(Waiting::Output) -> V + Send + 'static,
) -> impl IntoView
where
    Waiting: IntoFuture + Send + 'static,
    Waiting::IntoFuture: Send,
    Waiting::Output: Send,
    V: IntoView + 'static,
{
    view! { <Suspense>{Suspend::new(async move { view(waiting.await).into_any() })}</Suspense> }
}

/// What `view` draws of what was loaded, or why it cannot be shown.
pub(crate) fn loaded<T, V>(
    loading: Resource<Result<T, Failure>>,
    help_contact: String,
    view: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + Sync + Clone + 'static,
    V: IntoView + 'static,
{
    after(loading, |found| match found {
        Ok(found) => view(found).into_any(),
        Err(Failure(problem)) => view! { <ProblemView problem help_contact/> }.into_any(),
    })
}

/// A page that visitors of the demonstration see too. They see it outside a school's frame, and `view` gets no viewer.
pub(crate) fn visited<V: IntoView + 'static>(
    title: &'static str,
    view: impl FnOnce(SchoolSettings, Option<Viewer>) -> V + Send + 'static,
) -> impl IntoView {
    let here = PageContext::get();
    let visitors = async move { here.site.await.ok().and_then(|site| site.visitors) };
    after(visitors, move |visitors| match visitors {
        Some(settings) => view! { <VisitorsFrame title>{view(*settings, None).into_any()}</VisitorsFrame> }.into_any(),
        None => {
            let body = move |viewer: Viewer| view(viewer.settings.clone(), Some(viewer)).into_any();
            view! { <SchoolPageFrame title body/> }.into_any()
        }
    })
}

/// A page that everyone sees, including people who are not signed in.
pub(crate) fn open_to_all<V: IntoView + 'static>(
    title: &'static str,
    view: impl FnOnce(Option<Viewer>) -> V + Send + 'static,
) -> impl IntoView {
    let here = PageContext::get();
    after(here.site, move |site| match site {
        Ok(site) if site.viewer().is_some() => {
            view! { <SchoolPageFrame title body=move |viewer| view(Some(viewer)).into_any()/> }.into_any()
        }
        Ok(_) => view! { <VisitorsFrame title>{view(None).into_any()}</VisitorsFrame> }.into_any(),
        Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
    })
}

/// A page of a school.
pub(crate) struct Page<T: Send + Sync + 'static> {
    title: String,
    loading: Resource<Result<T, Failure>>,
    titled: Option<fn(&T) -> String>,
    rule: fn(&Viewer) -> Result<(), Denial>,
    is_wrong: fn(&T) -> bool,
    outside: fn(&T) -> Option<AnyView>,
}

impl<T: Send + Sync + Clone + 'static> Page<T> {
    /// A page that shows what `loading` gives.
    pub fn new(title: &str, loading: Resource<Result<T, Failure>>) -> Self {
        Self {
            title: title.to_owned(),
            loading,
            titled: None,
            rule: |_| Ok(()),
            is_wrong: |_| false,
            outside: |_| None,
        }
    }

    /// Gives the page a title that is made from what was loaded.
    pub fn titled(self, titled: fn(&T) -> String) -> Self {
        Self { titled: Some(titled), ..self }
    }

    /// Shows the page only to readers whom `rule` allows. A page without a rule relies on its load to refuse.
    pub fn rule(self, rule: fn(&Viewer) -> Result<(), Denial>) -> Self {
        Self { rule, ..self }
    }

    /// Marks the page's title as an error when `is_wrong` says that something typed has to be corrected.
    pub fn wrong(self, is_wrong: fn(&T) -> bool) -> Self {
        Self { is_wrong, ..self }
    }

    /// Shows what `outside` gives in place of the page, without a school's frame, where it gives something.
    pub fn outside(self, outside: fn(&T) -> Option<AnyView>) -> Self {
        Self { outside, ..self }
    }

    /// The page, as `view` draws it for the reader.
    pub fn show<V: IntoView + 'static>(self, view: impl FnOnce(Viewer, T) -> V + Send + 'static) -> impl IntoView {
        let Self { title, loading, titled, rule, is_wrong, outside } = self;
        after(loading, move |found| {
            if let Some(outside) = found.as_ref().ok().and_then(outside) {
                return outside;
            }
            let wrong = found.as_ref().is_ok_and(is_wrong);
            let title = found.as_ref().ok().zip(titled).map_or(title, |(found, titled)| titled(found));
            view! { <SchoolPageFrame title wrong body=move |viewer| guarded(viewer, rule, found, view)/> }.into_any()
        })
    }
}

/// What was loaded, or the problem: the rule forbids the page, or loading failed.
fn guarded<T, V: IntoView + 'static>(
    viewer: Viewer,
    rule: fn(&Viewer) -> Result<(), Denial>,
    found: Result<T, Failure>,
    view: impl FnOnce(Viewer, T) -> V,
) -> AnyView {
    match rule(&viewer).map_err(|denial| Failure(Problem::Denied(denial))).and(found) {
        Ok(found) => view(viewer, found).into_any(),
        Err(Failure(problem)) => {
            let help_contact = viewer.settings.help_contact;
            view! { <ProblemView problem help_contact/> }.into_any()
        }
    }
}
