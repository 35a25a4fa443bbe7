//! The Users widget of the School view.

use crate::routes;
use crate::widgets::{
    Bar, BarPart, ButtonKind, Cluster, Icon, Initials, KeyFigure, KeyFigures, LinkButton, Notice, NoticeKind, Panel, Sparkline,
};
use domain::access::{Action as _, AddUsers, Grants, ListUsers};
use domain::listing::UserListing;
use domain::role::Role;
use domain::school::{RecentSignIn, Undelivered, UsersWidget as Widget};
use domain::user::Standing;
use leptos::prelude::*;

/// How many people there are, where they stand, what they are, and who was here last.
#[component]
pub(crate) fn UsersWidget(
    /// What to show.
    widget: Widget,
    /// What the reader may do.
    grants: Grants,
) -> impl IntoView {
    let may_list = ListUsers.check(&grants).is_ok();
    let add_refused = AddUsers.check(&grants).err().map(domain::access::Denial::sentence).unwrap_or_default();
    let list_refused = ListUsers.check(&grants).err().map(domain::access::Denial::sentence).unwrap_or_default();
    let figures = widget
        .standings
        .iter()
        .filter(|(standing, count)| *count > 0 || *standing == Standing::Active)
        .map(|(standing, count)| figure(*standing, *count, may_list))
        .collect_view();
    let parts: Vec<_> = widget.roles.iter().map(|(role, count)| part(*role, *count, may_list)).collect();
    let refused_note = add_refused.clone();
    view! {
        <Panel title="Users" id="users-widget">
            {widget.undelivered.filter(|list| !list.is_empty()).map(undelivered)}
            <KeyFigures>
                <KeyFigure label="People" value=widget.total.to_string()/>
                {figures}
            </KeyFigures>
            <Bar caption="People by role" kind="Role" parts=parts/>
            <div class="split">
                {widget.newest_sign_ins.map(newest)}
                <section>
                    <h3>"Sign-ins of the last 14 days"</h3>
                    <Sparkline label=sign_ins_in_words(&widget.sign_ins) values=widget.sign_ins.clone()/>
                    <p class="soft">{sign_ins_in_words(&widget.sign_ins)}</p>
                </section>
            </div>
            <Cluster>
                <LinkButton href=routes::ADD_USER icon=Icon::Plus refused=add_refused>"Add a new user"</LinkButton>
                {(list_refused.is_empty() || list_refused != refused_note).then(|| {
                    view! { <LinkButton href=routes::USERS kind=ButtonKind::Secondary refused=list_refused>"Users"</LinkButton> }
                })}
            </Cluster>
        </Panel>
    }
}

fn figure(standing: Standing, count: u64, may_list: bool) -> impl IntoView {
    let href = if may_list {
        routes::users(&UserListing { standing: Some(standing), ..UserListing::default() })
    } else {
        String::new()
    };
    view! { <KeyFigure label=standing.label() value=count.to_string() href=href/> }
}

fn part(role: Role, count: u64, may_list: bool) -> BarPart {
    BarPart {
        label: role.label().to_owned(),
        short: role.abbreviation().to_owned(),
        count,
        tone: u8::try_from(role.index()).unwrap_or_default() + 1,
        href: may_list.then(|| routes::users(&UserListing { role: Some(role), ..UserListing::default() })),
    }
}

fn newest(people: Vec<RecentSignIn>) -> impl IntoView {
    let none = people.is_empty();
    let people = people
        .into_iter()
        .map(|person| {
            view! {
                <li>
                    <Initials name=person.name.clone()/>
                    <span>
                        <b>{person.name}</b>
                        <small>{person.role.label()} ", " <time datetime=person.when.iso>{person.when.text}</time></small>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h3>"Newest sign-ins"</h3>
            {none.then(|| view! { <p class="soft">"Nobody has signed in yet."</p> })}
            <ul class="people">{people}</ul>
        </section>
    }
}

fn undelivered(list: Vec<Undelivered>) -> impl IntoView {
    let items = list
        .into_iter()
        .map(|mail| view! { <li><b>{mail.name}</b> " (" {mail.email} "): " {mail.trouble}</li> })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning title="Some emails have not got through">
            <ul>{items}</ul>
        </Notice>
    }
}

fn sign_ins_in_words(days: &[u32]) -> String {
    let total: u32 = days.iter().sum();
    let today = days.last().copied().unwrap_or_default();
    format!("{total} in 14 days, {today} today")
}
