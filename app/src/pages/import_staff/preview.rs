//! The preview of an import: what it would do, and what still needs deciding.

use super::questions::AnswersByKind;
use super::roles::Roles;
use super::rows::{Leavers, Rows};
use crate::routes;
use crate::views::{FormProblem, error_of, field_errors};
use crate::widgets::{
    BusyNotice, ButtonKind, Checkbox, Cluster, EmptyState, FormActions, Icon, KeyFigure, KeyFigures, LinkButton,
    Notice, NoticeKind, Pagination, Panel, Stamp, SubmitButton,
};
use domain::access::Grants;
use domain::bulk::count_people;
use domain::id::ImportId;
use domain::import::{ChangedCount, PreviewFilter, PreviewView, RowClass};
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use leptos::prelude::*;

/// The counts, the roles of new people, a page of rows, and the buttons.
#[component]
pub(super) fn Preview(
    id: ImportId,
    grants: Grants,
    school: SchoolRoles,
    view: PreviewView,
    problem: Option<Problem>,
    moved: Option<Vec<ChangedCount>>,
) -> impl IntoView {
    let errors = field_errors(problem.as_ref());
    let (shown, page, pages) = (view.shown, view.page, view.pages);
    let figures = view
        .counts
        .iter()
        .filter(|(one, count)| *count > 0 || *one == shown)
        .map(|(one, count)| {
            let note = if *one == shown { "Shown below" } else { "" };
            view! { <KeyFigure label=one.label() value=count.to_string() note=note href=routes::import_rows(id, *one, 1)/> }
        })
        .collect_view();
    let says = sentences(&view, &school);
    let (is_strange, is_ours, as_last_time) = (view.is_strange, view.is_ours, view.as_last_time);
    let ours_error = error_of(&errors, "ours");
    let button = view.tally.sentence();
    let looked_at = view.looked_at.clone();
    let kinds = view.kinds.clone();
    let roles = (!view.roles.is_empty()).then(|| {
        view! { <Roles grants school=school.clone() view=view.clone() errors/> }
    });
    let rows = match shown {
        PreviewFilter::Leavers | PreviewFilter::Class(RowClass::Leaver) if view.leavers.is_empty() => {
            nothing().into_any()
        }
        PreviewFilter::Leavers | PreviewFilter::Class(RowClass::Leaver) => {
            view! { <Leavers shown leavers=view.leavers school/> }.into_any()
        }
        PreviewFilter::Class(_) if view.rows.is_empty() => nothing().into_any(),
        PreviewFilter::Class(class) => view! { <Rows class rows=view.rows school/> }.into_any(),
    };
    view! {
        <div class="stack">
            <FormProblem problem/>
            {moved.map(|moved| view! { <PreviewChanged moved/> })}
            {as_last_time.then(|| view! {
                <Notice kind=NoticeKind::Fact title="Matched like your last file with these columns">
                    <p>"Columns and roles were taken over. " <a href=routes::import_columns(id)>"Match the columns again"</a> " if something has changed."</p>
                </Notice>
            })}
            <form class="stack" method="post" action=routes::import_rows(id, shown, page)>
                <Stamp/>
                <input type="hidden" name="looked_at" value=looked_at/>
                {(is_strange || is_ours).then(|| view! {
                    <Notice kind=NoticeKind::Warning title="Is this your school’s list?">
                        <p>"No name and no email address in the file is known at your school."</p>
                        <input type="hidden" name="ours_shown" value="yes"/>
                        <Checkbox id="ours" name="ours" value="yes" label="Yes, these people work at our school" checked=Signal::stored(is_ours) hint=ours_error.unwrap_or_default()/>
                    </Notice>
                })}
                <Panel>
                    <KeyFigures>{figures}</KeyFigures>
                    {says.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    <p class="soft">"No email is sent. You can invite new people afterwards."</p>
                </Panel>
                {(shown == PreviewFilter::Class(RowClass::Question)).then(|| view! { <AnswersByKind kinds/> })}
                {roles}
                <section class="panel flush" id="rows">
                    <div class="panel-head"><h2>{shown.label()}</h2></div>
                    {rows}
                    <Pagination label="Pages of rows" page=page pages=pages href=move |page| routes::import_rows(id, shown, page)/>
                </section>
                <FormActions>
                    <SubmitButton label=button name="then" value="confirm"/>
                    <SubmitButton label="Save my choices" kind=ButtonKind::Secondary name="then" value="keep"/>
                </FormActions>
                <Cluster>
                    <LinkButton href=routes::import_columns(id) kind=ButtonKind::Quiet>"Match columns again"</LinkButton>
                    <SubmitButton label="Discard this file" kind=ButtonKind::Quiet name="then" value="discard"/>
                </Cluster>
                <BusyNotice text="Working on it. If you leave this page, all of it is done or nothing is."/>
                <p class="soft small">"Everything is saved together, or nothing is. Thousands of people take a few seconds."</p>
            </form>
        </div>
    }
}

/// What the whole file would do, in sentences.
fn sentences(view: &PreviewView, school: &SchoolRoles) -> Vec<String> {
    let mut says = Vec::new();
    if !view.given.is_empty() {
        let given: Vec<_> =
            view.given.iter().map(|(role, people)| format!("{people} with {}", school.label(*role))).collect();
        says.push(format!("New people: {}.", given.join("; ")));
    }
    if view.without_email > 0 {
        says.push(format!(
            "{} will be added without an email address. They cannot be invited until they have one.",
            count_people(view.without_email)
        ));
    }
    let rises = view.count(PreviewFilter::Class(RowClass::RoleRise));
    if rises > 0 {
        says.push(format!("The file gives {} a higher role. Tick the ones you want to change.", count_people(rises)));
    }
    if view.invitations_ended > 0 {
        says.push(match view.invitations_ended {
            1 => "1 invitation ends, because the person is deactivated.".to_owned(),
            ended => format!("{ended} invitations end, because the people are deactivated."),
        });
    }
    if view.is_delta {
        says.push("This file lists only what has changed, so nobody counts as missing from it.".to_owned());
    }
    says
}

/// The notice that nothing was done because something changed, with the differences.
#[component]
fn PreviewChanged(moved: Vec<ChangedCount>) -> impl IntoView {
    let is_empty = moved.is_empty();
    let lines = moved
        .into_iter()
        .map(|moved| view! { <li>{format!("{}: {} when you looked, {} now", moved.shown.label(), moved.before, moved.now)}</li> })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning title="Nothing has been imported yet. The list has changed">
            <p>"Somebody changed people, roles or this import after you opened the page. Your choices are saved. Check the new preview below, then press the button again."</p>
            {if is_empty {
                view! { <p>"The numbers are the same, but at least 1 row is different."</p> }.into_any()
            } else {
                view! { <ul>{lines}</ul> }.into_any()
            }}
        </Notice>
    }
}

fn nothing() -> impl IntoView {
    view! { <EmptyState title="Nobody here" icon=Icon::Tick><p>"Choose another group above."</p></EmptyState> }
}
