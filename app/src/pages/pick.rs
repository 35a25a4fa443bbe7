//! `/users/…/pupils`: the pupils a person is key worker or worker for, and the Pupil Picker for each of the two lists.
//!
//! The picker is one form: searching, ticking a whole class, saving and confirming all send it, and it comes back with
//! every tick in it, including those of pupils who are not shown. So it needs no scripts, and no tick is lost.

mod picking;
mod submitted;
mod summary;

use crate::api;
use crate::posted::posted;
use crate::routes;
use crate::views::{KeyWorkersPart, Page, PersonHead, PersonTab, answering, in_path, in_query, there};
use crate::widgets::{Notice, NoticeKind};
use domain::access::{Action as _, ListUsers, NamePupils};
use domain::id::MemberId;
use domain::person::Person;
use domain::pupil::{PupilListing, WorkerKind};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use picking::PickerForm;
use submitted::{PickPageState, SubmittedPicks};
use summary::ConfirmPicks;

const TITLE: &str = "Key worker and worker";

/// The page of a person's pupils, for readers who manage people.
#[component]
pub(crate) fn PickPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let kind = in_query("kind").as_deref().and_then(WorkerKind::from_code);
    let saved = in_query("saved").as_deref().and_then(WorkerKind::from_code);
    let sent = match posted() {
        Some(pairs) => SubmittedPicks::read(pairs),
        None => {
            SubmittedPicks::opening(use_query_map().with_untracked(|query| PupilListing::read(|key| query.get(key))))
        }
    };
    let page = answering(Some(sent), move |sent, redirector| async move {
        let member = there(member)?;
        Ok(match kind {
            Some(kind) => (member, there(sent)?.answer(member, kind, redirector).await?),
            None => (member, PickPageState::Overview(Box::new(api::open_user(member).await?))),
        })
    });
    Page::new(TITLE, page)
        .rule(|viewer| {
            let names = (NamePupils { rules: &viewer.rules() }).check(&viewer.grants());
            ListUsers.check(&viewer.grants()).and(names)
        })
        .titled(|(_, state)| match state {
            PickPageState::Overview(person) => PersonTab::Children.title(person),
            _ => TITLE.to_owned(),
        })
        .wrong(|(_, state)| matches!(state, PickPageState::Picking(picking) if !picking.errors.is_empty()))
        .show(move |viewer, (member, state)| match state {
            PickPageState::Overview(person) => view! { <Overview member person=*person viewer saved/> }.into_any(),
            PickPageState::Picking(picking) => view! { <PickerForm picking/> }.into_any(),
            PickPageState::Confirming(confirming) => view! { <ConfirmPicks confirming member/> }.into_any(),
            PickPageState::Saved => ().into_any(),
        })
}

/// Both of the person's lists.
#[component]
fn Overview(member: MemberId, person: Person, viewer: Viewer, saved: Option<WorkerKind>) -> impl IntoView {
    view! {
        <PersonHead viewer=viewer.clone() person=person.clone() tab=PersonTab::Children>
            {saved.map(|kind| view! { <Saved kind person=person.clone()/> })}
        </PersonHead>
        <KeyWorkersPart member viewer/>
    }
}

#[component]
fn Saved(kind: WorkerKind, person: Person) -> impl IntoView {
    let name = person.name();
    let what = match kind {
        WorkerKind::Key => format!("The key children of {name} are saved."),
        WorkerKind::Worker => format!("The other children of {name} are saved."),
    };
    let again = routes::pick_pupils(person.row.member, kind);
    view! {
        <Notice kind=NoticeKind::Success takes_focus=true><p>{what} " " <a href=again>"Change them again"</a></p></Notice>
    }
}
