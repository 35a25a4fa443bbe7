//! What an import would do, and what is to be decided about it.

use super::rows::{Leavers, Rows};
use crate::routes;
use crate::views::{FormProblem, error_of, field_errors, given_by};
use crate::widgets::{
    ButtonKind, Choice, Empty, Fields, Fold, FormActions, Icon, KeyFigure, KeyFigures, LinkButton, Notice, NoticeKind,
    Pagination, Panel, SelectField, Stamp, SubmitButton, Working,
};
use domain::access::Grants;
use domain::bulk::count_people;
use domain::id::ImportId;
use domain::import::{Class, Decisions, PreviewView, RoleLine, Shown};
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use domain::product::Product;
use leptos::prelude::*;

/// The counts, the roles of new people, a page of rows, and the buttons.
#[component]
pub(super) fn Preview(
    id: ImportId,
    grants: Grants,
    school: SchoolRoles,
    view: PreviewView,
    problem: Option<Problem>,
    says_again: bool,
) -> impl IntoView {
    let errors = field_errors(problem.as_ref());
    let (shown, page, pages) = (view.shown, view.page, view.pages);
    let possible =
        view.counts.iter().find(|(shown, _)| *shown == Shown::Class(Class::Possible)).map_or(0, |(_, count)| *count);
    let figures = view
        .counts
        .iter()
        .filter(|(one, count)| *count > 0 || *one == shown)
        .map(|(one, count)| {
            let note = if *one == shown { "Shown below" } else { "" };
            view! { <KeyFigure label=one.label() value=count.to_string() note=note href=routes::import_rows(id, *one, 1)/> }
        })
        .collect_view();
    let has_roles = !view.roles.is_empty();
    let roles = has_roles.then(|| {
        let error = move |name: &str| error_of(&errors, name);
        view! { <Roles grants school=school.clone() lines=view.roles.clone() other=view.other_role.map(|role| role.code().into_owned()) without_role=view.without_role warning=view.warning.clone() error/> }
    });
    let rows = match shown {
        Shown::Leavers if view.leavers.is_empty() => nothing().into_any(),
        Shown::Leavers => view! { <Leavers leavers=view.leavers school/> }.into_any(),
        Shown::Class(_) if view.rows.is_empty() => nothing().into_any(),
        Shown::Class(class) => view! { <Rows class rows=view.rows school/> }.into_any(),
    };
    // Whoever still needs a role is asked about on confirming.
    let is_something = view.changes_anything || view.without_role > 0;
    let confirm = match (is_something, view.ticked) {
        (false, _) => "Finish: nothing to change".to_owned(),
        (true, 0) => "Confirm import".to_owned(),
        (true, 1) => "Confirm import, deactivate 1 person".to_owned(),
        (true, ticked) => format!("Confirm import, deactivate {ticked} people"),
    };
    view! {
        <div class="stack">
            <FormProblem problem/>
            {says_again.then(|| view! {
                <Notice kind=NoticeKind::Warning title="Nothing has been imported yet: please look again">
                    <p>"What the import would do is not what you looked at any more: people were changed meanwhile, or you decided something just now. Below is what it would do now."</p>
                </Notice>
            })}
            <Panel>
                <KeyFigures>{figures}</KeyFigures>
                {(possible > 0).then(|| view! {
                    <p>"Possible matches are added as new people unless you say who they are."</p>
                })}
                {(view.without_email > 0).then(|| view! {
                    <p>{count_people(view.without_email)} " will be added as not registered, and need an email address before they can be invited."</p>
                })}
                <p class="soft">"Existing people keep their roles. Nobody is sent anything: invite new people afterwards."</p>
            </Panel>
            <form class="stack" method="post" action=routes::import_rows(id, shown, page)>
                <Stamp/>
                <input type="hidden" name="looked_at" value=view.fingerprint/>
                {roles}
                <section class="panel flush" id="rows">
                    <div class="panel-head"><h2>{shown.label()}</h2></div>
                    {rows}
                    <Pagination label="Pages of rows" page=page pages=pages href=move |page| routes::import_rows(id, shown, page)/>
                </section>
                <FormActions>
                    <SubmitButton label=confirm name="then" value="confirm"/>
                    <SubmitButton label="Keep what I decided" kind=ButtonKind::Secondary name="then" value="keep"/>
                    <LinkButton href=routes::import_columns(id) kind=ButtonKind::Quiet>"Match columns again"</LinkButton>
                    <SubmitButton label="Discard this file" kind=ButtonKind::Quiet name="then" value="discard"/>
                </FormActions>
                <Working text="Working on it. If you leave this page, all of it is done or nothing is."/>
                <p class="soft small">"All of it is done, or nothing. Thousands of people take a few seconds."</p>
            </form>
        </div>
    }
}

fn nothing() -> impl IntoView {
    view! { <Empty title="Nobody here" icon=Icon::Tick><p>"Choose another group above."</p></Empty> }
}

/// The roles new people get, by what the file says they are.
#[component]
fn Roles(
    grants: Grants,
    school: SchoolRoles,
    lines: Vec<RoleLine>,
    other: Option<String>,
    without_role: u32,
    warning: Option<String>,
    error: impl Fn(&str) -> Option<String>,
) -> impl IntoView {
    let given = || given_by(&grants, Product::SonarTracker, &school);
    let others = std::iter::once(Choice::new("", "Choose a role")).chain(given()).collect::<Vec<_>>();
    let other_error = error("other_role");
    let number = lines.len();
    let needs_other = other.is_none() && without_role > 0;
    let words = lines
        .into_iter()
        .filter(|line| line.source.is_some())
        .enumerate()
        .map(|(place, line)| {
            let name = Decisions::role_name(place);
            let first = line.role.is_none().then(|| Choice::new("", "As everybody else"));
            let out = Choice::new(Decisions::LEFT_OUT, "Leave out");
            let options: Vec<_> = first.into_iter().chain(given()).chain([out]).collect();
            let value = match line.role {
                None => String::new(),
                Some(None) => Decisions::LEFT_OUT.to_owned(),
                Some(Some(role)) => role.code().into_owned(),
            };
            let label = format!("{} ({})", line.word, count_people(line.people));
            let error = error(&name);
            view! {
                <div>
                    <input type="hidden" name="word" value=line.word/>
                    <SelectField id=name.clone() name=name label plain=true options=Signal::stored(options) value=Signal::stored(value)
                        error=Signal::stored(error)/>
                </div>
            }
        })
        .collect_view();
    view! {
        <Panel title="Roles of new people" id="roles">
            <p>"Suggested from the role or job title in the file: the choice is yours. Their role in Sonar Tracker decides what they may do in Rolecall."</p>
            {warning.map(|warning| view! { <Notice kind=NoticeKind::Warning title="Many strong roles"><p>{warning}</p></Notice> })}
            <SelectField id="other_role" name="other_role" label="Everybody else" required=needs_other plain=!needs_other options=Signal::stored(others)
                value=Signal::stored(other.unwrap_or_default()) error=Signal::stored(other_error)
                hint=if needs_other { format!("{} for whom nothing is suggested.", count_people(without_role)) } else { "People for whom nothing is chosen below.".to_owned() }/>
            <Fold summary=Signal::stored("By role or job title in the file".to_owned()) note=Signal::stored(number.to_string()) open={number <= 12}>
                <Fields>{words}</Fields>
            </Fold>
        </Panel>
    }
}
