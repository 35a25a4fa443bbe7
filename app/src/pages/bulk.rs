//! `/users/bulk`: one thing done to many people, in three steps: choose it, check what it changes, confirm. The list of
//! people is where they are ticked; the rules for each person are in `domain::bulk`.

mod choose;
mod done;
mod people;
mod review;
mod sent;
mod shift;

pub(crate) use done::BulkDonePage;
pub(crate) use sent::{ALL, TICKED};

use crate::posted::posted;
use crate::routes;
use crate::views::{Page, answering};
use crate::widgets::{Empty, Icon, LinkButton, PageHeading};
use choose::Choosing;
use domain::access::{Action as _, ListUsers};
use domain::viewer::Viewer;
use leptos::prelude::*;
use review::Reviewing;
use sent::{Sent, Shown};

const TITLE: &str = "Change several people";

/// The page that does one thing to many people.
#[component]
pub(crate) fn BulkPage() -> impl IntoView {
    let page = answering(posted::<Vec<(String, String)>>(), |sent, onward| async move {
        match sent {
            Some(pairs) => Sent::read(pairs).answer(&onward).await,
            None => Ok(Shown::Nobody),
        }
    });
    Page::new(TITLE, page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .wrong(|shown| matches!(shown, Shown::Choosing { errors, .. } if !errors.is_empty()))
        .show(|viewer, shown| view! { <Whole viewer shown/> })
}

#[component]
fn Whole(viewer: Viewer, shown: Shown) -> impl IntoView {
    match shown {
        Shown::Nobody => view! { <Nobody/> }.into_any(),
        Shown::Choosing { people, form, errors } => {
            let grants = viewer.grants();
            view! { <Choosing people form errors grants school=viewer.settings.roles/> }.into_any()
        }
        Shown::Reviewing(review) => view! { <Reviewing review settings=viewer.settings/> }.into_any(),
        // The answer redirects to the result.
        Shown::Done => ().into_any(),
    }
}

/// The page when it is opened directly, without people: they are selected in the list.
#[component]
fn Nobody() -> impl IntoView {
    view! {
        <PageHeading title=TITLE back=routes::USERS back_label="Users"/>
        <Empty title="Nobody is chosen" icon=Icon::Search>
            <p>"Tick people in the list of users, or narrow the list down to those you mean. Then choose what to do under the list."</p>
            <div class="actions"><LinkButton href=routes::USERS>"Go to Users"</LinkButton></div>
        </Empty>
    }
}
