//! The account page's details: the person, as their school has recorded them.

use super::submitted::Part;
use crate::routes;
use crate::widgets::{ButtonKind, Cluster, Definition, Definitions, LinkButton, Panel};
use domain::member::MemberField;
use domain::viewer::{SchoolChoice, Viewer};
use leptos::prelude::*;

#[component]
pub(super) fn Details(
    name: String,
    title: String,
    job_title: String,
    email: String,
    schools: Vec<SchoolChoice>,
    viewer: Viewer,
) -> impl IntoView {
    let full = if title.is_empty() { name } else { format!("{title} {name}") };
    let (role, help) = (viewer.role_name(), viewer.settings.help_contact);
    let ask = if help.is_empty() {
        "Is something wrong here? Ask your school's Account Owner or an Account Admin to correct it.".to_owned()
    } else {
        format!("Is something wrong here? Ask your school to correct it: {help}.")
    };
    let several = schools.len() > 1;
    let schools = schools
        .into_iter()
        .map(|choice| {
            let here = if choice.current { ", where you are now" } else { "" };
            view! { <li><bdi>{choice.school}</bdi> <span class="soft">": " {choice.role.label()} {here}</span></li> }
        })
        .collect_view();
    view! {
        <Panel title=Part::Details.title() id=Part::Details.id()>
            <div data-region="details">
                <Definitions>
                    <Definition name="Name"><bdi>{full}</bdi></Definition>
                    {(!job_title.is_empty()).then(|| view! { <Definition name=MemberField::JobTitle.label()>{job_title}</Definition> })}
                    <Definition name="You sign in with"><bdi>{email}</bdi></Definition>
                    <Definition name="Your role">{role}</Definition>
                    {several.then(|| view! { <Definition name="Your schools"><ul>{schools}</ul></Definition> })}
                </Definitions>
            </div>
            <p class="soft">{ask}</p>
            <Cluster>
                <LinkButton href=routes::PERMISSIONS kind=ButtonKind::Secondary>"What you can do"</LinkButton>
                {several.then(|| view! { <LinkButton href=routes::SCHOOLS kind=ButtonKind::Secondary>"Switch school"</LinkButton> })}
            </Cluster>
        </Panel>
    }
}
