//! The frame around every page of a school: who is looking decides what is in it.

use crate::failure::Failure;
use crate::here::Here;
use crate::posted::Onward;
use crate::routes;
use crate::styles::MoreStyle;
use crate::views::{ProblemView, tab};
use crate::widgets::{NavItem, Notice, NoticeKind, Shell, SignedInAs, Stamp};
use domain::access::{Action as _, ListUsers, ViewAs, ViewAuditLog, ViewPupils, ViewSettings};
use domain::problem::Problem;
use domain::viewer::{Seat, Site, Viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A page for somebody who is signed in and has chosen a school; everybody else is led there first.
#[component]
pub(crate) fn SchoolPageFrame(
    /// The page's title: what the browser's tab says.
    #[prop(into)]
    title: String,
    /// Something on the page wants correcting.
    #[prop(optional)]
    wrong: bool,
    /// The page is one of the first somebody meets, and does with the style sheet that every page has.
    #[prop(optional)]
    early: bool,
    /// The page, for the person who is looking.
    body: impl FnOnce(Viewer) -> AnyView + Send + 'static,
) -> impl IntoView {
    let here = Here::get();
    let location = use_location();
    let onward = Onward::new();
    tab(&title, wrong);
    let style = (!early).then(|| view! { <MoreStyle/> });
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    let whole = match query.trim_start_matches('?') {
        "" => path.clone(),
        query => format!("{path}?{query}"),
    };
    view! {
        {style}
        <Suspense>
            // Not in a closure: a closure is run several times over, and with it everything in the page.
            {Suspend::new(async move {
                match here.site.await {
                    Ok(Site { seat: Seat::SignedIn(viewer), is_demo, .. }) => {
                        let body = body((*viewer).clone());
                        view! { <Frame viewer=*viewer path whole is_demo body/> }.into_any()
                    }
                    Ok(Site { seat: Seat::Choosing { .. }, .. }) => {
                        onward.go(routes::SCHOOLS);
                        ().into_any()
                    }
                    Ok(Site { seat: Seat::Nobody, .. }) | Err(Failure(Problem::SignedOut { .. })) => {
                        onward.go(&routes::sign_in_then(&whole));
                        ().into_any()
                    }
                    Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// A page for somebody who is in no school: the same words, without a school's frame.
#[component]
pub(crate) fn VisitorsFrame(
    /// The page's title: what the browser's tab says.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    tab(&title, false);
    let here = Here::get();
    let page = view! { <MoreStyle/>{children()} }.into_any();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let site = here.site.await.ok();
                let (href, label) = match site.as_ref().map(|site| &site.seat) {
                    Some(Seat::Choosing { .. }) => (routes::SCHOOLS, "Choose a school"),
                    _ => (routes::SIGN_IN, "Sign in"),
                };
                let nav = vec![NavItem { href: href.to_owned(), label: label.to_owned(), current: false }];
                let signed_in = None::<SignedInAs>;
                let banner = demo_banner(site.is_some_and(|site| site.is_demo));
                view! { <Shell nav signed_in banner>{page}</Shell> }
            })}
        </Suspense>
    }
}

#[component]
fn Frame(viewer: Viewer, path: String, whole: String, is_demo: bool, body: AnyView) -> impl IntoView {
    let nav = nav(&viewer, &path);
    let called = viewer.called().to_owned();
    let mut menu =
        vec![item(routes::ACCOUNT, "Your account", &path), item(routes::PERMISSIONS, "What you can do", &path)];
    let own = viewer.own_grants();
    if (ViewAs { role: own.held, is_demo }).check(&own).is_ok() {
        menu.push(item(routes::VIEW_AS, "View as a role", &path));
    }
    if viewer.has_other_schools {
        menu.push(item(routes::SCHOOLS, "Switch school", ""));
    }
    let seat = format!("{} {}", viewer.member, viewer.roles.sonar.code());
    let viewing = viewer.viewing_from.map(|_| viewer.role_name());
    let pinned = viewing.map(|role| ("Viewing as a role", viewing_banner(role, whole)));
    let role = viewer.role_name();
    let signed_in = Some(SignedInAs { called, name: viewer.name, role, school: viewer.settings.name });
    let page = view! {
        <span id="live" hidden data-change-no=viewer.settings.change_no.to_string() data-seat=seat></span>
        <Stale/>
        {body}
    };
    let banner = demo_banner(is_demo);
    view! {
        <Shell nav signed_in menu banner pinned>{page}</Shell>
        <Cover/>
    }
}

/// Lies over the page while it is not known whether it is still for the person it was made for, and once it is not
/// (`browser::session`). The words come from the server then.
#[component]
fn Cover() -> impl IntoView {
    view! {
        <div id="cover" class="cover" hidden tabindex="-1" aria-labelledby="cover-heading" aria-describedby="cover-sentence">
            <p class="cover-wait">"Checking that you are still signed in…"</p>
            <div class="cover-card">
                <p id="cover-heading"></p>
                <p id="cover-sentence"></p>
                <p><a id="cover-link" class="button button-primary" href=routes::SIGN_IN>"Sign in"</a></p>
            </div>
        </div>
    }
}

/// What somebody who views the school as `role` must not forget, and the way back to themselves: to this very page.
fn viewing_banner(role: String, next: String) -> ViewFn {
    ViewFn::from(move || {
        let (role, next) = (role.clone(), next.clone());
        view! {
            <p>
                <strong>"Viewing as " {role.clone()} "."</strong>
                " You see what this role sees. Nothing can be changed."
            </p>
            <form method="post" action=routes::VIEW_AS>
                <Stamp/>
                <input type="hidden" name="next" value=next/>
                <button class="button button-secondary" name="role" value="">"Stop viewing"</button>
            </form>
        }
    })
}

/// The banner of the demonstration, where this is one.
pub(crate) fn demo_banner(is_demo: bool) -> Option<ViewFn> {
    is_demo.then(|| ViewFn::from(DemoBanner))
}

/// What is said when the page can no longer follow what changes.
#[component]
fn Stale() -> impl IntoView {
    view! {
        <div class="stale" id="stale" hidden>
            <Notice kind=NoticeKind::Warning title=Problem::Unreachable.heading()>
                <p>{Problem::Unreachable.sentence()} " What you see here may be out of date."</p>
            </Notice>
        </div>
    }
}

/// What is said above every page of the demonstration.
#[component]
fn DemoBanner() -> impl IntoView {
    view! {
        <p>
            <strong>"Demonstration."</strong>
            " Nobody here is real, and no mail leaves this machine: "
            <a href=routes::DEMO_OUTBOX>"see the emails"</a>
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

fn nav(viewer: &Viewer, path: &str) -> Vec<NavItem> {
    let grants = viewer.grants();
    let mut items = vec![item(routes::SCHOOL, "School", path)];
    if (ViewPupils { rules: &viewer.rules() }).check(&grants).is_ok() {
        items.push(item(routes::PUPILS, "Pupils", path));
    }
    if ListUsers.check(&grants).is_ok() {
        items.push(item(routes::USERS, "Users", path));
    }
    items.push(item(routes::ROLES, "What a role can do", path));
    if ViewAuditLog.check(&grants).is_ok() {
        items.push(item(routes::AUDIT, "Audit log", path));
    }
    if ViewSettings.check(&grants).is_ok() {
        items.push(item(routes::SETTINGS, "School settings", path));
    }
    items
}
