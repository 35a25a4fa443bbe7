//! `/settings`: the school's name, its products, its help contact, and the permissions it has confirmed. Attributes and
//! roles have pages of their own.

mod cells;
mod school_form;
mod submitted;

use crate::page_context::PageContext;
use crate::platform;
use crate::posted::posted;
use crate::routes;
use crate::views::{FetchAhead, KeptNotice, Page, answering};
use crate::widgets::{ButtonKind, Cluster, Contents, LinkButton, Notice, NoticeKind, PageHeading, Panel};
use cells::Cells;
use domain::access::{Action as _, ViewSettings};
use domain::finding::SitePage;
use domain::form::settings::SettingsForm;
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use school_form::SchoolForm;
use submitted::{SettingsFormFailure, SubmittedSettings};

/// The school's settings, for its Account Owner and Account Admins.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let here = PageContext::get();
    let page = answering(posted().map(SubmittedSettings::read), move |sent, redirector| async move {
        Ok(match sent {
            Some(sent) => sent.save(here, &redirector).await,
            None => SettingsFormFailure::kept().await,
        })
    });
    Page::new("School settings", page)
        .rule(|viewer| ViewSettings.check(&viewer.grants()))
        .wrong(|outcome| matches!(outcome, Some(SettingsFormFailure { problem: Some(Problem::Form(_)), .. })))
        .show(|viewer, outcome| view! { <Settings viewer outcome/> })
}

/// The settings form that was posted, for its draft.
pub(crate) fn typed(body: &[u8]) -> Option<SettingsForm> {
    SubmittedSettings::read(platform::read_form(body)?).typed()
}

#[component]
fn Settings(viewer: Viewer, outcome: Option<SettingsFormFailure>) -> impl IntoView {
    let (typed, trouble) = match outcome {
        Some(SettingsFormFailure { typed, problem }) => (typed, problem),
        None => (None, None),
    };
    let is_kept = typed.is_some() && trouble.is_none();
    let judged = typed.is_some() && !is_kept;
    let settings = &viewer.settings;
    // Errors of the settings' fields are shown beside them.
    let trouble = trouble.filter(|problem| !judged || !matches!(problem, Problem::Form(_)));
    let is_saved = use_query_map().with_untracked(|query| query.get_str("saved").is_some()) && typed.is_none();
    let form = typed.unwrap_or_else(|| SettingsForm::of(settings));
    let catalogue = settings.roles.catalogue;
    let saved = format!("The settings of {} are saved. You can change them again here.", settings.name);
    view! { <FetchAhead island="school_form"/>
        <PageHeading title="School settings" lead="What is changed here shows at once to everybody in your school."/>
        <Contents parts=vec![
            ("about", "About the school"),
            ("attributes", "Attributes"),
            ("assessment", "Assessment"),
            ("cells", "Permissions awaiting confirmation"),
        ]/>
        <div class="stack">
            <KeptNotice is_kept/>
            {trouble.map(|problem| view! { <SettingsError problem/> })}
            <Panel title="About the school" id="about">
                {is_saved.then(|| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{saved.clone()}</p></Notice> })}
                <SchoolForm form judged catalogue/>
            </Panel>
            <Panel title="Attributes" id="attributes">
                <p class="prose">"What your school wants to know of its people, such as who is a first-aider and when a DBS check was made."</p>
                <Cluster><LinkButton href=routes::ATTRIBUTES kind=ButtonKind::Secondary>"Choose attributes"</LinkButton></Cluster>
            </Panel>
            {SitePage::Assessment.check(&viewer).is_ok().then(|| view! {
                <Panel title="Assessment" id="assessment">
                    <p class="prose">"The codes, objectives, subjects and half-terms of the markbook."</p>
                    <Cluster><LinkButton href=routes::ASSESSMENT kind=ButtonKind::Secondary>"Choose how your school assesses"</LinkButton></Cluster>
                </Panel>
            })}
            <div data-region="cells"><Cells viewer/></div>
        </div>
    }
}

/// Why something was not saved.
#[component]
fn SettingsError(problem: Problem) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Problem title=problem.heading()>
            <p>{problem.sentence()}</p>
        </Notice>
    }
}

/// The address of the page after a save, with the notice.
fn saved_address() -> String {
    routes::saved(routes::SETTINGS)
}
