//! The Users widget of the School page, for readers who may see the list of people.

use crate::routes;
use crate::views::code_of;
use crate::widgets::{
    Bar, BarPart, ButtonKind, Icon, KeyFigure, KeyFigures, LinkButton, Panel, People, PersonLine, Sparkline,
};
use domain::listing::UserListing;
use domain::permission::SchoolRoles;
use domain::photo::PhotoSize;
use domain::role::Role;
use domain::school::{RecentSignIn, UsersWidget as Widget};
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The number of people, their status, their roles, and who signed in last. Its regions follow every change at the
/// school. It is not an island: admins see it right after signing in, and as one it was two thirds of what a browser loads
/// first.
#[component]
pub(crate) fn UsersWidget(
    /// The widget's content.
    widget: Widget,
    /// Why the reader may not add people; empty if they may.
    may_not_add: String,
) -> impl IntoView {
    let may_add = may_not_add.is_empty();
    let everybody = figure("People", widget.total, routes::USERS.to_owned());
    let figures = widget.statuses.iter().filter(|(status, count)| *count > 0 || *status == MemberStatus::Active);
    let figures = figures
        .map(|(status, count)| figure(status.label(), *count, routes::users_with(UserListing::STATUS, status.code())));
    let figures: Vec<_> = std::iter::once(everybody).chain(figures).collect();
    let parts: Vec<_> = widget.roles.iter().map(|(role, count)| part(*role, *count)).collect();
    let is_mis_fed = widget.is_mis_fed;
    let not_invited = widget.statuses.iter().find(|(status, _)| *status == MemberStatus::NotRegistered);
    let not_invited = not_invited.map_or(0, |(_, number)| *number);
    let in_words = sign_ins_in_words(&widget.sign_ins);
    let (sign_ins, newest) = (widget.sign_ins, newest(&widget.newest_sign_ins));
    view! {
        <Panel title="Users" id="users-widget" actions=move || view! { <NextSteps may_add is_mis_fed/> }>
            <div class="stack" data-region="users-notices">
                {is_mis_fed.then(|| view! { <NotInvitedCount number=not_invited/> })}
            </div>
            <div data-region="users-figures"><KeyFigures>{figures}</KeyFigures></div>
            <div data-region="users-roles"><Bar caption="People by role" kind="Role" parts/></div>
            <div class="grid">
                <div data-region="users-newest">{newest}</div>
                <section data-region="users-sign-ins">
                    <h3>"Sign-ins of the last 14 days"</h3>
                    <Sparkline label=in_words.clone() values=sign_ins/>
                    <p class="soft small" aria-hidden="true">{in_words}</p>
                </section>
            </div>
            {(!may_add).then(|| view! { <AddDisabled sentence=may_not_add/> })}
        </Panel>
    }
}

/// The actions offered here. A reader who may do none of them sees the rule's explanation at the end of the panel.
/// Where staff come from the MIS, the main action is inviting; adding is for people who are not in the MIS.
#[component]
fn NextSteps(may_add: bool, is_mis_fed: bool) -> impl IntoView {
    let adding = if is_mis_fed {
        ("Add someone who is not in the MIS", ButtonKind::Quiet)
    } else {
        ("Add a new user", ButtonKind::Primary)
    };
    view! {
        <div class="actions" data-region="users-steps">
            {may_add.then(|| view! { <LinkButton href=routes::ADD_USER icon=Icon::Plus kind=adding.1>{adding.0}</LinkButton> })}
            {(may_add && is_mis_fed).then(|| view! { <LinkButton href=routes::INVITE icon=Icon::Mail>"Invite users"</LinkButton> })}
            <LinkButton href=routes::USERS icon=Icon::People kind=ButtonKind::Secondary>"Users"</LinkButton>
        </div>
    }
}

/// The number of staff who have not been invited.
#[component]
fn NotInvitedCount(number: u64) -> impl IntoView {
    let says = match number {
        0 => "All staff have been invited.".to_owned(),
        1 => "1 member of staff has not been invited yet.".to_owned(),
        number => format!("{number} members of staff have not been invited yet."),
    };
    view! { <p>"Staff come from your MIS. " {says} " " <a href=routes::IMPORTS>"Import staff"</a></p> }
}

/// The disabled button for adding people, with the rule's explanation.
#[component]
fn AddDisabled(sentence: String) -> impl IntoView {
    view! {
        <div>
            <LinkButton href=routes::ADD_USER icon=Icon::Plus kind=ButtonKind::Secondary refused=sentence>"Add a new user"</LinkButton>
        </div>
    }
}

fn figure(label: &'static str, count: u64, href: String) -> AnyView {
    view! { <KeyFigure label=label value=count.to_string() href=href/> }.into_any()
}

fn part(role: Role, count: u64) -> BarPart {
    BarPart {
        label: role.label().to_owned(),
        code: code_of(role, &SchoolRoles::none()),
        count,
        href: Some(routes::users_with(UserListing::ROLE, role.code())),
    }
}

fn newest(people: &[RecentSignIn]) -> AnyView {
    let none = people.is_empty();
    let people = people
        .iter()
        .map(|person| {
            let when = person.when.clone();
            let photo = person.photo.map(|photo| routes::photo(photo, PhotoSize::Small));
            let end = move || view! { <time datetime=when.iso.clone()>{when.text.clone()}</time> };
            view! { <PersonLine name=person.name.clone() photo about=person.role.clone() end=end/> }
        })
        .collect_view();
    view! {
        <section>
            <h3>"Newest sign-ins"</h3>
            {none.then(|| view! { <p class="soft">"Nobody has signed in yet."</p> })}
            <People>{people}</People>
        </section>
    }
    .into_any()
}

fn sign_ins_in_words(days: &[u32]) -> String {
    let total: u32 = days.iter().sum();
    let today = days.last().copied().unwrap_or_default();
    format!("{total} in 14 days, {today} today")
}
