//! `/pupils/…`: one child, for readers who may know them: who they are, how they do, and what was observed. Marks are
//! in `child/course.rs` and `child/changes.rs`, statutory results in `child/results.rs`. Entering marks belongs to the
//! markbook, recording observations to a page of its own.

mod changes;
mod course;
mod results;

use crate::api;
use crate::routes;
use crate::views::{ChildObservations, Page, in_path, loading, there};
use crate::widgets::{Avatar, AvatarSize, ButtonKind, Definition, Definitions, LinkButton, PageHeading, Panel};
use changes::Changes;
use course::Marks;
use domain::access::{Action as _, CreateObservation, NamePupils};
use domain::assessment::{ChildPage as Child, Group, SheetListing};
use domain::finding::SitePage;
use domain::id::PupilId;
use domain::pupil::WorkerKind;
use domain::viewer::Viewer;
use leptos::prelude::*;
use results::Results;

/// The page of a child.
#[component]
pub(crate) fn ChildPage() -> impl IntoView {
    let id = in_path("pupil", PupilId::parse);
    Page::new("Pupil", loading(move || async move { api::find_child(there(id)?).await }))
        .rule(|viewer| (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()))
        .titled(Child::name)
        .show(|viewer, child| view! { <ChildView viewer child/> })
}

#[component]
fn ChildView(viewer: Viewer, child: Child) -> impl IntoView {
    let pupil = child.pupil.clone();
    let may_record = (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants());
    let refused = may_record.err().map(|denial| denial.sentence()).unwrap_or_default();
    let observe = routes::record_about(pupil.id);
    let listing = SheetListing { group: Some(Group::Class(pupil.class.clone())), ..SheetListing::default() };
    let markbook = SitePage::Markbook.check(&viewer).is_ok().then(|| (routes::markbook(&listing), pupil.class.clone()));
    let actions = move || {
        let markbook = markbook.clone().map(|(href, class)| {
            view! { <LinkButton href kind=ButtonKind::Secondary>{format!("Markbook of {class}")}</LinkButton> }
        });
        view! {
            {markbook}
            <LinkButton href=observe.clone() refused=refused.clone()>"Record an observation"</LinkButton>
        }
    };
    let work = match child.work {
        Some(WorkerKind::Key) => " You are their key worker.",
        Some(WorkerKind::Worker) => " You work with them.",
        None => "",
    };
    let lead = format!("{}, class {}.{work}", pupil.year.label(), pupil.class);
    view! {
        <PageHeading title=child.name() lead back=routes::PUPILS back_label="Pupils" actions/>
        <div class="stack">
            <Marks child=child.clone()/>
            <Results results=child.results.clone()/>
            <ChildObservations child=pupil.id viewer/>
            <About child=child.clone()/>
            <Changes changes=child.changes/>
        </div>
    }
}

/// What the school holds of the child.
#[component]
fn About(child: Child) -> impl IntoView {
    let name = child.name();
    let pupil = child.pupil;
    let none = || view! { <span class="soft">"None"</span> }.into_any();
    view! {
        <Panel title="About" id="about">
            <div class="child-about">
                <Avatar name size=AvatarSize::Large/>
                <Definitions>
                    <Definition name="Class">{pupil.class}</Definition>
                    <Definition name="Year group">{pupil.year.label()}</Definition>
                    <Definition name="Key worker">
                        {pupil.key_worker.map_or_else(none, |name| view! { <bdi>{name}</bdi> }.into_any())}
                    </Definition>
                    <Definition name="Date of birth">
                        <time datetime=pupil.born.to_string()>{pupil.born.words()}</time>
                    </Definition>
                    <Definition name="UPN">{pupil.upn.map_or_else(none, |upn| view! { <span>{upn}</span> }.into_any())}</Definition>
                </Definitions>
            </div>
        </Panel>
    }
}
