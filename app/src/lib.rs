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
mod head;
pub mod limits;
mod live;
mod page_context;
mod pages;
pub mod part;
mod pause;
#[cfg(not(feature = "ssr"))]
#[path = "browser/platform.rs"]
mod platform;
pub mod posted;
pub mod routes;
mod scripts;
#[cfg(feature = "ssr")]
mod server;
pub mod stamp;
mod styles;
mod views;
mod widgets;

#[cfg(feature = "hydrate")]
pub use browser::start;
pub use posted::PostedFile;
pub use scripts::Scripts;
#[cfg(feature = "ssr")]
pub use server::{
    ClientAddress, CurrentRole, DEVICE_COOKIES, Posted, SESSION_COOKIES, STEP_UP, StepUpPage, Visit, keep_posted,
    keep_typed, notice_page, outbox_page, problem_page, problem_page_leading, session_cookie, step_up_page,
};
pub use styles::Styles;

#[cfg(feature = "ssr")]
use server::platform;

use head::HeadStart;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::Router;
use page_context::PageContext;
use scripts::StartScripts;

/// The HTML document around the application; without what the browser has already if it asked for a part.
pub fn document(styles: Styles, scripts: Scripts) -> impl IntoView {
    provide_context(scripts.clone());
    let is_part = platform::is_part();
    let start = (!is_part).then(|| {
        view! {
            <HeadStart styles=styles.clone()/>
            // Scripts make it a style sheet as soon as they run, so that no later page waits for it.
            <link rel="prefetch" r#as="style" href=styles.more.clone()/>
        }
    });
    provide_context(styles);
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                {start}
                <meta name=stamp::STAMP content=stamp::of_page()/>
                <StartScripts scripts is_part/>
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
