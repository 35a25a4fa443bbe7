//! `/users/bulk`: one thing done to many people, in three steps: choose it, check what it changes, confirm. The list of
//! people is where they are ticked; the rules for each person are in `domain::bulk`.

mod choose;
mod done;
mod people;
mod review;
mod shift;
mod submitted;
mod words;

pub(crate) use done::BulkDonePage;
pub(crate) use submitted::{ALL, TICKED};

use crate::posted::posted;
use crate::routes;
use crate::views::{Page, answering};
use crate::widgets::{EmptyState, Icon, LinkButton, PageHeading};
use choose::ChooseChange;
use domain::access::{Action as _, ListUsers};
use domain::viewer::Viewer;
use leptos::prelude::*;
use review::ReviewChange;
use submitted::{BulkPageState, SubmittedBulk};

const TITLE: &str = "Change several people";

/// The page that does one thing to many people.
#[component]
pub(crate) fn BulkPage() -> impl IntoView {
    let page = answering(posted::<Vec<(String, String)>>(), |sent, redirector| async move {
        match sent {
            Some(pairs) => SubmittedBulk::read(pairs).answer(&redirector).await,
            None => Ok(BulkPageState::Nobody),
        }
    });
    Page::new(TITLE, page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .wrong(|shown| matches!(shown, BulkPageState::Choosing { errors, .. } if !errors.is_empty()))
        .show(|viewer, shown| view! { <BulkContent viewer shown/> })
}

#[component]
fn BulkContent(viewer: Viewer, shown: BulkPageState) -> impl IntoView {
    match shown {
        BulkPageState::Nobody => view! { <NobodySelected/> }.into_any(),
        BulkPageState::Choosing { people, form, errors } => {
            let grants = viewer.grants();
            view! { <ChooseChange people form errors grants school=viewer.settings.roles/> }.into_any()
        }
        BulkPageState::Reviewing(review) => view! { <ReviewChange review settings=viewer.settings/> }.into_any(),
        // The answer redirects to the result.
        BulkPageState::Done => ().into_any(),
    }
}

/// The page when it is opened directly, without people: they are selected in the list.
#[component]
fn NobodySelected() -> impl IntoView {
    view! {
        <PageHeading title=TITLE back=routes::USERS back_label="Users"/>
        <EmptyState title="Nobody is chosen" icon=Icon::Search>
            <p>"Tick people in the list of users, or narrow the list down to those you mean. Then choose what to do under the list."</p>
            <div class="actions"><LinkButton href=routes::USERS>"Go to Users"</LinkButton></div>
        </EmptyState>
    }
}
