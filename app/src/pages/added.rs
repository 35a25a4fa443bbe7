//! `/users/added/…`: says that somebody was added, and what comes next.

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::routes;
use crate::views::{Kept, SchoolPageFrame};
use crate::widgets::{ButtonKind, Cluster, Confirmation, Icon, LinkButton, Notice, NoticeKind, PageHeading};
use domain::id::MemberId;
use domain::listing::UserRow;
use domain::problem::Problem;
use domain::user::Standing;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use std::sync::Arc;

pub(crate) struct AddedPage;

#[lazy_route]
impl LazyRoute for AddedPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SchoolPageFrame title="User added" body=|_| view! { <Added/> }.into_any()/> }.into_any()
    }
}

#[component]
fn Added() -> impl IntoView {
    let here = Here::get();
    let params = use_params_map();
    let member = move || params.with(|params| params.get_str("member").and_then(MemberId::parse));
    let person = Resource::new(
        move || (member(), here.changes.get()),
        |(member, _)| async move {
            match member {
                Some(member) => api::find_user(member).await,
                None => Err(Failure(Problem::NotFound)),
            }
        },
    );
    view! {
        <Kept resource=person loading="Loading who was added" body=|person| view! { <Person person/> }.into_any()/>
    }
}

#[component]
fn Person(person: Signal<Arc<UserRow>>) -> impl IntoView {
    let title = Signal::derive(move || person.with(|person| title(person)));
    let next = Signal::derive(move || person.with(|person| next(person)));
    let trouble = Memo::new(move |_| person.with(|person| person.mail_trouble.clone()));
    let users = person.with_untracked(|person| format!("{}?new={}", routes::USERS, person.member));
    view! {
        <PageHeading title="Add a new user" back=routes::USERS back_label="Users"/>
        <div class="stack">
            {move || trouble.get().map(|trouble| view! {
                <Notice kind=NoticeKind::Warning title="The email has not got through yet"><p>{trouble}</p></Notice>
            })}
            <Confirmation title takes_focus=true>
                <p>{next}</p>
                <Cluster>
                    <LinkButton href=users>"Back to Users"</LinkButton>
                    <LinkButton href=routes::ADD_USER icon=Icon::Plus kind=ButtonKind::Secondary>"Add another"</LinkButton>
                </Cluster>
            </Confirmation>
        </div>
    }
}

/// What was done.
fn title(person: &UserRow) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match person.standing {
        Standing::Invited => format!("{name} was added and will get an email"),
        _ => format!("{name} was added"),
    }
}

/// What happens now.
fn next(person: &UserRow) -> String {
    let (email, role) = (&person.email, person.role.label());
    match person.standing {
        Standing::Invited => format!(
            "It goes to {email} and holds a link to set a password, which works once and for 14 days. Their role is {role}."
        ),
        Standing::NotRegistered => format!(
            "No invitation was sent yet. Send it to {email} from the list of users when you are ready. Their role is {role}."
        ),
        Standing::InvitationExpired => {
            format!("The invitation sent to {email} has expired. Send another from the list of users.")
        }
        Standing::Active => format!("They have set a password and can sign in with {email}. Their role is {role}."),
        Standing::Blocked | Standing::Deactivated | Standing::Deleted => {
            format!("They are {} now.", person.standing.label().to_lowercase())
        }
    }
}
