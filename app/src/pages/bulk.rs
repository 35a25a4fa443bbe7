//! `/users/bulk`: one thing done to many people. What to do is chosen, what it changes is shown, and then it is done.

mod choose;
mod done;
mod people;
mod review;
mod sent;
mod shift;

pub(crate) use done::BulkDonePage;
pub(crate) use sent::{ALL, TICKED};

use crate::failure::Failure;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame};
use crate::widgets::{Empty, Icon, LinkButton, PageHeading};
use choose::Choosing;
use domain::access::{Action as _, ListUsers};
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use review::Reviewing;
use sent::{Sent, Shown};

const TITLE: &str = "Change several people";

/// Doing one thing to many people.
#[component]
pub(crate) fn BulkPage() -> impl IntoView {
    let sent: Option<Vec<(String, String)>> = posted();
    let onward = Onward::new();
    let shown = Resource::new(
        || (),
        move |()| {
            let (sent, onward) = (sent.clone(), onward.clone());
            async move {
                match sent {
                    Some(pairs) => Sent::read(pairs).answer(&onward).await,
                    None => Ok(Shown::Nobody),
                }
            }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let shown = shown.await;
                let wrong = matches!(&shown, Ok(Shown::Choosing { errors, .. }) if !errors.is_empty());
                view! { <SchoolPageFrame title=TITLE wrong body=move |viewer| view! { <Whole viewer shown/> }.into_any()/> }
            })}
        </Suspense>
    }
}

#[component]
fn Whole(viewer: Viewer, shown: Result<Shown, Failure>) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    if let Err(denial) = ListUsers.check(&viewer.grants()) {
        return view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any();
    }
    match shown {
        Err(Failure(problem)) => view! { <ProblemView problem help_contact/> }.into_any(),
        Ok(Shown::Nobody) => view! { <Nobody/> }.into_any(),
        Ok(Shown::Choosing { people, form, errors }) => {
            let grants = viewer.grants();
            view! { <Choosing people form errors grants school=viewer.settings.roles/> }.into_any()
        }
        Ok(Shown::Reviewing(review)) => view! { <Reviewing review settings=viewer.settings/> }.into_any(),
        // The answer leads on to what was done.
        Ok(Shown::Done) => ().into_any(),
    }
}

/// The page as it is opened by its address: people are chosen in the list.
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
