//! The screens of Rolecall, and the server functions behind them.

// A page is one nested type, as deep as its elements.
#![recursion_limit = "512"]

mod api;
#[cfg(feature = "ssr")]
mod drafts;
mod failure;
mod here;
mod live;
mod pages;
mod posted;
pub mod routes;
mod views;
mod widgets;

#[cfg(feature = "ssr")]
pub use api::{ClientAddress, SESSION_COOKIES, Visit, session_cookie};
#[cfg(feature = "ssr")]
pub use posted::Posted;

use here::Here;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};
use pages::{
    AddUserPage, AddedPage, ForgottenPage, HelpPage, LinkPage, NotFoundPage, PermissionsPage, RolesPage, SchoolPage,
    SchoolsPage, SettingsPage, SignInPage, SignOutPage, StartPage, UsersPage,
};

/// The document around the application.
pub fn document(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet options=options.clone() id="styles"/>
                <HydrationScripts options=options/>
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
        {views::title()}
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view={Lazy::<SignInPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/school") view={Lazy::<SchoolPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/sign-out") view={Lazy::<SignOutPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/schools") view={Lazy::<SchoolsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/forgotten-password") view={Lazy::<ForgottenPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/link/:token") view={Lazy::<LinkPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/users") view={Lazy::<UsersPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/users/new") view={Lazy::<AddUserPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/users/added/:member") view={Lazy::<AddedPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/roles") view={Lazy::<RolesPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/permissions") view={Lazy::<PermissionsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/settings") view={Lazy::<SettingsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/help") view={Lazy::<HelpPage>::new()} ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
