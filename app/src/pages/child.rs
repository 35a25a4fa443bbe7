//! `/pupils/…`: one child, for readers who may know them: who they are, how they do, and what was observed. Marks are
//! in `child/course.rs` and `child/changes.rs`, statutory results in `child/results.rs`; that the child
//! has left is said in `child/leaving.rs`, and the home contact is in `child/home.rs`. What is posted is read in `child/submitted.rs`. Entering marks belongs to the
//! markbook, recording observations to a page of its own.

mod changes;
mod course;
mod home;
mod leaving;
mod objectives;
mod photo;
mod results;
mod submitted;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{ChildObservations, FormProblem, Page, answering, in_path, in_query, there};
use crate::widgets::{
    Avatar, AvatarSize, ButtonKind, Definition, Definitions, LinkButton, Notice, NoticeKind, PageHeading, Panel,
};
use changes::Changes;
use course::Marks;
use domain::access::{Action as _, CreateObservation, NamePupils};
use domain::assessment::{ChildPage as Child, Group, SheetListing};
use domain::finding::SitePage;
use domain::id::PupilId;
use domain::problem::Problem;
use domain::pupil::{HomeContactForm, LeavingForm, WorkerKind};
use domain::viewer::Viewer;
use home::Home;
use leaving::{Left, SayLeft};
use leptos::prelude::*;
use objectives::Objectives;
use photo::Photo;
use results::Results;
use serde::{Deserialize, Serialize};
use submitted::SubmittedAct;

/// The state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ChildPageState {
    child: Child,
    /// The leaving date that could not be saved, as typed.
    leaving: Option<LeavingForm>,
    /// The home contact that could not be saved, as typed.
    home: Option<HomeContactForm>,
    /// Why what was posted was not done.
    problem: Option<Problem>,
}

/// The page of a child.
#[component]
pub(crate) fn ChildPage() -> impl IntoView {
    let id = in_path("pupil", PupilId::parse);
    let sent = posted().and_then(|pairs: Vec<_>| SubmittedAct::read(&pairs));
    let page = answering(sent, move |sent: Option<SubmittedAct>, redirector| async move {
        let id = there(id)?;
        let (leaving, home) = match &sent {
            Some(SubmittedAct::Left(form)) => (Some(form.clone()), None),
            Some(SubmittedAct::Home(form)) => (None, Some(form.clone())),
            _ => (None, None),
        };
        let problem = match sent {
            Some(sent) => match sent.carry_out(id).await {
                Ok(next) => {
                    redirector.go(&next);
                    None
                }
                Err(failure) => Some(failure.0),
            },
            None => None,
        };
        Ok(ChildPageState { child: api::find_child(id).await?, leaving, home, problem })
    });
    Page::new("Pupil", page)
        .rule(|viewer| (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()))
        .titled(|state| state.child.name())
        .wrong(|state| matches!(state.problem, Some(Problem::Form(_))))
        .show(|viewer, state| view! { <ChildView viewer state/> })
}

#[component]
fn ChildView(viewer: Viewer, state: ChildPageState) -> impl IntoView {
    let ChildPageState { child, leaving: typed, home, problem } = state;
    let (pupil, leaving) = (child.pupil.clone(), child.leaving);
    let done = in_query("done").filter(|_| problem.is_none());
    let done = done.and_then(|code| submitted::done(&code, &pupil.forename));
    let may_record = (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants());
    let refused = match (may_record, leaving.has_left()) {
        (Err(denial), _) => denial.sentence(),
        (Ok(()), true) => format!("{} has left your school.", pupil.forename),
        (Ok(()), false) => String::new(),
    };
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
            {done.map(|text| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{text}</p></Notice> })}
            <FormProblem problem=problem.clone()/>
            <Left pupil=pupil.clone() leaving/>
            <Marks child=child.clone()/>
            <Objectives objectives=child.objectives.clone()/>
            <Results results=child.results.clone()/>
            <ChildObservations child=pupil.id viewer takes_more=!leaving.has_left()/>
            <About child=child.clone()/>
            <Home pupil=pupil.clone() home=child.home.clone() typed=home problem=problem.clone()/>
            <Changes changes=child.changes/>
            <SayLeft pupil leaving typed problem/>
        </div>
    }
}

/// What the school holds of the child.
#[component]
fn About(child: Child) -> impl IntoView {
    let name = child.name();
    let photo = child.photo.map(|photo| routes::child_photo(child.pupil.id, photo));
    let change = child.may_set_photo.is_ok().then(|| view! { <Photo pupil=child.pupil.clone() photo=child.photo/> });
    let pupil = child.pupil;
    let none = || view! { <span class="soft">"None"</span> }.into_any();
    view! {
        <Panel title="About" id="about">
            <div class="child-about">
                <Avatar name photo size=AvatarSize::Large/>
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
            {change}
        </Panel>
    }
}
