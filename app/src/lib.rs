//! The pages of Rolecall, and the server functions behind them: everything made with leptos. Business rules live in
//! `domain`, use cases and SQL in `backend`, routing and HTTP in `server`.
//!
//! The server draws every page. The interactive parts are *islands*: the server draws them too, and the browser
//! hydrates them without loading the rest.

// A page is one nested type, as deep as its elements.
#![recursion_limit = "512"]

mod api;
#[cfg(feature = "hydrate")]
mod browser;
pub mod drafts;
mod failure;
mod live;
mod page_context;
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
    ClientAddress, CurrentRoleName, DEVICE_COOKIES, Posted, SESSION_COOKIES, STEP_UP, Visit, keep_posted,
    session_cookie,
};
pub use styles::Styles;

#[cfg(feature = "ssr")]
use server::platform;

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::Router;
use page_context::PageContext;

/// The HTML document around the application.
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
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    PageContext::provide();
    view! {
        <Router>
            <routes::Pages/>
        </Router>
    }
}
