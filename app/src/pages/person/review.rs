//! The second step: what would change, and confirming it.

use super::address;
use super::changes::Changes;
use super::page_state::{BACK, CONFIRM};
use super::totals::Totals;
use crate::pages::leaving::LeavingNotice;
use crate::posted::fields_of;
use crate::views::PermissionPreview;
use crate::widgets::{
    ButtonKind, Disclosure, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::consequence::Consequence;
use domain::form::edit::{EditField, EditPart};
use domain::permission::{Exceptions, RoleChoice, Rules};
use domain::person::{EditReview, EditSubmission, Person};
use domain::school::SchoolSettings;
use domain::user::{Access, MemberStatus};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::serde_json;

#[component]
pub(super) fn ReviewPart(viewer: Viewer, person: Person, part: EditPart, review: EditReview) -> impl IntoView {
    let EditReview { changes, meanwhile, roles, consequences, filled, .. } = review;
    let (name, member, exceptions) = (person.name(), person.row.member, person.exceptions_in_force());
    let action = address(member, part);
    let rules = Rules { roles: viewer.settings.roles.clone(), exceptions: exceptions.clone() };
    let products = viewer.settings.products.clone();
    let totals = roles.clone().map(|roles| view! { <Totals roles products rules/> });
    let consequences =
        Consequence::sentences(&consequences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let status = person.row.status;
    let nothing = changes.is_empty();
    let changes_in = |field: EditField| changes.iter().any(|change| change.is_of(field));
    let leaves = (changes_in(EditField::Access) && filled.form.access() == Access::Deactivated)
        || (changes_in(EditField::LeavingOn) && !filled.form.leaving_on.is_empty());
    let school = viewer.settings.roles.clone();
    let others_roles = school.clone();
    let first_name = person.row.first_name.clone();
    view! {
        <PageHeading title=format!("Check what changes for {name}") back=action.clone() back_label=name.clone()/>
        <div class="stack">
            {(!meanwhile.is_empty()).then(|| view! {
                <Notice kind=NoticeKind::Warning title="Somebody else changed this person meanwhile">
                    <p>"Their change is saved, and stays unless it is in the list below. What you changed is not lost."</p>
                    <Changes caption="What was changed meanwhile" columns=("Before", "Now") changes=meanwhile roles=others_roles/>
                </Notice>
            })}
            <Panel title="What will change" id="changes">
                {if nothing {
                    view! { <p>"There is nothing left to change."</p> }.into_any()
                } else {
                    view! { <Changes caption="What will change" changes roles=school/> }.into_any()
                }}
                {totals}
                <ul class="consequences">{consequences}</ul>
                {leaves.then(|| view! { <LeavingNotice member first_name/> })}
                <ConfirmForm action filled nothing/>
            </Panel>
            {roles.map(|roles| view! { <Difference name roles settings=viewer.settings exceptions status/> })}
        </div>
    }
}

#[component]
fn ConfirmForm(action: String, filled: EditSubmission, nothing: bool) -> impl IntoView {
    let leave = action.clone();
    let fields = pairs(&filled)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form method="post" action=action data-guard data-unsaved="">
            <Stamp/>
            {fields}
            <FormActions>
                {(!nothing).then(|| view! { <SubmitButton label="Confirm" name="step" value=CONFIRM/> })}
                <SubmitButton label="Go back and change something" kind=ButtonKind::Secondary name="step" value=BACK/>
                <LinkButton href=leave kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
        </form>
    }
}

/// The form's values as hidden fields, carried from one step to the next.
fn pairs(filled: &EditSubmission) -> Vec<(String, String)> {
    let mut pairs = fields_of(&filled.form);
    pairs.push(("base".to_owned(), serde_json::to_string(&filled.base).unwrap_or_default()));
    pairs
}

/// What a change of roles gains and loses.
#[component]
fn Difference(
    name: String,
    roles: (RoleChoice, RoleChoice),
    settings: SchoolSettings,
    exceptions: Exceptions,
    status: MemberStatus,
) -> impl IntoView {
    let (before, after) = roles;
    view! {
        <Disclosure summary=format!("Everything that {name} gains and loses")>
            <PermissionPreview id="difference" title=format!("What changes in what {name} can do") roles=Some(after)
                before=Some(before) settings exceptions status/>
        </Disclosure>
    }
}
