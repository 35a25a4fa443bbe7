//! The frame around every page of a school: its content depends on who is looking.

use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::platform::is_part;
use crate::posted::Redirector;
use crate::routes;
use crate::scripts::ListParts;
use crate::styles::MoreStyle;
use crate::views::{ProblemView, tab};
use crate::widgets::{FindDialog, NavItem, Notice, NoticeKind, Shell, SignedInName, Stamp};
use domain::access::{
    Action as _, ListUsers, NamePupils, ReadObservations, ViewAs, ViewAuditLog, ViewPupils, ViewSettings,
};
use domain::finding::SitePage;
use domain::problem::Problem;
use domain::viewer::{SessionHolder, Site, Viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What can be typed to find something.
pub(crate) const FIND_HINT: &str = "For example: Emily, block Chloe, Emily → Partial Edit, who can send SMS";

/// The frame of a page for readers who are signed in and have chosen a school. Everyone else is redirected there first.
#[component]
pub(crate) fn SchoolPageFrame(
    /// The page's title, also used as the document title.
    #[prop(into)]
    title: String,
    /// Whether the page shows an error to correct.
    #[prop(optional)]
    wrong: bool,
    /// Whether the page is one of the first that people see, and needs only the style sheet that every page loads.
    #[prop(optional)]
    early: bool,
    /// The content of the page, for the reader.
    body: impl FnOnce(Viewer) -> AnyView + Send + 'static,
) -> impl IntoView {
    let here = PageContext::get();
    let location = use_location();
    let redirector = Redirector::new();
    tab(&title, wrong);
    let style = (!early).then(|| view! { <MoreStyle/> });
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    let whole = match query.trim_start_matches('?') {
        "" => path.clone(),
        query => format!("{path}?{query}"),
    };
    // Not in a closure, which would run several times, and everything on the page with it.
    let content = Suspend::new(async move { framed(here.site.await, path, whole, &redirector, body) });
    view! {
        {style}
        <Suspense>{content}</Suspense>
    }
}

/// The page in its frame, or where a reader who is at no school goes first.
fn framed(
    site: Result<Site, Failure>,
    path: String,
    whole: String,
    redirector: &Redirector,
    body: impl FnOnce(Viewer) -> AnyView,
) -> AnyView {
    match site {
        Ok(Site { holder: SessionHolder::SignedIn(viewer), is_demo, read_at, .. }) => {
            let body = body((*viewer).clone());
            view! { <Frame viewer=*viewer path whole is_demo read_at body/> }.into_any()
        }
        Ok(Site { holder: SessionHolder::Choosing { .. }, .. }) => {
            redirector.go(routes::SCHOOLS);
            ().into_any()
        }
        Ok(Site { holder: SessionHolder::Nobody, .. }) | Err(Failure(Problem::SignedOut { .. })) => {
            redirector.go(&routes::sign_in_then(&whole));
            ().into_any()
        }
        Err(Failure(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
    }
}

/// The frame of a page for readers who are at no school: the same content, without a school's frame.
#[component]
pub(crate) fn VisitorsFrame(
    /// The page's title, also used as the document title.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    tab(&title, false);
    let here = PageContext::get();
    let page = view! { <MoreStyle/>{children()} }.into_any();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let site = here.site.await.ok();
                let (href, label) = match site.as_ref().map(|site| &site.holder) {
                    Some(SessionHolder::Choosing { .. }) => (routes::SCHOOLS, "Choose a school"),
                    _ => (routes::SIGN_IN, "Sign in"),
                };
                let nav = vec![NavItem { href: href.to_owned(), label: label.to_owned(), current: false }];
                let signed_in = None::<SignedInName>;
                let banner = demo_banner(site.is_some_and(|site| site.is_demo));
                view! { <Shell nav signed_in banner>{page}</Shell> }
            })}
        </Suspense>
    }
}

#[component]
fn Frame(viewer: Viewer, path: String, whole: String, is_demo: bool, read_at: String, body: AnyView) -> impl IntoView {
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
    let is_named = (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()).is_ok();
    let names = if is_named { " named" } else { "" };
    let seat = format!("{} {}{names}", viewer.member, viewer.roles.main.code());
    let viewing = viewer.viewing_from.map(|_| viewer.role_name());
    let pinned = viewing.map(|role| ("Viewing as a role", viewing_banner(role, whole)));
    let role = viewer.role_name();
    let on_paper = format!("{}, as on {read_at}", viewer.settings.name);
    let signed_in = Some(SignedInName { called, name: viewer.name, role, school: viewer.settings.name });
    let page = view! {
        <span id="live" hidden data-change-no=viewer.settings.change_no.to_string() data-seat=seat></span>
        <StaleNotice/>
        <p class="on-paper">{on_paper}</p>
        {body}
    };
    let banner = demo_banner(is_demo);
    let around = (!is_part()).then(|| {
        view! {
            <SessionOverlay/>
            <Moving/>
            <FindDialog label="Find people, pages and things to do" hint=FIND_HINT/>
        }
    });
    view! {
        <ListParts island="open_find"/>
        <ListParts island="mark"/>
        <Shell nav signed_in menu banner pinned>{page}</Shell>
        {around}
    }
}

/// What `browser::navigation` shows while the next page is on its way and when it does not come, and what it tells
/// screen readers when it has come.
#[component]
fn Moving() -> impl IntoView {
    view! {
        <div id="progress" class="progress" hidden></div>
        <p id="announcement" class="hidden" role="status"></p>
        <div id="failed" class="failed" role="alert" hidden>
            <p id="failed-sentence"></p>
            <button type="button" id="failed-again" class="button button-secondary">"Try again"</button>
            <button type="button" id="failed-close" class="button button-quiet">"Close"</button>
        </div>
    }
}

/// Covers the page while it is unknown whether it still belongs to the reader, and once it does not
/// (`browser::session`). Its texts then come from the server.
#[component]
fn SessionOverlay() -> impl IntoView {
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

/// The banner shown while viewing as `role`, with the button that stops and returns to this page.
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

/// The banner of the demonstration; `None` elsewhere.
pub(crate) fn demo_banner(is_demo: bool) -> Option<ViewFn> {
    is_demo.then(|| ViewFn::from(DemoBanner))
}

/// The notice that the page can no longer follow changes.
#[component]
fn StaleNotice() -> impl IntoView {
    view! {
        <div class="stale" id="stale" hidden>
            <Notice kind=NoticeKind::Warning title=Problem::Unreachable.heading()>
                <p>{Problem::Unreachable.sentence()} " What you see here may be out of date."</p>
            </Notice>
        </div>
    }
}

/// The banner above every page of the demonstration.
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
    if SitePage::Markbook.check(viewer).is_ok() {
        items.push(item(routes::MARKBOOK, "Markbook", path));
    }
    if (ReadObservations { rules: &viewer.rules() }).check(&grants).is_ok() {
        items.push(item(routes::OBSERVATIONS, "Observations", path));
    }
    if ListUsers.check(&grants).is_ok() {
        items.push(item(routes::USERS, "Users", path));
    }
    items.push(item(routes::ROLES, "Roles", path));
    if ViewAuditLog.check(&grants).is_ok() {
        items.push(item(routes::AUDIT, "Audit log", path));
    }
    if ViewSettings.check(&grants).is_ok() {
        items.push(item(routes::SETTINGS, "Settings", path));
    }
    items
}
