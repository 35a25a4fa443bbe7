//! `/users/{member}/card`: what a person can do on one sheet of paper, in words, for their file or their invitation.

use crate::api;
use crate::routes;
use crate::views::{InWords, Page, in_path, loading, there};
use crate::widgets::{PageHeading, Panel};
use domain::access::{Action as _, ListUsers};
use domain::id::MemberId;
use domain::person::Person;
use domain::school::SchoolSettings;
use domain::wording::joined;
use leptos::prelude::*;

/// The sheet about a person.
#[component]
pub(crate) fn CardPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    Page::new("What they can do, on paper", loading(move || async move { api::open_user(there(member)?).await }))
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(|viewer, person| view! { <Card person settings=viewer.settings/> })
}

#[component]
fn Card(person: Person, settings: SchoolSettings) -> impl IntoView {
    let (first, member) = (person.row.first_name.clone(), person.row.member);
    let roles = person.roles.in_words(&settings.products, &settings.roles);
    let exceptions = match person.exceptions_in_force().iter().len() {
        0 => None,
        1 => Some("1 permission is an exception, made for them alone.".to_owned()),
        several => Some(format!("{several} permissions are exceptions, made for them alone.")),
    };
    let job = (!person.row.job_title.is_empty()).then(|| view! { <p>{person.row.job_title.clone()}</p> });
    let help = (!settings.help_contact.is_empty())
        .then(|| view! { <p>"Questions? Ask " {settings.help_contact.clone()} "."</p> });
    let products = settings.products.iter().map(|product| product.name()).collect::<Vec<_>>();
    view! {
        <PageHeading title=format!("What {first} can do") back=routes::user(member) back_label=person.name()
            lead="Print this page for their file, or to give with the invitation."/>
        <Panel title=person.name() id="card">
            {job}
            <p>{settings.name.clone()} ": " {roles} "."</p>
            <InWords roles=person.roles.clone() settings=settings.clone() exceptions=person.exceptions_in_force() status=person.row.status/>
            {exceptions.map(|said| view! { <p>{said}</p> })}
            <p class="soft">"In " {joined(&products, "and")} "."</p>
            {help}
        </Panel>
    }
}
