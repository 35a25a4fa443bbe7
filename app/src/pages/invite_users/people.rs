//! The table of people to tick on the page that invites many people to a product.

use crate::routes;
use crate::views::StatusTag;
use crate::widgets::{
    Cell, Checkbox, Column, DataTable, EmptyState, FormActions, Icon, Notice, Pagination, Panel, ResultCount, Row,
    RowHead, Stamp, SubmitButton,
};
use domain::bulk::count_people;
use domain::invitation::{Invitable, InvitablePage};
use domain::member::MemberField;
use domain::permission::{NO_ROLE, SchoolRoles};
use leptos::prelude::*;

/// The people who can be invited, each with a box to tick.
#[component]
pub(super) fn PeopleToInvite(page: InvitablePage, error: Option<String>, school: SchoolRoles) -> impl IntoView {
    let InvitablePage { listing, people, total, pages, without_email } = page;
    let address = routes::invite(&listing);
    let count = match total {
        0 => "Nobody lacks this role, and nobody waits for an invitation".to_owned(),
        total => count_people(total),
    };
    let heads = ["Name", MemberField::Email.label(), MemberField::JobTitle.label(), "Role now", "Status", "Invite"]
        .map(Column::new)
        .to_vec();
    let none = people.is_empty();
    let rows = people.into_iter().map(|one| person(one, &school)).collect_view();
    let list = if none {
        view! { <EmptyState title="Nobody to invite" icon=Icon::Tick><p>"Choose another product or role, or look for somebody else."</p></EmptyState> }.into_any()
    } else {
        view! {
            <form method="post" action=address id="people" tabindex="-1">
                <Stamp/>
                {error.map(|error| view! { <p class="panel-note error">{error}</p> })}
                <DataTable caption="People to invite" columns=heads>{rows}</DataTable>
                <div class="panel-note"><FormActions><SubmitButton label="Send invitations"/></FormActions></div>
            </form>
        }
        .into_any()
    };
    let page = listing.page;
    view! {
        {(without_email > 0).then(|| view! {
            <Notice title="Some people have no email address">
                <p>{without_email.to_string()} " cannot be invited before they have one, and are not listed here."</p>
            </Notice>
        })}
        <Panel flush=true>
            <ResultCount text=count id="invite-count"/>
            {list}
            <Pagination label="Pages of people" page=page pages=pages href=move |page| routes::invite(&listing.at_page(page))/>
        </Panel>
    }
}

fn person(person: Invitable, school: &SchoolRoles) -> impl IntoView + use<> {
    let role = person.role.map_or_else(|| NO_ROLE.to_owned(), |role| school.label(role));
    let id = person.member.to_string();
    let label = format!("Invite {}", person.name);
    view! {
        <Row>
            <RowHead><bdi>{person.name}</bdi></RowHead>
            <Cell label=MemberField::Email.label()>{person.email}</Cell>
            <Cell label=MemberField::JobTitle.label()>{person.job_title}</Cell>
            <Cell label="Role now">{role}</Cell>
            <Cell label="Status"><StatusTag status=person.status/></Cell>
            <Cell label="Invite">
                <Checkbox id=format!("invite-{id}") name="member" value=id label checked=Signal::stored(false)/>
            </Cell>
        </Row>
    }
}
