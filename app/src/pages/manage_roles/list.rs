//! The list of every role, with the school's changes to it and the number of people who hold it.

use crate::routes;
use crate::views::code_of;
use crate::widgets::{Cell, Column, DataTable, RoleTag, Row, RowHead, Tag, Tone};
use domain::access::{Action as _, ChangeRole, Grants};
use domain::bulk::count_people;
use domain::permission::SchoolRoles;
use domain::role::HeldRole;
use domain::role_customisation::RoleUsage;
use leptos::prelude::*;

const FROM: &str = "Made from";
const CHANGED: &str = "Changed by your school";
const PEOPLE: &str = "People";

#[component]
pub(super) fn List(grants: Grants, school: SchoolRoles, uses: Vec<RoleUsage>) -> impl IntoView {
    let columns = ["Role", FROM, CHANGED, PEOPLE, "Change"].map(Column::new).to_vec();
    let rows = school
        .all()
        .into_iter()
        .map(|role| {
            let people = uses.iter().find(|one| one.role == role).map_or(0, |one| one.people);
            let cells = school.customised(role).map_or(0, |customised| customised.cells.len());
            view! { <RoleRow grants role school=school.clone() cells people/> }
        })
        .collect_view();
    view! { <DataTable caption="Roles of the school" columns>{rows}</DataTable> }
}

#[component]
fn RoleRow(grants: Grants, role: HeldRole, school: SchoolRoles, cells: usize, people: u64) -> impl IntoView {
    let label = school.label(role);
    let from = if role.is_custom() { role.level().label() } else { "A standard role" };
    let change = match (ChangeRole { role }).check(&grants) {
        Ok(()) => {
            let says = format!(" {label}");
            view! { <a href=routes::manage_role(role)>"Change" <span class="hidden">{says}</span></a> }.into_any()
        }
        Err(_) => view! { <span class="soft small">"Not below yours"</span> }.into_any(),
    };
    view! {
        <Row>
            <RowHead>
                <RoleTag code=code_of(role, &school) label/>
                {role.is_custom().then(|| view! { <span class="own-role"><Tag tone=Tone::Accent text="Your school's own"/></span> })}
            </RowHead>
            <Cell label=FROM>{from}</Cell>
            <Cell label=CHANGED>{changed(cells)}</Cell>
            <Cell label=PEOPLE>{match people { 0 => "Nobody".to_owned(), people => count_people(people) }}</Cell>
            <Cell label="Change">{change}</Cell>
        </Row>
    }
}

/// The number of changed permissions, in words.
pub(super) fn changed(cells: usize) -> String {
    match cells {
        0 => "Nothing".to_owned(),
        1 => "1 permission".to_owned(),
        several => format!("{several} permissions"),
    }
}
