//! Changing and removing the child's photo. The file goes to an address of the server's own.

use super::submitted::{ACT, REMOVE_PHOTO};
use crate::routes;
use crate::widgets::{ButtonKind, FileField, Stamp, SubmitButton};
use domain::id::PhotoId;
use domain::photo::{ACCEPTED, FIELD};
use domain::pupil::NamedPupil;
use leptos::prelude::*;

/// The forms of the photo; only for readers who may change it.
#[component]
pub(super) fn Photo(pupil: NamedPupil, photo: Option<PhotoId>) -> impl IntoView {
    let summary = if photo.is_some() { "Change the photo" } else { "Add a photo" };
    let remove = photo.map(|_| {
        view! {
            <details class="photo-remove">
                <summary>"Remove the photo"</summary>
                <form method="post" action=routes::child(pupil.id)>
                    <Stamp/>
                    <p>"Remove the photo of " <bdi>{pupil.forename.clone()}</bdi> "? It is deleted for good."</p>
                    <SubmitButton label="Yes, remove the photo" kind=ButtonKind::Secondary name=ACT value=REMOVE_PHOTO/>
                </form>
            </details>
        }
    });
    view! {
        <details class="photo-remove" id=FIELD>
            <summary>{summary}</summary>
            <form method="post" action=routes::set_child_photo(pupil.id) enctype="multipart/form-data">
                <Stamp/>
                <FileField id="photo-file" name=FIELD label="Photo" accept=ACCEPTED
                    hint="JPEG, PNG or WebP, up to 8 MB. The middle square is kept, and nothing else of the file: not where or when it was taken."/>
                <SubmitButton label="Save the photo" kind=ButtonKind::Secondary/>
            </form>
        </details>
        {remove}
    }
}
