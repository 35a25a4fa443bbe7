//! Help on roles: what they can do, their old names, and the two that are not for staff.

use super::part::{Part, part};
use crate::routes;
use domain::role::Role;
use leptos::prelude::*;

const SEE: Part = ("see-a-role", "See what a role can do");
const COMPARE: Part = ("compare-roles", "Compare roles");
const SHOW: Part = ("show-roles", "Show roles to an audience");
const WHO: Part = ("who-can", "See who can do something");
const WHAT_IF: Part = ("what-if", "See what another role would change");
const VIEW_AS: Part = ("view-as", "See the school as a role does");
const EXCEPTIONS: Part = ("exceptions", "Allow or deny one permission for one person");
const SWITCHES: Part = ("comms-hub", "Say who sends messages and who approves in Comms Hub");
const MAKE: Part = ("make-a-role", "Make a role of your own");
const CHANGE: Part = ("change-a-role", "Change what a role gives, and put it back");
const OWN: Part = ("your-own", "See what you can do yourself");
const OLD: Part = ("old-roles", "Old roles and new ones");
const PARENT: Part = ("parent-and-pupil", "Parent and Pupil");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 13] =
    [SEE, COMPARE, SHOW, WHO, WHAT_IF, VIEW_AS, EXCEPTIONS, SWITCHES, MAKE, CHANGE, OWN, OLD, PARENT];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let see = view! {
        <ol>
            <li>"Select " <b>"Roles"</b> ". It is open to everybody in your school."</li>
            <li>"The " <a href=routes::GUIDE>"Guide"</a> " says in words what each role can do."</li>
            <li>
                <a href=routes::ROLES>"Compare"</a> " shows permissions down and roles across. Your own role's column is marked. Select a \
                 permission to read, role by role, why it is granted or not, and where that is published."
            </li>
        </ol>
        <p>
            "The table shows defaults. Some permissions may not apply to every feature your school uses."
        </p>
    }
    .into_any();
    let compare = view! {
        <ol>
            <li>"Open " <a href=routes::ROLES>"Compare"</a> " and tick two to eight roles: standard ones, and those your school has made. For two, a sentence says how many permissions each has that the other lacks."</li>
            <li>"What is sensitive or powerful comes first, the rest by product. Select a product's name to open or close it."</li>
            <li>"Tick " <b>"Differences only"</b> " to leave out what is the same for all of them. Search for a word, or choose a product."</li>
        </ol>
        <p>
            "The address in the browser leads to what you are looking at, so you can send it to a colleague. Take it with you as a CSV or Excel \
             file, or print what is open: eight roles fit on a sheet of A4 laid across."
        </p>
    }
    .into_any();
    let show = view! {
        <p>
            <a href=routes::PRESENT>"Show them one at a time"</a> " fills the screen with one role, and with what it gains over the one below it. \
             Arrow keys, a presenter's remote and swiping lead from role to role."
        </p>
    }
    .into_any();
    let who = view! {
        <p>
            "Account Owner and Account Admins: search for a permission under " <a href=routes::WHO>"Who can do something"</a> ", or open its row in \
             the comparison and select " <b>"Who can do this?"</b> ". Everybody who has it is listed, with the role that gives it."
        </p>
        <p>
            "Under “Somebody in particular”, type part of a name to read whether they can, and why. Beside a no, "
            <b>"Allow until…"</b> " opens the form that allows it for a time."
        </p>
    }
    .into_any();
    let what_if = view! {
        <p>
            "On a person's page, select " <b>"Try another role"</b> ", and choose the role. The page shows what they would gain and \
             lose. Nothing is touched."
        </p>
    }
    .into_any();
    let view_as = view! {
        <p>
            "Account Owner and Account Admins: open the menu under your name and select " <a href=routes::VIEW_AS>"View as a role"</a> ". You \
             see the pages and pupils that role sees, and are refused what it is refused. Nothing can be changed meanwhile. "
            <b>"Stop viewing"</b> ", at the top of every page, takes you back to yourself."
        </p>
    }
    .into_any();
    let exceptions = view! {
        <ol>
            <li>"Open the person from " <a href=routes::USERS>"Users"</a> ", choose " <b>"Roles"</b> " and select " <b>"Make or end exceptions"</b> "."</li>
            <li>"Choose the permission, whether they are to have it, its last day, and say why."</li>
        </ol>
        <p>
            "It holds from its first day on and ends by itself. You can end it before, and you can give only what you have yourself. What \
             somebody may do in Rolecall itself follows their role alone."
        </p>
    }
    .into_any();
    let switches = view! {
        <p>
            "On the same page, under “Set per person in Comms Hub”, tick what this person may do. To see everybody who may, choose the \
             permission under " <a href=routes::WHO>"Who can do something"</a> "."
        </p>
    }
    .into_any();
    let make = view! {
        <ol>
            <li>"Open " <a href=routes::MANAGE_ROLES>"Your school's roles"</a> ", give the role a name and choose the role to begin with."</li>
            <li>
                "For each permission choose " <b>"Allow"</b> ", " <b>"Deny"</b> " or " <b>"Not set"</b> ", which is not allowed either. What \
                 you leave as it is follows the role you began with, also when that changes."
            </li>
            <li>"Select " <b>"See what changes"</b> ", check whom it reaches, and confirm. Then give the role as you give any other."</li>
        </ol>
        <p>
            "You can give what your own role gives you, to people you may change. What the Account Owner decided, you can take away but not \
             give. The role keeps the level of the one it \
             was made from, so what its people may do in Rolecall itself does not change. To delete it, open it and choose which role its \
             people get instead."
        </p>
    }
    .into_any();
    let change = view! {
        <p>
            "Under " <a href=routes::MANAGE_ROLES>"Your school's roles"</a> " select " <b>"Change"</b> " beside a standard role. What you set holds at \
             your school alone, shows wherever that role's permissions show, and is marked there. " <b>"See what putting it back changes"</b>
            " takes all of it out again."
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
    [
        part(SEE, see),
        part(COMPARE, compare),
        part(SHOW, show),
        part(WHO, who),
        part(WHAT_IF, what_if),
        part(VIEW_AS, view_as),
        part(EXCEPTIONS, exceptions),
        part(SWITCHES, switches),
        part(MAKE, make),
        part(CHANGE, change),
        part(OWN, own),
        part(OLD, old_and_new()),
        part(PARENT, parent()),
    ]
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
            <a href=routes::GUIDE>"The guide to the roles"</a> " says where they differ."
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
