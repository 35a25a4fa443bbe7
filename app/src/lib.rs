//! The screens of Rolecall, and the server functions behind them.
//!
//! The server draws every page. What is interactive on it is an *island*: drawn by the server too, and brought to life by
//! the browser, which loads nothing of the rest.

// A page is one nested type, as deep as its elements.
#![recursion_limit = "512"]

mod api;
#[cfg(feature = "hydrate")]
mod browser;
pub mod drafts;
mod failure;
mod here;
mod live;
mod pages;
#[cfg(not(feature = "ssr"))]
#[path = "browser/platform.rs"]
mod platform;
pub mod posted;
pub mod routes;
#[cfg(feature = "ssr")]
mod server;
pub mod stamp;
mod styles;
mod views;
mod widgets;

#[cfg(feature = "hydrate")]
pub use browser::start;
pub use posted::PostedFile;
#[cfg(feature = "ssr")]
pub use server::{
    ClientAddress, DEVICE_COOKIES, Posted, RoleNow, SESSION_COOKIES, STEP_UP, Visit, keep_posted, session_cookie,
};
pub use styles::Styles;

#[cfg(feature = "ssr")]
use server::platform;

use here::Here;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};
use pages::{
    AccountPage, ActPage, AdaptPage, AddUserPage, AddedPage, AttributePage, AttributesPage, AuditPage, BulkDonePage,
    BulkPage, ExceptionsPage, ForgottenPage, HelpPage, HistoryPage, ImportPage, ImportsPage, InvitePage, LeavingPage,
    LinkPage, NotFoundPage, PermissionsPage, PersonPage, PickPage, PresentPage, PupilsPage, RolePage, RolesPage,
    SchoolPage, SchoolsPage, SessionsPage, SettingsPage, SignInPage, SignOutPage, StartPage, UsersPage, ViewAsPage,
    WhatIfPage, WhoPage,
};

/// The document around the application.
pub fn document(options: LeptosOptions, styles: Styles) -> impl IntoView {
    let main = styles.main.clone();
    provide_context(styles);
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <meta name=stamp::STAMP content=stamp::of_page()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=main/>
                <HydrationScripts options=options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The application: who is looking, and the page for the address.
///
/// Every route renders completely before it is sent: out of order, pages would need scripts, and a refusal
/// would come after the status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Here::provide();
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/school") view=SchoolPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-out") view=SignOutPage ssr=SsrMode::Async/>
                <Route path=path!("/schools") view=SchoolsPage ssr=SsrMode::Async/>
                <Route path=path!("/forgotten-password") view=ForgottenPage ssr=SsrMode::Async/>
                <Route path=path!("/link/:token") view=LinkPage ssr=SsrMode::Async/>
                <Route path=path!("/users") view=UsersPage ssr=SsrMode::Async/>
                <Route path=path!("/users/new") view=AddUserPage ssr=SsrMode::Async/>
                <Route path=path!("/users/import") view=ImportsPage ssr=SsrMode::Async/>
                <Route path=path!("/users/import/:import") view=ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/users/invite") view=InvitePage ssr=SsrMode::Async/>
                <Route path=path!("/users/added/:member") view=AddedPage ssr=SsrMode::Async/>
                <Route path=path!("/users/bulk") view=BulkPage ssr=SsrMode::Async/>
                <Route path=path!("/users/bulk/:bulk") view=BulkDonePage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member") view=PersonPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/do/:act") view=ActPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/pupils") view=PickPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/exceptions") view=ExceptionsPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/leaving") view=LeavingPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/what-if") view=WhatIfPage ssr=SsrMode::Async/>
                <Route path=path!("/pupils") view=PupilsPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/sessions") view=SessionsPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/users/:member/history") view=HistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/audit") view=AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/roles") view=RolesPage ssr=SsrMode::Async/>
                <Route path=path!("/roles/present") view=PresentPage ssr=SsrMode::Async/>
                <Route path=path!("/roles/adapt") view=AdaptPage ssr=SsrMode::Async/>
                <Route path=path!("/roles/adapt/:role") view=RolePage ssr=SsrMode::Async/>
                <Route path=path!("/roles/who") view=WhoPage ssr=SsrMode::Async/>
                <Route path=path!("/view-as") view=ViewAsPage ssr=SsrMode::Async/>
                <Route path=path!("/permissions") view=PermissionsPage ssr=SsrMode::Async/>
                <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/settings/attributes") view=AttributesPage ssr=SsrMode::Async/>
                <Route path=path!("/settings/attributes/:attribute") view=AttributePage ssr=SsrMode::Async/>
                <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
