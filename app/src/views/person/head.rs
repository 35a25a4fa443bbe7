//! The head of a person's pages: who they are and whether they are let in, what they can do in words, what is commonly
//! done to them, and the tabs.

use crate::routes;
use crate::views::{InWords, MailTroubleNotice, PersonFinder, StatusTag, code_of, in_query, noted};
use crate::widgets::{Avatar, AvatarSize, ButtonKind, Icon, IconView, LinkButton, MoreMenu, RoleTag, Tabs};
use domain::finding::FoundAct;
use domain::id::MemberId;
use domain::listing::{UserListing, UserRow};
use domain::permission::{RoleOverride, SchoolRoles};
use domain::person::Person;
use domain::photo::PhotoSize;
use domain::user::MemberStatus;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// How many of the acts have a button of their own.
const BUTTONS: usize = 3;

/// The pages of a person that share the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonTab {
    /// Names, contact details, photo, status and attributes.
    Details,
    /// The role in each product, and exceptions.
    Roles,
    /// The exceptions, on a page of their own below the roles.
    Exceptions,
    /// The pupils they are key worker or worker for.
    Children,
    /// Registration, sessions and the password link.
    SignIn,
    /// What was done to them, and every role they had.
    History,
}

impl PersonTab {
    const TABS: [Self; 5] = [Self::Details, Self::Roles, Self::Children, Self::SignIn, Self::History];

    const fn label(self) -> &'static str {
        match self {
            Self::Details => "Details",
            Self::Roles | Self::Exceptions => "Roles",
            Self::Children => "Children",
            Self::SignIn => "Sign-in",
            Self::History => "History",
        }
    }

    /// The address of the tab for a person.
    fn address(self, member: MemberId) -> String {
        match self {
            Self::Details => routes::user(member),
            Self::Roles | Self::Exceptions => routes::user_roles(member),
            Self::Children => routes::pupils_of(member),
            Self::SignIn => routes::user_sessions(member),
            Self::History => routes::whole_history(member),
        }
    }

    /// Where the same tab of a person who was found leads.
    fn of_found(self) -> fn(MemberId, &UserRow) -> String {
        match self {
            Self::Details => |_, row| routes::user(row.member),
            Self::Roles | Self::Exceptions => |_, row| routes::user_roles(row.member),
            Self::Children => |_, row| routes::pupils_of(row.member),
            Self::SignIn => |_, row| routes::user_sessions(row.member),
            Self::History => |_, row| routes::whole_history(row.member),
        }
    }

    /// The document title of the tab.
    pub fn title(self, person: &Person) -> String {
        match self {
            Self::Details => person.name(),
            Self::Exceptions => format!("{}: Exceptions", person.name()),
            tab => format!("{}: {}", person.name(), tab.label()),
        }
    }
}

/// The head, with what was just done between it and the tabs.
#[component]
pub(crate) fn PersonHead(
    /// The reader.
    viewer: Viewer,
    /// The person.
    person: Person,
    /// The tab that is shown.
    tab: PersonTab,
    /// What was just done, or what prevented it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let member = person.row.member;
    let acts = FoundAct::offered(&viewer, &person.as_found());
    // A phone shows them on the first tab alone.
    let is_wide_only = tab != PersonTab::Details;
    // The preview beside the roles begins with the same words.
    let can = (tab != PersonTab::Roles).then(|| {
        view! {
            <div class="person-words" class:wide-only=is_wide_only data-region="person-words">
                <h2>"What " {person.row.first_name.clone()} " can do"</h2>
                <InWords roles=person.roles.clone() settings=viewer.settings.clone() exceptions=person.exceptions_in_force()
                    status=person.row.status/>
                <p class="person-card"><a href=routes::card(member)>"As a card to print"</a></p>
            </div>
        }
    });
    let tabs = PersonTab::TABS.map(|tab| (tab.address(member), tab.label())).to_vec();
    let name = person.name();
    view! {
        <div class="person-top">
            <a class="back" href=routes::USERS><IconView icon=Icon::Back/><span>"Users"</span></a>
            <PersonFinder summary="Pick somebody else" name="pick" search=in_query("pick") among=UserListing::default() except=member
                action=tab.address(member) href=tab.of_found()/>
        </div>
        <div class="panel person-head">
            <div class="person-who" data-region="person-head">
                <Avatar name=name.clone() photo=person.row.photo.map(|photo| routes::photo(photo, PhotoSize::Large)) size=AvatarSize::Large/>
                <div>
                    <h1>{name.clone()}</h1>
                    <Facts person=person.clone() school=viewer.settings.roles.clone()/>
                </div>
            </div>
            {can}
            <ActButtons person=person.clone() acts/>
        </div>
        {person.row.mail_trouble.map(|trouble| view! { <MailTroubleNotice member trouble may_correct=person.may_edit.is_ok()/> })}
        {children.map(|children| children())}
        <Tabs label=format!("Pages about {name}") items=tabs current=tab.address(member) is_below={tab == PersonTab::Exceptions}/>
    }
}

/// Job, roles, status and last sign-in.
#[component]
fn Facts(person: Person, school: SchoolRoles) -> impl IntoView {
    let row = person.row;
    let others = person
        .roles
        .others()
        .map(|(product, role)| match role {
            RoleOverride::Role(role) => view! {
                <li><RoleTag code=code_of(role, &school) label=format!("{} in {}", school.label(role), product.name())/></li>
            }
            .into_any(),
            role => view! { <li class="soft">{role.label(&school)} " in " {product.name()}</li> }.into_any(),
        })
        .collect_view();
    let last = match row.last_sign_in {
        Some(when) => view! { "Last sign-in: " <time datetime=when.iso>{when.text}</time> }.into_any(),
        None => "Never signed in".into_any(),
    };
    view! {
        {(!row.job_title.is_empty()).then(|| view! { <p class="soft">{row.job_title}</p> })}
        <ul class="person-roles"><li><RoleTag code=code_of(row.role, &school) label=row.role_name/></li>{others}</ul>
        <p class="person-status">
            <StatusTag status=row.status/>
            {row.status_note.map(|note| view! { <span class="soft">{noted(row.status)} {note.in_sentence()}</span> })}
            <span class="soft">{last}</span>
        </p>
    }
}

/// The commonest acts as buttons, the others behind *More*.
#[component]
fn ActButtons(person: Person, acts: Vec<FoundAct>) -> impl IntoView {
    let (member, status) = (person.row.member, person.row.status);
    let mut links = acts.into_iter().map(|act| (routes::act_of(&act, member), act.label(status).to_owned()));
    let buttons = links
        .by_ref()
        .take(BUTTONS)
        .map(|(href, label)| view! { <LinkButton href kind=ButtonKind::Secondary>{label}</LinkButton> })
        .collect_view();
    let more: Vec<_> = links.collect();
    let left = (status == MemberStatus::Deleted).then_some(person.restorable).flatten().map(|left| {
        let days = if left.days == 1 { "1 day".to_owned() } else { format!("{} days", left.days) };
        view! { <p class="whole-row">"They can be restored for another " <strong>{days}</strong> ", until " {left.until.in_sentence()} "."</p> }
    });
    view! {
        <div class="person-acts" data-region="person-acts">
            {left}
            {buttons}
            {(!more.is_empty()).then(|| view! { <MoreMenu label="More" about=format!("to do for {}", person.row.first_name) items=more/> })}
        </div>
    }
}
