//! `/users/added/…`: confirms that a person was added, and shows what comes next.

use crate::api;
use crate::routes;
use crate::views::{MailTroubleNotice, Page, in_path, loading, there};
use crate::widgets::{ButtonKind, Cluster, Confirmation, Icon, LinkButton};
use domain::id::MemberId;
use domain::listing::UserRow;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The confirmation that a person was added.
#[component]
pub(crate) fn AddedPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    Page::new("User added", loading(move || async move { api::open_user(there(member)?).await })).show(
        |viewer, person| {
            let roles = person.roles.in_words(&viewer.settings.products, &viewer.settings.roles);
            let may_correct = person.may_edit.is_ok();
            view! { <Person person=person.row roles may_correct/> }
        },
    )
}

#[component]
fn Person(
    person: UserRow,
    /// Every role they were given, in words.
    roles: String,
    /// Whether the reader may correct the address.
    may_correct: bool,
) -> impl IntoView {
    let member = person.member;
    let card = format!("Print what {} can do", person.first_name);
    let users = routes::users_with_new(person.member);
    let own = routes::user(person.member);
    let open = format!("Open {}’s page", person.first_name);
    let trouble = person.mail_trouble.clone();
    view! {
        <div class="stack">
            <div data-region="mail">
                {trouble.map(|trouble| view! { <MailTroubleNotice member trouble may_correct/> })}
            </div>
            <Confirmation title=title(&person) takes_focus=true is_heading=true>
                <p data-region="next">{next(&person, &roles)}</p>
                <Cluster>
                    <LinkButton href=users>"Back to Users"</LinkButton>
                    <LinkButton href=routes::ADD_USER icon=Icon::Plus kind=ButtonKind::Secondary>"Add another"</LinkButton>
                    <LinkButton href=own kind=ButtonKind::Quiet>{open}</LinkButton>
                    <LinkButton href=routes::card(member) kind=ButtonKind::Quiet>{card}</LinkButton>
                </Cluster>
            </Confirmation>
        </div>
    }
}

/// The page's title: what was done.
fn title(person: &UserRow) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match person.status {
        MemberStatus::Invited => format!("{name} was added and will get an email"),
        _ => format!("{name} was added"),
    }
}

/// What happens next.
fn next(person: &UserRow, roles: &str) -> String {
    let email = &person.email;
    match person.status {
        MemberStatus::Invited => format!(
            "Their role is {roles}. The email goes to {email} and has a link to set a password, which works once and for 14 days."
        ),
        MemberStatus::NotRegistered => format!(
            "Their role is {roles}. No invitation was sent yet: send it to {email} from the list of users when you are ready."
        ),
        MemberStatus::InvitationExpired => {
            format!("The invitation sent to {email} has expired. Send another from the list of users.")
        }
        MemberStatus::Active => {
            format!("They have set a password and can sign in with {email}. Their role is {roles}.")
        }
        MemberStatus::Blocked | MemberStatus::Deactivated | MemberStatus::Deleted => {
            format!("They are {} now.", person.status.label().to_lowercase())
        }
    }
}
