//! `/users/{member}`: one person. Readers who may edit the person do so here: *Save* shows what would change, *Confirm*
//! does it. Actions with consequences of their own, such as deleting, have pages below this address; parts that other
//! pages share live in `views`.

mod act;
mod changes;
mod edit;
mod facts;
mod form;
mod head;
mod page_state;
mod review;
mod status;

pub(crate) use act::ActPage;

use crate::platform;
use crate::posted::posted;
use crate::views::{Page, answering, in_path};
use domain::id::MemberId;
use domain::viewer::Viewer;
use leptos::prelude::*;
use page_state::{EditStage, PersonPageState, SubmittedEdit};

/// The page of one person.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let member = member();
    let page = answering(posted::<SubmittedEdit>(), move |sent, redirector| async move {
        PersonPageState::of(member, sent, &redirector).await
    });
    Page::new("User", page)
        .titled(PersonPageState::title)
        .wrong(PersonPageState::is_wrong)
        .show(|viewer, opening| view! { <PersonContent viewer opening/> })
}

/// The posted form, with the values it began with, for its draft.
pub(crate) fn typed(body: &[u8]) -> Option<domain::person::EditSubmission> {
    platform::read_form::<SubmittedEdit>(body)?.typed()
}

/// The member in the address.
fn member() -> Option<MemberId> {
    in_path("member", MemberId::parse)
}

#[component]
fn PersonContent(viewer: Viewer, opening: PersonPageState) -> impl IntoView {
    let PersonPageState { person, stage } = opening;
    match (stage, person.may_edit) {
        (EditStage::Review(review), _) => view! { <review::ReviewPart viewer person review=*review/> }.into_any(),
        (EditStage::Form(filling), Ok(())) => view! { <edit::EditPart viewer person filling=*filling/> }.into_any(),
        (EditStage::Form(_), Err(why)) => {
            view! { <facts::ReadOnlyPerson viewer person why=why.sentence()/> }.into_any()
        }
    }
}
