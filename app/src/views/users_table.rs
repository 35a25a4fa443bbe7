//! The people at a school as a table.

use crate::routes;
use crate::views::mail_trouble::CORRECT_ADDRESS;
use crate::views::{StatusTag, code_of, noted};
use crate::widgets::{
    Avatar, Cell, Code, Column, ColumnSort, DataTable, Icon, RoleTag, Row, RowHead, Sorted, Tag, TickCell, Tone,
};
use domain::bulk::BULK_PEOPLE;
use domain::id::MemberId;
use domain::listing::{SortBy, UserListing, UserRow};
use domain::permission::SchoolRoles;
use domain::photo::PhotoSize;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The people, one row each.
#[component]
pub(crate) fn UsersTable(
    /// The people, in order.
    rows: Vec<UserRow>,
    /// The listing, which says how the columns are sorted.
    listing: UserListing,
    /// The person who was just added.
    new: Option<MemberId>,
    /// The school's roles, for their codes.
    school: SchoolRoles,
    /// The id of the form that sends invitations.
    invite: &'static str,
    /// The id of the form that acts on the ticked people.
    bulk: &'static str,
) -> impl IntoView {
    let sorts = SortBy::ALL.into_iter().map(|sort| column(&listing, sort));
    let columns = std::iter::once(Column::ticks("Ticked")).chain(sorts).collect::<Vec<_>>();
    let person = |row: UserRow| {
        let code = code_of(row.role, &school);
        view! { <Person is_new=new == Some(row.member) row code invite bulk/> }
    };
    let rows = rows.into_iter().map(person).collect_view();
    view! { <DataTable caption="Users" columns>{rows}</DataTable> }
}

fn column(listing: &UserListing, sort: SortBy) -> Column {
    let sorted = match (listing.sort == sort, listing.descending) {
        (false, _) => Sorted::No,
        (true, false) => Sorted::Ascending,
        (true, true) => Sorted::Descending,
    };
    let id = format!("sort-{}", sort.code());
    Column::sortable(sort.label(), ColumnSort { id, href: routes::users(&listing.sorted_by(sort)), sorted })
}

#[component]
fn Person(row: UserRow, code: Code, is_new: bool, invite: &'static str, bulk: &'static str) -> impl IntoView {
    let name = format!("{} {}", row.first_name, row.last_name);
    let photo = row.photo.map(|photo| routes::photo(photo, PhotoSize::Small));
    // A reader who may send the invitation again may correct where it goes.
    let (may_correct, whose) = (row.may_invite.is_ok(), name.clone());
    let gone = matches!(row.status, MemberStatus::Deactivated | MemberStatus::Deleted);
    let offer = match (&row.may_invite, row.status) {
        (Ok(()), MemberStatus::NotRegistered) => Some(Ok("Send invitation")),
        (Ok(()), _) => Some(Ok("Send again")),
        (Err(why), MemberStatus::NotRegistered | MemberStatus::Invited | MemberStatus::InvitationExpired) => {
            Some(Err(why.sentence()))
        }
        (Err(_), _) => None,
    };
    let offer = offer.map(|offer| match offer {
        Ok(says) => view! {
            <button type="submit" class="button button-quiet" form=invite name="invite" value=row.member.to_string()>
                {says} <span class="hidden">" to " {name.clone()}</span>
            </button>
        }
        .into_any(),
        Err(why) => view! { <small class="reason">{why}</small> }.into_any(),
    });
    view! {
        <Row new=is_new muted=gone>
            <TickCell label=format!("Tick {name}") form=bulk name=BULK_PEOPLE value=row.member.to_string()/>
            <RowHead new=is_new>
                <span class="with-avatar"><Avatar name=name.clone() photo/> <span><a href=routes::user(row.member)><bdi>{name}</bdi></a> {is_new.then(|| view! { " " <Tag tone=Tone::Good icon=Icon::Plus text="New"/> })}</span></span>
            </RowHead>
            <Cell label=SortBy::Email.label()>
                {if row.email.is_empty() { view! { <span class="soft">"Needs an email"</span> }.into_any() } else { broken(&row.email).into_any() }} {row.mail_trouble.map(|trouble| view! { <small class="reason">{trouble.sentence()} {may_correct.then(|| view! { " " <a href=routes::correct_address(row.member)>{CORRECT_ADDRESS} <span class="hidden">{format!(" of {whose}")}</span></a> })}</small> })}
            </Cell>
            <Cell label=SortBy::JobTitle.label()>{row.job_title}</Cell>
            <Cell label=SortBy::Role.label()>
                <RoleTag code label=row.role_name/>
            </Cell>
            <Cell label=SortBy::Status.label()>
                <span class="users-status">
                    <span><StatusTag status=row.status/> {row.status_note.map(|note| view! { <small class="reason">{noted(row.status)} {note.text}</small> })}</span>
                    {offer}
                </span>
            </Cell>
            <Cell label=SortBy::LastSignIn.label()>
                {match row.last_sign_in {
                    Some(when) => view! { <time datetime=when.iso>{when.text}</time> }.into_any(),
                    None => view! { <span class="soft">"Never"</span> }.into_any(),
                }}
            </Cell>
        </Row>
    }
}

/// An email address that may wrap after its @ sign.
fn broken(email: &str) -> impl IntoView + use<> {
    let (local, host) = email.split_at(email.find('@').map_or(0, |at| at + 1));
    view! { {local.to_owned()}<wbr/>{host.to_owned()} }
}
