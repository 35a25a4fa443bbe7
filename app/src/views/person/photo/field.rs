//! Choosing, cropping and sending a picture. Without scripts, a form sends the file and the server keeps its middle.

use super::cropper::Cropper;
use super::sending::PhotoState;
use crate::views::woken;
use crate::widgets::{Button, ButtonKind, Cluster, FileField, FormActions, Notice, NoticeKind, Stamp, SubmitButton};
use domain::photo::{ACCEPTED, FIELD};
use leptos::ev::{DragEvent, Event, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{File, FileList, HtmlElement, HtmlInputElement};

/// The id of the field that takes a file.
const FILE: &str = "photo-file";
/// The id of the field that takes a picture with the camera.
const CAMERA: &str = "photo-camera";

#[island(lazy)]
pub(super) fn PhotoField(
    /// The address that the form is sent to.
    action: String,
    /// The page to go back to.
    back: String,
    /// Whether it is the reader's own photo: the camera that faces them is then used.
    own: bool,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    let state = PhotoState::new();
    let PhotoState { picture, crop, error, percent, saved, canvas, .. } = state;
    // Effects run only in a browser. A file may have been chosen before the scripts arrived.
    Effect::new(move |_| {
        awake.set(true);
        if let Some(file) = element(FILE).and_then(|field| first(field.unchecked_ref::<HtmlInputElement>().files())) {
            state.choose(file);
        }
    });
    let changed = move |event: Event| {
        let field = event_target::<HtmlInputElement>(&event);
        if let Some(file) = first(field.files()) {
            state.choose(file);
        }
        // Cleared so that the same file can be chosen again.
        field.set_value("");
    };
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| first(data.files())) {
            state.choose(file);
        }
    };
    let submit = {
        let action = action.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            state.send(action.clone(), request_focus);
        }
    };
    let cancel = move |()| {
        state.cancel();
        request_focus();
    };
    let cropping = move || {
        picture.get().map(|chosen| {
            let busy = Signal::derive(move || percent.get().is_some());
            view! {
                <Cropper picture=chosen.take() crop canvas/>
                {move || percent.get().map(|percent| view! { <Progress percent/> })}
                {move || error.get().map(|error| view! { <Notice kind=NoticeKind::Problem><p>{error}</p></Notice> })}
                <Cluster>
                    <SubmitButton label="Save photo" busy busy_label="Sending…"/>
                    <Button kind=ButtonKind::Quiet on_press=cancel>"Cancel"</Button>
                </Cluster>
            }
        })
    };
    let camera = move || {
        let capture = if own { "user" } else { "environment" };
        awake.get().then(|| view! {
            <div class="photo-camera"><FileField id=CAMERA label="Take one with the camera" accept=ACCEPTED capture/></div>
        })
    };
    let plain_error = Signal::derive(move || error.get());
    woken(view! {
        {move || saved.get().then(|| view! { <Notice kind=NoticeKind::Success><p>"The photo is saved. Choose another to replace it."</p></Notice> })}
        <form method="post" action=action enctype="multipart/form-data" on:submit:capture=submit>
            <Stamp/>
            <input type="hidden" name="back" value=back/>
            <div
                class="drop-zone"
                class:over=move || over.get()
                hidden=move || picture.with(Option::is_some)
                on:change=changed
                on:dragover=move |event: DragEvent| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <FileField id=FILE name=FIELD label="Choose a picture, or drop one here" accept=ACCEPTED error=plain_error
                    hint="JPEG, PNG or WebP, up to 8 MB. A square of it is kept, and nothing else the file holds: not where or when it was taken."/>
                {camera}
            </div>
            {cropping}
            {move || (!awake.get()).then(|| view! { <FormActions><SubmitButton label="Save photo"/></FormActions> })}
        </form>
    })
}

#[component]
fn Progress(percent: u32) -> impl IntoView {
    view! {
        <div class="photo-progress">
            <label for="photo-progress">"Sending the photo"</label>
            <progress id="photo-progress" max="100" value=percent></progress>
        </div>
    }
}

fn first(files: Option<FileList>) -> Option<File> {
    files?.get(0)
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus from the removed element to the first field, once that is shown again.
fn request_focus() {
    request_animation_frame(|| {
        if let Some(field) = element(FILE) {
            // Fails only for an element that has been removed.
            let _ = field.focus();
        }
    });
}
