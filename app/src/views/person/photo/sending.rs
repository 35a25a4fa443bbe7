//! The chosen picture, and the attempts to send it.

use super::picture::{ChosenPicture, Upload};
use domain::photo::Crop;
use domain::problem::Problem;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use send_wrapper::SendWrapper;
use web_sys::{File, HtmlCanvasElement};

/// What the field shows and does. Browser values stay on their thread; the server has none, so any thread can draw.
#[derive(Clone, Copy)]
pub(super) struct PhotoState {
    pub picture: RwSignal<Option<SendWrapper<ChosenPicture>>>,
    pub crop: RwSignal<Crop>,
    pub error: RwSignal<Option<String>>,
    /// How much has been sent, while it is being sent.
    pub percent: RwSignal<Option<u32>>,
    pub saved: RwSignal<bool>,
    pub canvas: NodeRef<html::Canvas>,
    upload: StoredValue<Option<SendWrapper<Upload>>>,
    /// Counts the attempts to send. Results of an earlier or cancelled attempt are ignored.
    attempt: StoredValue<u32>,
}

impl PhotoState {
    /// Nothing is chosen yet.
    pub fn new() -> Self {
        Self {
            picture: RwSignal::new(None),
            crop: RwSignal::default(),
            error: RwSignal::new(None),
            percent: RwSignal::new(None),
            saved: RwSignal::new(false),
            canvas: NodeRef::new(),
            upload: StoredValue::new(None),
            attempt: StoredValue::new(0),
        }
    }

    /// Reads a file, and shows it for cropping.
    pub fn choose(self, file: File) {
        self.saved.set(false);
        self.error.set(None);
        spawn_local(async move {
            match ChosenPicture::read(file).await {
                Ok(chosen) => {
                    self.crop.set(Crop::default());
                    self.picture.set(Some(SendWrapper::new(chosen)));
                }
                Err(trouble) => self.error.set(Some(trouble.sentence())),
            }
        });
    }

    /// Sends the square of the picture to `action`, and calls `done` once it is saved.
    pub fn send(self, action: String, done: impl FnOnce() + 'static) {
        let (Some(chosen), Some(canvas)) = (self.picture.get_untracked(), self.canvas.get_untracked()) else { return };
        if self.percent.get_untracked().is_some() {
            return;
        }
        self.attempt.update_value(|count| *count += 1);
        let this = self.attempt.get_value();
        self.error.set(None);
        self.percent.set(Some(0));
        spawn_local(async move {
            // Cancelled by the reader: there is nothing to show.
            let Some(answer) = self.answer(this, &chosen, &canvas, &action).await else { return };
            self.percent.set(None);
            match answer {
                Ok(()) => {
                    self.picture.set(None);
                    self.saved.set(true);
                    done();
                }
                Err(problem) => self.error.set(Some(problem.sentence())),
            }
        });
    }

    /// Whether the attempt is the latest one; not once the photo part has left the page.
    fn is_current(self, attempt: u32) -> bool {
        self.attempt.try_get_value() == Some(attempt)
    }

    /// The answer to an attempt; `None` if it was cancelled meanwhile.
    async fn answer(
        self,
        attempt: u32,
        chosen: &ChosenPicture,
        canvas: &HtmlCanvasElement,
        action: &str,
    ) -> Option<Result<(), Problem>> {
        let form = chosen.form(canvas, self.crop.get_untracked()).await;
        // Cancelled while the square was being made: nothing is sent.
        if !self.is_current(attempt) {
            return None;
        }
        let progress = move |done| {
            if self.is_current(attempt) {
                self.percent.set(Some(done));
            }
        };
        let Some((begun, answer)) = form.and_then(|form| Upload::begin(action, &form, Box::new(progress))) else {
            return Some(Err(Problem::Unexpected));
        };
        self.upload.set_value(Some(SendWrapper::new(begun)));
        let answer = answer.await;
        if !self.is_current(attempt) {
            return None;
        }
        self.upload.set_value(None);
        Some(answer)
    }

    /// Stops sending, and forgets the picture.
    pub fn cancel(self) {
        self.attempt.update_value(|count| *count += 1);
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            upload.cancel();
        }
        self.picture.set(None);
        self.percent.set(None);
    }
}
