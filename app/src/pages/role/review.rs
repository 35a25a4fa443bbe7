//! The second step: what changes in the role and for whom, before it is saved.

use super::affected::AffectedPeople;
use super::submitted::{self, Summary};
use super::{ReviewOutdated, carried, follows};
use crate::routes;
use crate::views::{ChangeInWords, Decided, PermissionHead};
use crate::widgets::{
    BusyNotice, ButtonKind, Cell, Column, DataTable, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel,
    Row, Stamp, SubmitButton,
};
use domain::permission::{CellSetting, RoleChoice, Rules, telling_order};
use domain::role_customisation::{CellChange, RoleReview};
use domain::school::SchoolSettings;
use leptos::prelude::*;

const NOW: &str = "Now";
const THEN: &str = "Then";

#[component]
pub(super) fn ReviewRole(summary: Summary<RoleReview>, settings: SchoolSettings) -> impl IntoView {
    let Summary { review, moved } = summary;
    let after = review.roles_after(&settings.roles);
    let RoleReview { role, name: (old_name, new_name), mut cells, impact, form } = review;
    cells.sort_by_cached_key(|changed| telling_order(changed.feature));
    let renamed = old_name != new_name;
    let has_cells = !cells.is_empty();
    let is_nothing = !has_cells && !renamed;
    let follows = follows(role);
    let words = has_cells.then(|| {
        let of = |roles| Decided { roles: RoleChoice::in_every_product(role), rules: Rules::of_roles(roles) };
        let (before, after) = (of(settings.roles), of(after));
        view! { <ChangeInWords before after products=settings.products/> }
    });
    let columns = ["Permission", NOW, THEN].map(Column::new).to_vec();
    let said =
        |setting: Option<CellSetting>| setting.map_or_else(|| follows.clone(), |setting| setting.label().to_owned());
    let rows = cells
        .into_iter()
        .map(|CellChange { feature, old, new }| {
            let (old, new) = (said(old), said(new));
            view! {
                <Row>
                    <PermissionHead feature/>
                    <Cell label=NOW>{old}</Cell>
                    <Cell label=THEN><strong>{new}</strong></Cell>
                </Row>
            }
        })
        .collect_view();
    let fields = carried(role, &form);
    view! {
        <PageHeading title=format!("Check what changes in {old_name}") lead="Nothing is saved yet." back=routes::MANAGE_ROLES
            back_label="Your school's roles"/>
        <div class="stack">
            {moved.then(|| view! { <ReviewOutdated/> })}
            <Panel title="What changes in the role" id="changes">
                {words}
                {is_nothing.then(|| view! {
                    <Notice kind=NoticeKind::Fact title="Nothing would change"><p>"There is nothing to confirm."</p></Notice>
                })}
                {renamed.then(|| view! { <p>"It is called " <strong><bdi>{new_name}</bdi></strong> " from then on."</p> })}
                {has_cells.then(|| view! { <DataTable caption="What changes in the role" columns>{rows}</DataTable> })}
            </Panel>
            {(!is_nothing).then(|| view! { <AffectedPeople impact/> })}
            <form method="post" action=routes::manage_role(role)>
                <Stamp/>
                {fields}
                <FormActions>
                    {(!is_nothing).then(|| view! { <SubmitButton label="Confirm" name=submitted::STEP value=submitted::CONFIRM/> })}
                    <SubmitButton label="Go back and change something" kind=ButtonKind::Secondary name=submitted::STEP value=submitted::BACK/>
                    <LinkButton href=routes::MANAGE_ROLES kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                </FormActions>
                <BusyNotice text="Saving the role."/>
            </form>
        </div>
    }
}
