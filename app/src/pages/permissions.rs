//! `/permissions`: what the person who is looking can do, line by line and with reasons. Open to everybody of the school.

use crate::routes;
use crate::views::{PermissionPreview, SchoolPageFrame};
use crate::widgets::PageHeading;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct PermissionsPage;

#[lazy_route]
impl LazyRoute for PermissionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SchoolPageFrame title="What you can do" body=|viewer| view! { <Own viewer/> }.into_any()/> }.into_any()
    }
}

#[component]
fn Own(viewer: Memo<Viewer>) -> impl IntoView {
    let roles = Signal::derive(move || Some(viewer.with(|viewer| viewer.roles)));
    let settings = Signal::derive(move || viewer.with(|viewer| viewer.settings.clone()));
    view! {
        <PageHeading title="What you can do" back=routes::SCHOOL back_label="School"
            lead="What your roles let you do in each product your school uses. Each line tells you why."/>
        <PermissionPreview id="your-permissions" title="Your permissions" roles settings/>
    }
}
