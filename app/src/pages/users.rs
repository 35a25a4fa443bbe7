//! `/users`: the people of the school. What is shown stands in the address, and nowhere else.

mod filters;
mod focus;
mod found;
mod invite;
mod list;

use crate::posted::posted;
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame, following};
use crate::widgets::{Icon, LinkButton, PageHeading};
use domain::access::{Action as _, ListUsers};
use domain::problem::Problem;
use domain::viewer::Viewer;
use invite::InviteForm;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use list::List;

pub(crate) struct UsersPage;

#[lazy_route]
impl LazyRoute for UsersPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let posted = posted::<InviteForm>();
        view! { <SchoolPageFrame title="Users" body=move |viewer| view! { <Users viewer posted=posted.clone()/> }.into_any()/> }.into_any()
    }
}

#[component]
fn Users(viewer: Memo<Viewer>, posted: Option<InviteForm>) -> impl IntoView {
    let refused = Memo::new(move |_| viewer.with(|viewer| ListUsers.check(&viewer.grants()).err()));
    let help = Signal::derive(move || viewer.with(|viewer| viewer.settings.help_contact.clone()));
    following(move || match refused.get() {
        Some(denial) => view! { <ProblemView problem=Problem::Denied(denial) help_contact=help.get()/> }.into_any(),
        None => view! {
            <PageHeading
                title="Users"
                lead="Everybody with an account in your school, and those invited to have one."
                actions=|| view! { <LinkButton href=routes::ADD_USER icon=Icon::Plus>"Add a new user"</LinkButton> }
            />
            <List help posted=posted.clone()/>
        }
        .into_any(),
    })
}
