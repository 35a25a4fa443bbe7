//! `/users/added/…`: says that somebody was added, and what comes next.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{ProblemView, SchoolPageFrame};
use crate::widgets::{ButtonKind, Cluster, Confirmation, Icon, LinkButton, Notice, NoticeKind, PageHeading};
use domain::id::MemberId;
use domain::listing::UserRow;
use domain::problem::Problem;
use domain::user::Standing;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Somebody was added.
#[component]
pub(crate) fn AddedPage() -> impl IntoView {
    let member = use_params_map().with_untracked(|params| params.get_str("member").and_then(MemberId::parse));
    view! {
        <SchoolPageFrame title="User added" body=move |viewer| {
            view! { <Added member help_contact=viewer.settings.help_contact/> }.into_any()
        }/>
    }
}

#[component]
fn Added(member: Option<MemberId>, help_contact: String) -> impl IntoView {
    let person = Resource::new(
        || (),
        move |()| async move {
            match member {
                Some(member) => api::find_user(member).await,
                None => Err(Failure(Problem::NotFound)),
            }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                match person.await {
                    Ok(person) => view! { <Person person/> }.into_any(),
                    Err(Failure(problem)) => view! { <ProblemView problem help_contact/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Person(person: UserRow) -> impl IntoView {
    let users = format!("{}?new={}", routes::USERS, person.member);
    let own = routes::user(person.member);
    let trouble = person.mail_trouble.clone();
    view! {
        <PageHeading title="Add a new user" back=routes::USERS back_label="Users"/>
        <div class="stack">
            <div data-region="mail">
                {trouble.map(|trouble| view! {
                    <Notice kind=NoticeKind::Warning title="The email has not got through yet"><p>{trouble.sentence()}</p></Notice>
                })}
            </div>
            <Confirmation title=title(&person) takes_focus=true>
                <p data-region="next">{next(&person)}</p>
                <Cluster>
                    <LinkButton href=users>"Back to Users"</LinkButton>
                    <LinkButton href=routes::ADD_USER icon=Icon::Plus kind=ButtonKind::Secondary>"Add another"</LinkButton>
                    <LinkButton href=own kind=ButtonKind::Quiet>"Everything about them"</LinkButton>
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
    let (email, role) = (&person.email, &person.role_name);
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
