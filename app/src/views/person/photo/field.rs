//! Choosing, cropping and sending a picture. Without scripts, a form sends the file and the server keeps its middle.

use super::cropper::Cropper;
use super::picture::{ChosenPicture, Upload};
use crate::views::woken;
use crate::widgets::{Button, ButtonKind, Cluster, FileField, FormActions, Notice, NoticeKind, Stamp, SubmitButton};
use domain::photo::{ACCEPTED, Crop, FIELD};
use leptos::ev::{DragEvent, Event, SubmitEvent};
use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use send_wrapper::SendWrapper;
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
    // Browser values stay on their thread. The server has none, so any thread can draw.
    let picture = RwSignal::new(None::<SendWrapper<ChosenPicture>>);
    let crop = RwSignal::new(Crop::default());
    let error = RwSignal::new(None::<String>);
    let percent = RwSignal::new(None::<u32>);
    let upload = StoredValue::new(None::<SendWrapper<Upload>>);
    // Counts the attempts to send. Results of an earlier or cancelled attempt are ignored.
    let attempt = StoredValue::new(0_u32);
    let saved = RwSignal::new(false);
    let canvas = NodeRef::<html::Canvas>::new();
    let choose = move |file: File| {
        saved.set(false);
        error.set(None);
        spawn_local(async move {
            match ChosenPicture::read(file).await {
                Ok(chosen) => {
                    crop.set(Crop::default());
                    picture.set(Some(SendWrapper::new(chosen)));
                }
                Err(trouble) => error.set(Some(trouble.sentence())),
            }
        });
    };
    // Effects run only in a browser. A file may have been chosen before the scripts arrived.
    Effect::new(move |_| {
        awake.set(true);
        if let Some(file) = element(FILE).and_then(|field| first(field.unchecked_ref::<HtmlInputElement>().files())) {
            choose(file);
        }
    });
    let changed = move |event: Event| {
        let field = event_target::<HtmlInputElement>(&event);
        if let Some(file) = first(field.files()) {
            choose(file);
        }
        // Cleared so that the same file can be chosen again.
        field.set_value("");
    };
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| first(data.files())) {
            choose(file);
        }
    };
    let leave = move || {
        picture.set(None);
        percent.set(None);
        request_focus();
    };
    let send = {
        let action = action.clone();
        move || {
            let (Some(chosen), Some(canvas)) = (picture.get_untracked(), canvas.get_untracked()) else { return };
            if percent.get_untracked().is_some() {
                return;
            }
            let action = action.clone();
            attempt.update_value(|count| *count += 1);
            let this = attempt.get_value();
            // `None` once the photo part has left the page.
            let current = move || attempt.try_get_value() == Some(this);
            error.set(None);
            percent.set(Some(0));
            spawn_local(async move {
                let form = chosen.form(&canvas, crop.get_untracked()).await;
                // Cancelled while the square was being made: nothing is sent.
                if !current() {
                    return;
                }
                let progress = move |done| {
                    if current() {
                        percent.set(Some(done));
                    }
                };
                let begun = form.and_then(|form| Upload::begin(&action, &form, Box::new(progress)));
                let Some((begun, answer)) = begun else {
                    percent.set(None);
                    error.set(Some(domain::problem::Problem::Unexpected.sentence()));
                    return;
                };
                upload.set_value(Some(SendWrapper::new(begun)));
                let answer = answer.await;
                // Cancelled by the reader: there is nothing to show.
                if !current() {
                    return;
                }
                upload.set_value(None);
                percent.set(None);
                match answer {
                    Ok(()) => {
                        leave();
                        saved.set(true);
                    }
                    Err(problem) => error.set(Some(problem.sentence())),
                }
            });
        }
    };
    let cancel = move || {
        attempt.update_value(|count| *count += 1);
        if let Some(upload) = upload.try_update_value(|upload| upload.take()).flatten() {
            upload.cancel();
        }
        leave();
    };
    let submit = {
        let send = send.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            send();
        }
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
                    <Button kind=ButtonKind::Quiet on_press=move |()| cancel()>"Cancel"</Button>
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
        {move || saved.get().then(|| view! { <Notice kind=NoticeKind::Success><p>"Photo saved"</p></Notice> })}
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
