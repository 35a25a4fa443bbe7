//! Roles: what they can do, their old names, and the two that are not for staff.

use super::part::{Part, part};
use crate::routes;
use domain::role::Role;
use leptos::prelude::*;

const SEE: Part = ("see-a-role", "See what a role can do");
const OWN: Part = ("your-own", "See what you can do yourself");
const OLD: Part = ("old-roles", "Old roles and new ones");
const PARENT: Part = ("parent-and-pupil", "Parent and Pupil");

/// What this file explains.
pub(super) const PARTS: [Part; 4] = [SEE, OWN, OLD, PARENT];

/// The explanations.
pub(super) fn parts() -> AnyView {
    let see = view! {
        <ol>
            <li>"Select " <a href=routes::ROLES>"What a role can do"</a> ". It is open to everybody in your school."</li>
            <li>"Read what each role means, or choose a product to see its table: features down, roles across. Your own role's column is marked."</li>
            <li>"Select a feature to read, role by role, why it is granted or not."</li>
        </ol>
        <p>
            "The tables show defaults. Some permissions may not apply to every feature your school uses. The address in the browser \
             leads to what you are looking at, so you can send it to a colleague, and the page can be printed."
        </p>
    }
    .into_any();
    let own = view! {
        <p>
            "On the School page, “What you can do” counts what your role gives you in each product. To read every line with its reason, \
             open the menu under your name and select " <a href=routes::PERMISSIONS>"What you can do"</a> "."
        </p>
    }
    .into_any();
    [part(SEE, see), part(OWN, own), part(OLD, old_and_new()), part(PARENT, parent())]
        .into_iter()
        .collect_view()
        .into_any()
}

fn old_and_new() -> AnyView {
    let mut olds: Vec<(&str, String)> = Vec::new();
    for role in Role::ALL {
        match olds.last_mut() {
            Some((old, new)) if *old == role.old_equivalent() => {
                new.push_str(" or ");
                new.push_str(role.label());
            }
            _ => olds.push((role.old_equivalent(), role.label().to_owned())),
        }
    }
    let rows =
        olds.into_iter().map(|(old, new)| view! { <tr><th scope="row">{old}</th><td>{new}</td></tr> }).collect_view();
    view! {
        <table class="plain">
            <thead><tr><th scope="col">"Old role"</th><th scope="col">"New role"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p>
            "Where an old role has two new ones, choose either: they can do the same in Sonar Tracker. "
            <a href=format!("{}#meaning", routes::ROLES)>"What each role means"</a> " says where they differ."
        </p>
    }
    .into_any()
}

fn parent() -> AnyView {
    view! {
        <p>
            "These two labels are part of the published list of roles. They hold no default permission in any product and are never given \
             to a member of staff, so you cannot choose them when you add somebody."
        </p>
    }
    .into_any()
}
