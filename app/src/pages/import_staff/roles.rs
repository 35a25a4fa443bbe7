//! The roles of new people, by the value that the file gives for their role.

use crate::views::{error_of, given_by};
use crate::widgets::{Choice, Disclosure, FieldError, Fields, Notice, NoticeKind, Panel, SelectField};
use domain::access::Grants;
use domain::bulk::count_people;
use domain::import::{Decisions, PreviewView};
use domain::permission::SchoolRoles;
use leptos::prelude::*;

/// A choice for each value in the file, and one for everyone else.
#[component]
pub(super) fn Roles(grants: Grants, school: SchoolRoles, view: PreviewView, errors: Vec<FieldError>) -> impl IntoView {
    let given = || given_by(&grants, school.catalogue.main_product(), &school);
    let others = std::iter::once(Choice::new("", "Choose a role")).chain(given()).collect::<Vec<_>>();
    let other_error = error_of(&errors, "other_role");
    let (number, more) = (view.roles.len(), view.more_roles);
    let (several, open) = (view.several_roles, view.without_role.saturating_sub(view.several_roles));
    let needs_other = view.other_role.is_none() && open > 0;
    let other = view.other_role.map(|role| role.code().into_owned()).unwrap_or_default();
    let words = view
        .roles
        .into_iter()
        .filter(|line| line.source.is_some())
        .enumerate()
        .map(|(place, line)| {
            let name = Decisions::role_name(place);
            let first = match (line.role.is_none(), line.is_several) {
                (true, true) => Some(Choice::new("", "Several roles: choose one")),
                (true, false) => Some(Choice::new("", "Same as everybody else")),
                (false, _) => None,
            };
            let out = Choice::new(Decisions::LEFT_OUT, "Do not import");
            let options: Vec<_> = first.into_iter().chain(given()).chain([out]).collect();
            let value = match line.role {
                None => String::new(),
                Some(None) => Decisions::LEFT_OUT.to_owned(),
                Some(Some(role)) => role.code().into_owned(),
            };
            let label = format!("{} ({})", line.word, count_people(line.people));
            let error = error_of(&errors, &name);
            view! {
                <div>
                    <input type="hidden" name="word" value=line.word/>
                    <SelectField id=name.clone() name=name label plain=true options=Signal::stored(options) value=Signal::stored(value)
                        error=Signal::stored(error)/>
                </div>
            }
        })
        .collect_view();
    let warning = view.warning.map(|warning| warning.sentence());
    view! {
        <Panel title="Roles of new people" id="roles">
            <p>"Suggested from the role or job title in the file. You can change each one. Their role in Sonar Tracker decides what they may do in Rolecall."</p>
            {warning.map(|warning| view! { <Notice kind=NoticeKind::Warning title="Many strong roles"><p>{warning}</p></Notice> })}
            {(several > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning title="More than one role in a cell">
                    <p>{count_people(several)} " have several roles in one cell. Choose which one counts below."</p>
                </Notice>
            })}
            <SelectField id="other_role" name="other_role" label="Everybody else" required=needs_other plain=!needs_other options=Signal::stored(others)
                value=Signal::stored(other) error=Signal::stored(other_error)
                hint=if needs_other { format!("For {} without a suggestion.", count_people(open)) } else { "For people without a choice below.".to_owned() }/>
            <Disclosure summary=Signal::stored("By role or job title in the file".to_owned()) note=Signal::stored(number.to_string()) open={number <= 12 || several > 0}>
                <Fields>{words}</Fields>
                {(more > 0).then(|| view! { <p class="soft">{format!("{more} more are not listed. They get the suggested role, or the role for everybody else.")}</p> })}
            </Disclosure>
        </Panel>
    }
}
