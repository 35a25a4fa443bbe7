//! The second step: who changes, who does not and why, what they gain and lose in total; and confirming it.

use super::people::{SelectedPeople, SkippedList};
use super::shift::GainsAndLosses;
use super::submitted::{BACK, CONFIRM, STEP};
use super::words::BulkInWords;
use crate::posted::fields_of;
use crate::routes;
use crate::widgets::{
    BusyNotice, ButtonKind, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::bulk::{BulkForm, BulkReview, combined, count_people};
use domain::consequence::Consequence;
use domain::school::SchoolSettings;
use leptos::prelude::*;

#[component]
pub(super) fn ReviewChange(review: BulkReview, settings: SchoolSettings) -> impl IntoView {
    let BulkReview { change, changes, already, left_out, consequences, moved, form } = review;
    let count = changes.count;
    let consequences =
        Consequence::sentences(&consequences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let reason = form.reason.clone();
    let left: usize = left_out.iter().map(|left| left.people.count).sum();
    let title = change.title(&settings.roles);
    let does = change.does(count, &settings.roles);
    let together = combined(&moved, &settings.products, &settings.roles);
    let words = view! { <BulkInWords change together=together.clone() settings/> };
    view! {
        <PageHeading title lead="Check whom this changes, and what." back=routes::USERS back_label="Users"/>
        <div class="stack">
            <Panel title="What will change" id="changes">
                {if count == 0 {
                    view! { <Notice kind=NoticeKind::Fact title="Nobody would change"><p>"There is nothing to confirm."</p></Notice> }
                        .into_any()
                } else {
                    view! {
                        {words}
                        <p class="bulk-effect"><strong>{does} "."</strong></p>
                        <SelectedPeople people=changes/>
                    }
                    .into_any()
                }}
                {(already > 0).then(|| view! { <p>{change.has_already(already)}</p> })}
                {(!reason.is_empty()).then(|| view! { <p>"Reason: " <bdi>{reason}</bdi></p> })}
                <ul class="consequences">{consequences}</ul>
                <Confirm form count/>
            </Panel>
            {(left > 0).then(|| view! {
                <Panel title=format!("{} left out", count_people(left)) id="left-out"><SkippedList left=left_out/></Panel>
            })}
            {(!moved.is_empty()).then(|| view! { <GainsAndLosses together/> })}
        </div>
    }
}

#[component]
fn Confirm(form: BulkForm, count: usize) -> impl IntoView {
    let fields = fields_of(&form)
        .into_iter()
        // The role to be given is separate from the role that filters the list.
        .map(|(name, value)| (if name == "role" { "to".to_owned() } else { name }, value))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form method="post" action=routes::BULK>
            <Stamp/>
            {fields}
            <FormActions>
                {(count > 0).then(|| view! { <SubmitButton label="Confirm" name=STEP value=CONFIRM/> })}
                <SubmitButton label="Go back and change something" kind=ButtonKind::Secondary name=STEP value=BACK/>
                <LinkButton href=routes::USERS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
            <BusyNotice text="Working on it. If you leave this page, all of it is done or nothing is."/>
        </form>
    }
}
