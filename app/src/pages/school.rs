//! `/school`: the School page with the Users widget.

use crate::api;
use crate::views::{MyChildren, OwnRoles, SchoolPageFrame, UsersWidget, after, loaded, loading};
use crate::widgets::{PageHeading, Stack};
use domain::access::{Action as _, AddUsers, Denial, ListUsers, ViewPupils};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The School page: the school at a glance.
#[component]
pub(crate) fn SchoolPage() -> impl IntoView {
    view! { <SchoolPageFrame title="School" early=true body=|viewer| view! { <School viewer/> }.into_any()/> }
}

#[component]
fn School(viewer: Viewer) -> impl IntoView {
    let hello = viewer.known_as.as_ref().map(|called| format!("Hello {called}. ")).unwrap_or_default();
    let role = viewer.role_name();
    let lead = match viewer.viewing_from {
        None => format!("{hello}You are signed in as {}, {role}.", viewer.name),
        Some(own) => format!(
            "You are signed in as {}, {}, and see the school as {role}.",
            viewer.name,
            viewer.settings.roles.label(own)
        ),
    };
    let widget = loading(api::school_widget);
    // Readers who may not see pupils get no refusal here, because the page has other things to show.
    let sees = (ViewPupils { rules: &viewer.rules() }).check(&viewer.grants()).is_ok();
    let children = loading(move || async move { if sees { api::my_pupils().await.ok() } else { None } });
    let grants = viewer.grants();
    let help_contact = viewer.settings.help_contact.clone();
    let may_list = ListUsers.check(&grants).is_ok();
    let may_not_add = AddUsers.check(&grants).err().map(Denial::sentence).unwrap_or_default();
    view! {
        <div data-region="heading"><PageHeading title=viewer.settings.name.clone() lead/></div>
        <Stack>
            <div data-region="my-pupils">
                {after(children, |children| children.map(|children| view! { <MyChildren children/> }))}
            </div>
            {loaded(widget, help_contact, move |widget| view! { <UsersWidget widget may_list may_not_add/> })}
            <OwnRoles viewer/>
        </Stack>
    }
}
