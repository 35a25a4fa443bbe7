//! The second step: what would change, and confirming it.

use super::address;
use super::changes::Changes;
use super::page_state::{BACK, CONFIRM};
use crate::pages::leaving::LeavingNotice;
use crate::posted::fields_of;
use crate::views::{ChangeInWords, Decided, GainedAndLost};
use crate::widgets::{
    ButtonKind, Disclosure, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::consequence::Consequence;
use domain::form::edit::{EditField, EditPart};
use domain::permission::{RoleChoice, Rules, difference};
use domain::person::{EditReview, EditSubmission, Person};
use domain::product::Product;
use domain::user::Access;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::serde_json;

#[component]
pub(super) fn ReviewPart(viewer: Viewer, person: Person, part: EditPart, review: EditReview) -> impl IntoView {
    let EditReview { changes, meanwhile, roles, consequences, filled, .. } = review;
    let (name, member) = (person.name(), person.row.member);
    let action = address(member, part);
    let rules = Rules { roles: viewer.settings.roles.clone(), exceptions: person.exceptions_in_force() };
    let products = viewer.settings.products.clone();
    let changes_in = |field: EditField| changes.iter().any(|change| change.is_of(field));
    let is_about_access = changes_in(EditField::Access);
    let status = match filled.form.access() {
        access if is_about_access => person.status_with(access),
        _ => person.row.status,
    };
    let words = (!changes.is_empty()).then(|| {
        let (before, after) = roles.clone().unwrap_or_else(|| (person.roles.clone(), person.roles.clone()));
        let [before, after] = [before, after].map(|roles| Decided { roles, rules: rules.clone() });
        view! { <ChangeInWords before after products=products.clone() status/> }
    });
    let consequences =
        Consequence::sentences(&consequences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let nothing = changes.is_empty();
    let leaves = (is_about_access && filled.form.access() == Access::Deactivated)
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
                {words}
                {if nothing {
                    view! { <p>"There is nothing left to change."</p> }.into_any()
                } else {
                    view! { <Changes caption="What will change" changes roles=school/> }.into_any()
                }}
                <ul class="consequences">{consequences}</ul>
                {leaves.then(|| view! { <LeavingNotice member first_name/> })}
                <ConfirmForm action filled nothing/>
            </Panel>
            {roles.map(|roles| view! { <Difference name roles products rules/> })}
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

/// What a change of roles gains and loses, as one list.
#[component]
fn Difference(name: String, roles: (RoleChoice, RoleChoice), products: Vec<Product>, rules: Rules) -> impl IntoView {
    let of = |roles: &RoleChoice| rules.permissions(roles, &products);
    let difference = difference(&of(&roles.0), &of(&roles.1));
    let caption = format!("Everything that {name} gains and loses");
    (!difference.is_empty()).then(|| {
        let (gains, loses) = (difference.gains().collect(), difference.loses().collect());
        view! {
            <Disclosure summary=caption.clone()>
                <GainedAndLost caption gains loses/>
            </Disclosure>
        }
    })
}
