//! `/school`: the first page after signing in. Those who work with children see theirs, then what they can do; admins see
//! what needs them today, then the Users widget.

use crate::api;
use crate::views::{MyChildren, NeedsToday, OwnRoles, SchoolPageFrame, UsersWidget, after, loaded, loading};
use crate::widgets::{PageHeading, Stack};
use domain::access::{Action as _, AddUsers, CreateObservation, Denial, ListUsers, ViewPupils};
use domain::finding::SitePage;
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
    // Readers who may not see pupils get no refusal here, because the page has other things to show.
    let sees = (ViewPupils { rules: &viewer.rules() }).check(&viewer.grants()).is_ok();
    let sees_marks = SitePage::Markbook.check(&viewer).is_ok();
    let may_record = (CreateObservation { rules: &viewer.rules() }).check(&viewer.grants()).is_ok();
    let children = loading(move || async move {
        match sees {
            true => Some((api::my_pupils().await.ok()?, api::marks_due().await.ok().flatten())),
            false => None,
        }
    });
    let grants = viewer.grants();
    let staff = ListUsers.check(&grants).is_ok().then(|| view! { <Staff viewer=viewer.clone()/> });
    view! {
        <div data-region="heading"><PageHeading title=viewer.settings.name.clone() lead/></div>
        <Stack>
            <div data-region="my-pupils">
                {after(children, move |found| found.map(|(children, due)| view! { <MyChildren children sees_marks may_record due/> }))}
            </div>
            {staff}
            <OwnRoles viewer/>
        </Stack>
    }
}

/// What an admin sees of the school's people.
#[component]
fn Staff(viewer: Viewer) -> impl IntoView {
    let may_not_add = AddUsers.check(&viewer.grants()).err().map(Denial::sentence).unwrap_or_default();
    loaded(loading(api::school_widget), viewer.settings.help_contact, move |widget| {
        let needs = widget.needs.clone();
        view! {
            <div data-region="needs-today"><NeedsToday needs/></div>
            <UsersWidget widget may_not_add/>
        }
    })
}
