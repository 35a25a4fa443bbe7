//! What the reader can do in each product, in numbers.

use crate::routes;
use crate::views::{InWords, abilities};
use crate::widgets::{ButtonKind, Cluster, KeyFigure, KeyFigures, LinkButton, Panel};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// One figure per product. The page it links to lists every permission with its reason.
#[component]
pub(crate) fn OwnRoles(
    /// The reader.
    viewer: Viewer,
) -> impl IntoView {
    let rules = viewer.rules();
    let figures = viewer
        .settings
        .products
        .iter()
        .map(|product| {
            let role = viewer.roles.role_in(*product);
            let held = abilities(*product, role, &rules);
            let value = format!("{held} of {}", product.feature_count());
            view! { <KeyFigure label=product.name() value=value note=viewer.roles.label_in(*product, &viewer.settings.roles)/> }
        })
        .collect_view();
    let Viewer { roles, settings, exceptions, .. } = viewer;
    view! {
        <Panel title="What you can do" id="what-you-can-do">
            <div class="stack" data-region="own-roles">
                <InWords roles settings exceptions/>
                <KeyFigures>{figures}</KeyFigures>
            </div>
            <Cluster>
                <LinkButton href=routes::PERMISSIONS kind=ButtonKind::Secondary>"See each permission, and why"</LinkButton>
                <LinkButton href=routes::GUIDE kind=ButtonKind::Quiet>"What every role can do"</LinkButton>
            </Cluster>
        </Panel>
    }
}
