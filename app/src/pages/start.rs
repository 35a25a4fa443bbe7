//! `/`: redirects to the school, or to signing in.

use crate::page_context::PageContext;
use crate::posted::Redirector;
use crate::routes;
use leptos::prelude::*;

/// Redirects; it shows nothing itself.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let here = PageContext::get();
    let redirector = Redirector::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let signed_in = here.site.await.is_ok_and(|site| site.viewer().is_some());
                redirector.go(if signed_in { routes::SCHOOL } else { routes::SIGN_IN });
            })}
        </Suspense>
    }
}
