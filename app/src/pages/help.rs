//! `/help`: how to do things in Rolecall, for whoever is signed in and whoever cannot sign in.

mod adding;
mod part;
mod roles;
mod school;
mod signing_in;

use crate::failure::Failure;
use crate::here::Here;
use crate::routes;
use crate::views::{DemoBanner, ProblemView, SchoolPageFrame, Tab, arrive};
use crate::widgets::{Loading, NavItem, PageHeading, Shell, SignedInAs};
use domain::viewer::{Seat, Site, Viewer};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Help.
pub(crate) struct HelpPage;

#[lazy_route]
impl LazyRoute for HelpPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Page/> }.into_any()
    }
}

#[component]
fn Page() -> impl IntoView {
    let here = Here::get();
    view! {
        <Suspense fallback=|| view! { <Loading label="Loading help"/> }>
            {move || Suspend::new(async move {
                match here.site.await {
                    Ok(site) if site.viewer().is_some() => view! {
                        <SchoolPageFrame title="Help" body=|viewer| view! { <Help viewer/> }.into_any()/>
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
    arrive();
    let (href, label) = match site.seat {
        Seat::Choosing { .. } => (routes::SCHOOLS, "Choose a school"),
        Seat::Nobody | Seat::SignedIn(_) => (routes::SIGN_IN, "Sign in"),
    };
    let nav = vec![NavItem { href: href.to_owned(), label: label.to_owned(), current: false }];
    let signed_in = None::<SignedInAs>;
    let body = view! { <Help/> }.into_any();
    if site.is_demo {
        view! { <Tab text="Help"/> <Shell nav signed_in banner=DemoBanner>{body}</Shell> }.into_any()
    } else {
        view! { <Tab text="Help"/> <Shell nav signed_in>{body}</Shell> }.into_any()
    }
}

#[component]
fn Help(
    /// The reader, if one is signed in.
    #[prop(optional, into)]
    viewer: Option<Memo<Viewer>>,
) -> impl IntoView {
    let contact =
        move || viewer.map(|viewer| viewer.with(|viewer| viewer.settings.help_contact.clone())).unwrap_or_default();
    view! {
        <PageHeading title="Help" lead="How to do things in Rolecall, one task at a time."/>
        <div class="help">
            <nav class="contents" aria-label="On this page">
                {contents("Signing in", &signing_in::PARTS)}
                {contents("Adding people", &adding::PARTS)}
                {contents("Roles", &roles::PARTS)}
                {contents("Your school", &school::PARTS)}
            </nav>
            <div class="stack">
                {signing_in::parts()}
                {adding::parts()}
                {roles::parts()}
                {school::parts()}
                {move || school::contact(&contact())}
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
