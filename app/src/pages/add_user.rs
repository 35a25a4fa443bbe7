//! `/users/new`: adds somebody, and shows while a role is chosen what it will let them do.

mod form;
mod key;
mod opening;
mod signed_out;

use crate::here::Here;
use crate::posted::{Onward, posted};
use crate::views::{ProblemView, SchoolPageFrame, following};
use crate::widgets::Loading;
use domain::access::{Action as _, AddUsers};
use domain::problem::Problem;
use domain::viewer::Viewer;
use form::AddUser;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use opening::{Opening, Origin, Sent};
use signed_out::SignedOut;

pub(crate) struct AddUserPage;

#[lazy_route]
impl LazyRoute for AddUserPage {
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
    let sent: Option<Sent> = posted();
    let opening = Resource::new(
        || (),
        move |()| {
            let sent = sent.clone();
            let onward = onward.clone();
            async move { Opening::of(sent, &onward).await }
        },
    );
    view! {
        <Suspense fallback=|| view! { <Loading label="Loading the form"/> }>
            {Suspend::new(async move {
                let opening = opening.await;
                match opening.origin {
                    Origin::Refused(Problem::SignedOut { kept }) => {
                        let is_demo = here.site.await.is_ok_and(|site| site.is_demo);
                        view! { <SignedOut kept is_demo/> }.into_any()
                    }
                    _ => view! { <Framed opening/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Framed(opening: Opening) -> impl IntoView {
    let wrong = RwSignal::new(matches!(opening.origin, Origin::Refused(Problem::Form(_))));
    let title = Signal::derive(move || if wrong.get() { "Error: Add a new user" } else { "Add a new user" }.to_owned());
    view! {
        <SchoolPageFrame title body=move |viewer| {
            let opening = opening.clone();
            view! { <Guarded viewer opening wrong/> }.into_any()
        }/>
    }
}

/// The form, or the rule that stands against adding people.
#[component]
fn Guarded(viewer: Memo<Viewer>, opening: Opening, wrong: RwSignal<bool>) -> impl IntoView {
    let refused = Memo::new(move |_| viewer.with(|viewer| AddUsers.check(&viewer.grants()).err()));
    following(move || match refused.get() {
        Some(denial) => {
            let help_contact = viewer.with_untracked(|viewer| viewer.settings.help_contact.clone());
            view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any()
        }
        None => view! { <AddUser viewer opening=opening.clone() wrong/> }.into_any(),
    })
}
