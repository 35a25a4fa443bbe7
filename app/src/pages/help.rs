//! `/help`: how to do things in Rolecall, for people who are signed in and for those who cannot sign in. Each module
//! explains a group of tasks; the texts are plain markup and depend on nothing but the help contact.

mod account;
mod adding;
mod observations;
mod part;
mod people;
mod roles;
mod school;
mod signing_in;

use crate::views::open_to_all;
use crate::widgets::PageHeading;
use leptos::prelude::*;

/// The help page.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    open_to_all("Help", |viewer| {
        let contact = viewer.map(|viewer| viewer.settings.help_contact).unwrap_or_default();
        view! { <Help contact/> }
    })
}

#[component]
fn Help(
    /// The contact named by the reader's school; empty when nobody is signed in.
    contact: String,
) -> impl IntoView {
    view! {
        <PageHeading title="Help" lead="How to do things in Rolecall, one task at a time."/>
        <div class="help">
            <nav class="contents" aria-label="On this page">
                {contents("Signing in", &signing_in::PARTS)}
                {contents("Your account", &account::PARTS)}
                {contents("Adding people", &adding::PARTS)}
                {contents("Looking after people", &people::PARTS)}
                {contents("Observations", &observations::PARTS)}
                {contents("Roles", &roles::PARTS)}
                {contents("Your school", &school::PARTS)}
            </nav>
            <div class="stack">
                {signing_in::parts()}
                {account::parts()}
                {adding::parts()}
                {people::parts()}
                {observations::parts()}
                {roles::parts()}
                {school::parts()}
                <div data-region="contact">{school::contact(&contact)}</div>
            </div>
        </div>
    }
}

fn contents(title: &'static str, parts: &[(&'static str, &'static str)]) -> AnyView {
    let links = parts.iter().map(|(id, name)| view! { <li><a href=format!("#{id}")>{*name}</a></li> }).collect_view();
    view! {
        <h2>{title}</h2>
        <ul>{links}</ul>
    }
    .into_any()
}
