//! `/users/added/…`: confirms that a person was added, and shows what comes next.

use crate::api;
use crate::routes;
use crate::views::{Page, in_path, loading, there};
use crate::widgets::{ButtonKind, Cluster, Confirmation, Icon, LinkButton, Notice, NoticeKind, PageHeading};
use domain::id::MemberId;
use domain::listing::UserRow;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The confirmation that a person was added.
#[component]
pub(crate) fn AddedPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    Page::new("User added", loading(move || async move { api::find_user(there(member)?).await }))
        .show(|_, person| view! { <Person person/> })
}

#[component]
fn Person(person: UserRow) -> impl IntoView {
    let users = routes::users_with_new(person.member);
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

/// The page's title: what was done.
fn title(person: &UserRow) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match person.standing {
        MemberStatus::Invited => format!("{name} was added and will get an email"),
        _ => format!("{name} was added"),
    }
}

/// What happens next.
fn next(person: &UserRow) -> String {
    let (email, role) = (&person.email, &person.role_name);
    match person.standing {
        MemberStatus::Invited => format!(
            "It goes to {email} and holds a link to set a password, which works once and for 14 days. Their role is {role}."
        ),
        MemberStatus::NotRegistered => format!(
            "No invitation was sent yet. Send it to {email} from the list of users when you are ready. Their role is {role}."
        ),
        MemberStatus::InvitationExpired => {
            format!("The invitation sent to {email} has expired. Send another from the list of users.")
        }
        MemberStatus::Active => format!("They have set a password and can sign in with {email}. Their role is {role}."),
        MemberStatus::Blocked | MemberStatus::Deactivated | MemberStatus::Deleted => {
            format!("They are {} now.", person.standing.label().to_lowercase())
        }
    }
}
