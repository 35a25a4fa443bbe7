//! The frame around every page of a school: who is looking decides what is in it.

use crate::failure::Failure;
use crate::here::Here;
use crate::posted::Onward;
use crate::routes;
use crate::views::{ProblemView, Tab};
use crate::widgets::{Loading, NavItem, Shell, SignedInAs};
use domain::access::{Action as _, Grants, ListUsers, ViewSettings};
use domain::problem::Problem;
use domain::viewer::{Seat, Site, Viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast as _;

/// A page for somebody who is signed in and has chosen a school; everybody else is led there first.
#[component]
pub(crate) fn SchoolPageFrame(
    /// The page's title: what the browser's tab says.
    #[prop(into)]
    title: Signal<String>,
    /// The page, for the person who is looking. Runs once; the signal follows what changes about them.
    body: impl FnOnce(Memo<Viewer>) -> AnyView + Send + 'static,
) -> impl IntoView {
    let here = Here::get();
    let location = use_location();
    let onward = Onward::new();
    let address = move || {
        let query = location.search.get_untracked();
        let path = location.pathname.get_untracked();
        if query.is_empty() { path } else { format!("{path}?{}", query.trim_start_matches('?')) }
    };
    view! {
        <Tab text=title/>
        <Suspense fallback=|| view! { <Loading label="Loading the page"/> }>
            // Not in a closure: the server runs a closure several times over, and with it everything in the page.
            {Suspend::new(async move {
                match here.site.await {
                    Ok(Site { seat: Seat::SignedIn(viewer), is_demo }) => {
                        here.listen(&viewer);
                        let viewer = here.follow(*viewer);
                        view! { <Frame viewer is_demo body=body(viewer)/> }.into_any()
                    }
                    Ok(Site { seat: Seat::Choosing { .. }, .. }) => {
                        onward.go(routes::SCHOOLS);
                        ().into_any()
                    }
                    Ok(Site { seat: Seat::Nobody, .. }) | Err(Failure(Problem::SignedOut { .. })) => {
                        onward.go(&routes::sign_in_then(&address()));
                        ().into_any()
                    }
                    Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Frame(viewer: Memo<Viewer>, is_demo: bool, body: AnyView) -> impl IntoView {
    arrive();
    let path = use_location().pathname;
    let nav = Signal::derive(move || viewer.with(|viewer| nav(viewer.grants(), &path.get())));
    let menu = Signal::derive(move || {
        let mut menu = vec![item(routes::PERMISSIONS, "What you can do", &path.get())];
        if viewer.with(|viewer| viewer.has_other_schools) {
            menu.push(item(routes::SCHOOLS, "Switch school", ""));
        }
        menu
    });
    let signed_in = Signal::derive(move || {
        viewer.with(|viewer| {
            Some(SignedInAs {
                name: viewer.name.clone(),
                role: viewer.roles.sonar.label().to_owned(),
                school: viewer.settings.name.clone(),
            })
        })
    });
    if is_demo {
        view! { <Shell nav signed_in menu banner=DemoBanner>{body}</Shell> }.into_any()
    } else {
        view! { <Shell nav signed_in menu>{body}</Shell> }.into_any()
    }
}

/// Puts the focus at the start of a page that came in place of another, as a page that is loaded has it: the link that
/// led here is gone.
pub(crate) fn arrive() {
    #[cfg(feature = "hydrate")]
    {
        static ARRIVED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
        Effect::new(|_| {
            if !ARRIVED.swap(true, std::sync::atomic::Ordering::Relaxed) {
                return;
            }
            let main =
                document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(main) = main {
                // Refused only for an element that is gone.
                let _ = main.focus();
            }
        });
    }
}

/// What is said above every page of the demonstration.
#[component]
pub(crate) fn DemoBanner() -> impl IntoView {
    view! {
        <p>
            <strong>"Demonstration."</strong>
            " Nobody here is real, and no mail leaves this machine: "
            <a href=routes::DEMO_OUTBOX rel="external">"see the emails"</a>
            "."
        </p>
    }
}

fn item(href: &str, label: &str, path: &str) -> NavItem {
    NavItem {
        href: href.to_owned(),
        label: label.to_owned(),
        current: path == href || path.starts_with(&format!("{href}/")),
    }
}

fn nav(grants: Grants, path: &str) -> Vec<NavItem> {
    let mut items = vec![item(routes::SCHOOL, "School", path)];
    if ListUsers.check(&grants).is_ok() {
        items.push(item(routes::USERS, "Users", path));
    }
    items.push(item(routes::ROLES, "What a role can do", path));
    if ViewSettings.check(&grants).is_ok() {
        items.push(item(routes::SETTINGS, "School settings", path));
    }
    items
}
