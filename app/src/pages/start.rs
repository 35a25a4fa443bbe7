//! `/`: leads to the school, or to signing in.

use crate::here::Here;
use crate::posted::Onward;
use crate::routes;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Leads on; it shows nothing itself.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let here = Here::get();
    let onward = Onward::new();
    let navigate = use_navigate();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let signed_in = here.site.await.is_ok_and(|site| site.viewer().is_some());
                let path = if signed_in { routes::SCHOOL } else { routes::SIGN_IN };
                if cfg!(feature = "ssr") {
                    onward.go(path);
                }
                // Runs in a browser only, once this page is there. *Back* then leads to where one was before.
                Effect::new(move |_| navigate(path, NavigateOptions { replace: true, ..NavigateOptions::default() }));
            })}
        </Suspense>
    }
}
