//! `/help`: how to do things in Rolecall, for whoever is signed in and whoever cannot sign in.

mod account;
mod adding;
mod part;
mod people;
mod roles;
mod school;
mod signing_in;

use crate::failure::Failure;
use crate::here::Here;
use crate::routes;
use crate::styles::MoreStyle;
use crate::views::{DemoBanner, ProblemView, SchoolPageFrame, tab};
use crate::widgets::{NavItem, PageHeading, Shell, SignedInAs};
use domain::viewer::{Seat, Site};
use leptos::prelude::*;

/// Help.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let here = Here::get();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match here.site.await {
                    Ok(site) if site.viewer().is_some() => view! {
                        <SchoolPageFrame title="Help" body=|viewer| {
                            view! { <Help contact=viewer.settings.help_contact/> }.into_any()
                        }/>
                    }
                    .into_any(),
                    Ok(site) => view! { <OutsideSchools site/> }.into_any(),
                    Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The page for somebody who is in no school: the same words, without a school's frame.
#[component]
fn OutsideSchools(site: Site) -> impl IntoView {
    tab("Help", false);
    let (href, label) = match site.seat {
        Seat::Choosing { .. } => (routes::SCHOOLS, "Choose a school"),
        Seat::Nobody | Seat::SignedIn(_) => (routes::SIGN_IN, "Sign in"),
    };
    let nav = vec![NavItem { href: href.to_owned(), label: label.to_owned(), current: false }];
    let signed_in = None::<SignedInAs>;
    let body = view! { <MoreStyle/><Help contact=String::new()/> }.into_any();
    if site.is_demo {
        view! { <Shell nav signed_in banner=DemoBanner>{body}</Shell> }.into_any()
    } else {
        view! { <Shell nav signed_in>{body}</Shell> }.into_any()
    }
}

#[component]
fn Help(
    /// Whom the reader's school named; empty for nobody.
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
                {contents("Roles", &roles::PARTS)}
                {contents("Your school", &school::PARTS)}
            </nav>
            <div class="stack">
                {signing_in::parts()}
                {account::parts()}
                {adding::parts()}
                {people::parts()}
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
