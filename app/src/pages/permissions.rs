//! `/permissions`: what the reader can do, line by line and with reasons. Open to everyone at the school.

use crate::routes;
use crate::views::{PermissionPreview, SchoolPageFrame};
use crate::widgets::PageHeading;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The reader's own permissions.
#[component]
pub(crate) fn PermissionsPage() -> impl IntoView {
    view! { <SchoolPageFrame title="What you can do" body=|viewer| view! { <OwnPermissions viewer/> }.into_any()/> }
}

#[component]
fn OwnPermissions(viewer: Viewer) -> impl IntoView {
    let roles = Signal::stored(Some(viewer.roles));
    let (settings, exceptions) = (Signal::stored(viewer.settings), Signal::stored(viewer.exceptions));
    view! {
        <PageHeading title="What you can do" back=routes::SCHOOL back_label="School"
            lead="What your roles let you do in each product your school uses. Each line tells you why."/>
        <div data-region="permissions">
            <PermissionPreview id="your-permissions" title="Your permissions" roles settings exceptions/>
        </div>
    }
}
