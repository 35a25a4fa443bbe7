//! `/settings`: what the school is called, what it uses, whom to ask, and what it has confirmed.

mod cells;
mod school_form;
mod sent;

use crate::here::Here;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame};
use crate::widgets::{Loading, Notice, NoticeKind, PageHeading};
use cells::Cells;
use domain::access::{Action as _, ViewSettings};
use domain::form::settings::SettingsForm;
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use school_form::{Filling, SchoolForm};
use sent::{Outcome, Sent};

/// The school's settings, for its Account Owner and Account Admins.
pub(crate) struct SettingsPage;

#[lazy_route]
impl LazyRoute for SettingsPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Page/> }.into_any()
    }
}

#[component]
fn Page() -> impl IntoView {
    let here = Here::get();
    let onward = Onward::new();
    let sent = posted().map(Sent::read);
    let outcome = Resource::new(
        || (),
        move |()| {
            let sent = sent.clone();
            let onward = onward.clone();
            async move { sent?.save(here, &onward).await }
        },
    );
    view! {
        <Suspense fallback=|| view! { <Loading label="Loading the settings"/> }>
            {move || Suspend::new(async move {
                let outcome = outcome.await;
                view! { <Framed outcome/> }
            })}
        </Suspense>
    }
}

/// The frame, whose title says whether something was wrong with what was sent.
#[component]
fn Framed(outcome: Option<Outcome>) -> impl IntoView {
    let filling = Filling::new();
    if let Some(Outcome { typed: Some(typed), .. }) = &outcome {
        filling.begin(typed.clone(), true);
    }
    let title = Signal::derive(move || {
        if filling.errors().is_empty() { "School settings" } else { "Error: School settings" }.to_owned()
    });
    view! {
        <SchoolPageFrame title body=move |viewer| {
            let outcome = outcome.clone();
            view! { <Guarded viewer filling outcome/> }.into_any()
        }/>
    }
}

/// The settings, or the rule that stands against seeing them.
#[component]
fn Guarded(viewer: Memo<Viewer>, filling: Filling, outcome: Option<Outcome>) -> impl IntoView {
    let refused = Memo::new(move |_| viewer.with(|viewer| ViewSettings.check(&viewer.grants()).err()));
    move || match refused.get() {
        Some(denial) => {
            let help_contact = viewer.with_untracked(|viewer| viewer.settings.help_contact.clone());
            view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any()
        }
        None => view! { <Settings viewer filling outcome=outcome.clone()/> }.into_any(),
    }
}

#[component]
fn Settings(viewer: Memo<Viewer>, filling: Filling, outcome: Option<Outcome>) -> impl IntoView {
    let (typed, trouble) = match outcome {
        Some(Outcome { typed, problem }) => (typed, Some(problem)),
        None => (None, None),
    };
    let judged = typed.is_some();
    let now = viewer.with_untracked(|viewer| {
        SettingsForm::of(&viewer.settings.name, &viewer.settings.products, &viewer.settings.help_contact)
    });
    filling.begin(typed.unwrap_or(now), judged);
    // What is wrong with the settings' fields is said beside them.
    let trouble = trouble.filter(|problem| !judged || !matches!(problem, Problem::Form(_)));
    view! {
        <PageHeading title="School settings" lead="What is changed here shows at once to everybody in your school."/>
        <nav class="contents" aria-label="On this page">
            <ul>
                <li><a href="#about">"About the school"</a></li>
                <li><a href="#cells">"Cells to be confirmed"</a></li>
            </ul>
        </nav>
        <div class="stack">
            {trouble.map(|problem| view! { <Trouble problem/> })}
            <SchoolForm filling/>
            <Cells viewer/>
        </div>
    }
}

/// Why something was not saved.
#[component]
fn Trouble(problem: Problem) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Problem title=problem.heading()>
            <p>{problem.sentence()}</p>
        </Notice>
    }
}

/// The page with one of its parts just saved.
fn saved_address() -> String {
    format!("{}?saved=1", routes::SETTINGS)
}
