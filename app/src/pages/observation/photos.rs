//! An observation's photos: showing, adding and removing them. The file goes to an address of the server's own.

use super::submitted::{ACT, PHOTO, REMOVE_PHOTO};
use crate::routes;
use crate::widgets::{ButtonKind, FileField, FormActions, Panel, Stamp, SubmitButton};
use domain::id::{ObservationId, ObservationPhotoId};
use domain::observation::{MOST_PHOTOS, Observation, PHOTO_SIDE};
use domain::photo::{ACCEPTED, FIELD};
use leptos::prelude::*;

#[component]
pub(super) fn Photos(observation: Observation) -> impl IntoView {
    let Observation { id, photos, may_change, .. } = observation;
    let (count, may_change) = (photos.len(), may_change.is_ok());
    if count == 0 && !may_change {
        return ().into_any();
    }
    let shown = photos
        .into_iter()
        .enumerate()
        .map(|(place, photo)| {
            let label = format!("Photo {} of {count}", place + 1);
            view! { <Photo observation=id photo label may_change/> }
        })
        .collect_view();
    let add = match count < MOST_PHOTOS {
        _ if !may_change => ().into_any(),
        true => view! { <AddPhoto observation=id left=MOST_PHOTOS - count/> }.into_any(),
        false => view! { <p class="soft">{format!("An observation has {MOST_PHOTOS} photos at most.")}</p> }.into_any(),
    };
    view! {
        <Panel title="Photos" id=FIELD>
            {(count > 0).then(|| view! { <ul class="observation-photos">{shown}</ul> })}
            {add}
        </Panel>
    }
    .into_any()
}

#[component]
fn Photo(observation: ObservationId, photo: ObservationPhotoId, label: String, may_change: bool) -> impl IntoView {
    let src = routes::observation_photo(observation, photo);
    let remove = may_change.then(|| {
        view! {
            <details class="photo-remove">
                <summary>"Remove" <span class="hidden">" " {label.to_lowercase()}</span></summary>
                <form method="post" action=routes::observation(observation)>
                    <Stamp/>
                    <input type="hidden" name=PHOTO value=photo.to_string()/>
                    <p>"Remove this photo? It is deleted for good."</p>
                    <SubmitButton label="Yes, remove the photo" kind=ButtonKind::Secondary name=ACT value=REMOVE_PHOTO/>
                </form>
            </details>
        }
    });
    view! {
        <li>
            <img src=src alt=label loading="lazy" decoding="async" width=PHOTO_SIDE.to_string()/>
            {remove}
        </li>
    }
}

#[component]
fn AddPhoto(observation: ObservationId, left: usize) -> impl IntoView {
    let hint = match left {
        1 => "JPEG, PNG or WebP, up to 8 MB. You can add 1 more. Nothing else the file holds is kept: not where or when it was taken.".to_owned(),
        left => format!("JPEG, PNG or WebP, up to 8 MB. You can add {left}, one at a time. Nothing else the file holds is kept: not where or when it was taken."),
    };
    view! {
        <form method="post" action=routes::add_observation_photo(observation) enctype="multipart/form-data">
            <Stamp/>
            <FileField id="photo-file" name=FIELD label="Add a photo" accept=ACCEPTED hint/>
            <FormActions><SubmitButton label="Add photo" kind=ButtonKind::Secondary/></FormActions>
        </form>
    }
}
