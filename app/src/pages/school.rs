//! `/school`: the School view with the Users widget.

use crate::api;
use crate::here::Here;
use crate::views::{Kept, OwnRoles, SchoolPageFrame, UsersWidget};
use crate::widgets::{PageHeading, Stack};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct SchoolPage;

#[lazy_route]
impl LazyRoute for SchoolPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SchoolPageFrame title="School" body=|viewer| view! { <School viewer/> }.into_any()/> }.into_any()
    }
}

/// The school at a glance.
#[component]
fn School(viewer: Memo<Viewer>) -> impl IntoView {
    let here = Here::get();
    let widget = Resource::new(move || here.changes.get(), |_| api::school_widget());
    let name = Signal::derive(move || viewer.with(|viewer| viewer.settings.name.clone()));
    let lead = Signal::derive(move || {
        viewer.with(|viewer| format!("You are signed in as {}, {}.", viewer.name, viewer.roles.sonar.label()))
    });
    let help = Signal::derive(move || viewer.with(|viewer| viewer.settings.help_contact.clone()));
    let grants = Memo::new(move |_| viewer.with(Viewer::grants));
    view! {
        <PageHeading title=name lead=lead/>
        <Stack>
            <Kept resource=widget loading="Counting people" rows=8 help_contact=help body=move |widget| view! { <UsersWidget widget grants/> }.into_any()/>
            <OwnRoles viewer/>
        </Stack>
    }
}
