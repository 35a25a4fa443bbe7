//! A person's photo: showing, replacing and removing it. The cropper runs in the browser; checking and storing the
//! picture is the server's work.

mod cropper;
mod field;
mod picture;
mod sending;

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{FetchAhead, after, loading};
use crate::widgets::{Avatar, AvatarSize, ButtonKind, Panel, Stamp, SubmitButton};
use domain::id::MemberId;
use domain::photo::{FIELD, PersonPhoto, PhotoSize};
use domain::viewer::Viewer;
use field::PhotoField;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The photo part of a person's page. Its forms lead back to the page that contains it.
#[component]
pub(crate) fn PhotoPart(
    /// The person whose photo it is.
    member: MemberId,
    /// The reader.
    viewer: Viewer,
) -> impl IntoView {
    let back = use_location().pathname.get_untracked();
    let own = viewer.member == member;
    let person = loading(move || api::photo_of(member));
    view! {
        <Panel title="Photo or image" id=FIELD>
            {after(person, move |person| match person {
                Ok(person) => view! { <Part member person own back/> }.into_any(),
                Err(Failure(problem)) => view! { <p class="reason">{problem.sentence()}</p> }.into_any(),
            })}
        </Panel>
    }
}

#[component]
fn Part(member: MemberId, person: PersonPhoto, own: bool, back: String) -> impl IntoView {
    let may_set = person.may_set;
    let now = view! { <CurrentPhoto member person back=back.clone()/> };
    let field = match may_set {
        Ok(()) => view! { <FetchAhead island="photo_field"/> <PhotoField action=routes::set_photo(member) back own/> }
            .into_any(),
        Err(why) => view! { <p class="reason">{why.sentence()}</p> }.into_any(),
    };
    view! {
        <div class="photo-now" data-region="photo">
            {now}
        </div>
        {field}
    }
}

/// The current photo, and the button that removes it.
#[component]
fn CurrentPhoto(member: MemberId, person: PersonPhoto, back: String) -> impl IntoView {
    let PersonPhoto { name, photo, may_set } = person;
    let says = match photo {
        Some(_) => "This photo stands beside the name, for everybody in your school.",
        None => "No photo yet: the first letters of the name stand in for it.",
    };
    let remove = (photo.is_some() && may_set.is_ok()).then(|| view! { <Remove member name=name.clone() back/> });
    let photo = photo.map(|photo| routes::photo(photo, PhotoSize::Large));
    view! {
        <Avatar name photo size=AvatarSize::Large/>
        <div>
            <p>{says}</p>
            {remove}
        </div>
    }
}

/// Asks before the photo is removed, because that cannot be undone.
#[component]
fn Remove(member: MemberId, name: String, back: String) -> impl IntoView {
    view! {
        <details class="photo-remove">
            <summary>"Remove photo"</summary>
            <form method="post" action=routes::remove_photo(member)>
                <Stamp/>
                <input type="hidden" name="back" value=back/>
                <p>"Remove the photo of " <bdi>{name}</bdi> "? It is deleted for good; the first letters of the name stand in for it."</p>
                <SubmitButton label="Yes, remove the photo" kind=ButtonKind::Secondary/>
            </form>
        </details>
    }
}
