//! Deleting a role that the school created, after asking which role its people get instead.

use super::ReviewOutdated;
use super::affected::AffectedPeople;
use super::submitted::{ASK_DELETE, DELETE, STEP, Summary};
use crate::routes;
use crate::views::{InWords, given_by};
use crate::widgets::{
    BusyNotice, ButtonKind, FormActions, LinkButton, PageHeading, Panel, SelectField, Stamp, SubmitButton,
};
use domain::access::Grants;
use domain::permission::{RoleChoice, SchoolRoles};
use domain::role::HeldRole;
use domain::role_customisation::{DeletionReview, ROLE, SEEN, VERSION};
use domain::school::SchoolSettings;
use leptos::prelude::*;

/// The last part of a role's page: the form that deletes it.
#[component]
pub(super) fn Delete(
    grants: Grants,
    role: HeldRole,
    version: i64,
    /// The chosen role for its people; to begin with, the role that this one was copied from.
    to: String,
    school: SchoolRoles,
) -> impl IntoView {
    let options: Vec<_> = given_by(&grants, school.catalogue.main_product(), &school)
        .into_iter()
        .filter(|choice| choice.value != role.code())
        .collect();
    let to = if to.is_empty() { role.level().code().to_owned() } else { to };
    view! {
        <Panel title="Delete this role" id="delete">
            <form method="post" action=routes::manage_role(role)>
                <Stamp/>
                <input type="hidden" name=VERSION value=version.to_string()/>
                <SelectField id=ROLE name=ROLE label="Its people get" options=options value=to plain=true
                    hint="Wherever they hold this role now. You see whom it reaches before it is deleted."/>
                <FormActions>
                    <SubmitButton label="Delete the role" kind=ButtonKind::Danger name=STEP value=ASK_DELETE/>
                </FormActions>
            </form>
        </Panel>
    }
}

/// The summary before a role is deleted.
#[component]
pub(super) fn Deleting(role: HeldRole, summary: Summary<DeletionReview>, settings: SchoolSettings) -> impl IntoView {
    let Summary { review, moved } = summary;
    let form = review.form;
    let (label, to) = (settings.roles.label(role), review.to);
    let instead = settings.roles.label(to);
    let can = format!("What {instead} can do");
    view! {
        <PageHeading title=format!("Delete {label}?") back=routes::manage_role(role) back_label=label.clone()
            lead=format!("Everyone with this role gets {} instead. The role cannot be brought back.", instead)/>
        <div class="stack">
            {moved.then(|| view! { <ReviewOutdated/> })}
            <Panel title=can><InWords roles=RoleChoice::in_every_product(to) settings/></Panel>
            <AffectedPeople impact=review.impact/>
            <form method="post" action=routes::manage_role(role)>
                <Stamp/>
                <input type="hidden" name=VERSION value=form.version.to_string()/>
                <input type="hidden" name=ROLE value=to.code().into_owned()/>
                <input type="hidden" name=SEEN value=form.seen/>
                <FormActions>
                    <SubmitButton label="Delete the role" kind=ButtonKind::Danger name=STEP value=DELETE/>
                    <LinkButton href=routes::manage_role(role) kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                </FormActions>
                <BusyNotice text="Deleting the role."/>
            </form>
        </div>
    }
}
