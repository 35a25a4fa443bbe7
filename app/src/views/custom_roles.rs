//! The roles that the school created, with their changes, for every reader who looks at roles.

use crate::routes;
use crate::views::InWords;
use crate::widgets::{Disclosure, Panel};
use domain::comparison::Comparison;
use domain::permission::{RoleCell, RoleChoice, RoleCustomisation};
use domain::role::HeldRole;
use domain::school::SchoolSettings;
use leptos::prelude::*;

/// The list of the school's own roles; nothing if there are none.
#[component]
pub(crate) fn CustomRoles(settings: SchoolSettings) -> impl IntoView {
    let made: Vec<_> = settings.roles.custom().into_iter().cloned().collect();
    if made.is_empty() {
        return ().into_any();
    }
    let roles = made.into_iter().map(|role| view! { <CustomRoleRow role settings=settings.clone()/> }).collect_view();
    view! {
        <Panel title="Roles your school has made" id="made">
            <p>"Each works like the role it was copied from, except for these changes."</p>
            {roles}
        </Panel>
    }
    .into_any()
}

#[component]
fn CustomRoleRow(role: RoleCustomisation, settings: SchoolSettings) -> impl IntoView {
    let RoleCustomisation { role, name, cells, .. } = role;
    let note = format!("like {}, {} set", role.level().label(), cells.len());
    let none = cells.is_empty();
    let lines = cells
        .iter()
        .map(|RoleCell { feature, setting }| view! { <li>{feature.full_name()} ": " <strong>{setting.label()}</strong></li> })
        .collect_view();
    let level = HeldRole::standard(role.level());
    let beside = Comparison { only_differences: true, ..Comparison::of(vec![level, role]) };
    let compare = format!("Compare {name} with {}", level.level().label());
    view! {
        <Disclosure summary=name note>
            <InWords roles=RoleChoice::in_every_product(role) settings/>
            {none.then(|| view! { <p>"Nothing is set: it gives the same."</p> })}
            <ul class="plain-list">{lines}</ul>
            {(!none).then(|| view! { <p><a href=routes::part(&routes::compare(&beside), "permissions")>{compare}</a></p> })}
        </Disclosure>
    }
}
