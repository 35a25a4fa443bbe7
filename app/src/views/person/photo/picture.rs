//! A chosen picture in the browser: reading, drawing and sending it.

use crate::stamp::{STAMP_HEADER, of_page};
use domain::photo::{ACCEPTED, Crop, FIELD, MOST_BYTES, PhotoError};
use domain::problem::Problem;
use js_sys::{Function, Promise};
use leptos::serde_json;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, FileReader, FormData, HtmlCanvasElement, HtmlImageElement, ProgressEvent,
    XmlHttpRequest,
};

/// Width and height of the picture that is sent, in pixels: twice those that are kept. On slow Wi-Fi, a whole picture
/// would take minutes.
pub(super) const SIDE: u32 = 1024;
/// The quality of the JPEG that is sent, up to 1. The server encodes it again.
const QUALITY: f64 = 0.92;

/// A chosen picture that can be shown.
#[derive(Clone)]
pub(super) struct ChosenPicture {
    file: File,
    image: HtmlImageElement,
}

impl ChosenPicture {
    /// Reads a file. Browsers can read formats that the server does not accept, and go by content, so the type is
    /// checked too.
    pub async fn read(file: File) -> Result<Self, PhotoError> {
        if file.size() > MOST_BYTES as f64 {
            return Err(PhotoError::TooLarge);
        }
        if !ACCEPTED.split(',').any(|kind| kind == file.type_()) {
            return Err(PhotoError::of_other_kind(&beginning(&file).await.unwrap_or_default()));
        }
        let image = shown(&file).await.ok_or(PhotoError::Broken)?;
        Ok(Self { file, image })
    }

    /// Width and height in pixels, as the picture is shown.
    pub fn size(&self) -> (u32, u32) {
        (self.image.natural_width(), self.image.natural_height())
    }

    /// Draws the square as it is sent.
    pub fn draw(&self, canvas: &HtmlCanvasElement, crop: Crop) {
        let (width, height) = self.size();
        let context =
            canvas.get_context("2d").ok().flatten().and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok());
        let (Some(context), Some(square)) = (context, crop.square(width, height)) else { return };
        let (left, top, side) = (f64::from(square.left), f64::from(square.top), f64::from(square.side));
        let whole = f64::from(canvas.width());
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, whole, whole);
        // Fails only for a broken image, which would not have been shown.
        let _ = context.draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            &self.image,
            left,
            top,
            side,
            side,
            0.0,
            0.0,
            whole,
            whole,
        );
    }

    /// The form to send: the square, or the whole file with the square's position if the browser cannot export a
    /// canvas.
    pub async fn form(&self, canvas: &HtmlCanvasElement, crop: Crop) -> Option<FormData> {
        let form = FormData::new().ok()?;
        match square(canvas).await {
            Some(square) => form.append_with_blob_and_filename(FIELD, &square, "photo.jpg").ok()?,
            None => {
                form.append_with_blob(FIELD, &self.file).ok()?;
                for (name, value) in [("x", crop.x()), ("y", crop.y()), ("zoom", crop.zoom())] {
                    // JavaScript's own writing, because Rust's would be a tenth of this part.
                    let text = js_sys::Number::from(value).to_string_with_radix(10).ok()?;
                    form.append_with_str(name, &String::from(text)).ok()?;
                }
            }
        }
        Some(form)
    }
}

/// The first bytes of a file, which tell its kind.
async fn beginning(file: &File) -> Option<Vec<u8>> {
    let first = file.slice_with_i32_and_i32(0, 12).ok()?;
    let bytes = JsFuture::from(first.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The picture as an image, through a data URL: the content security policy allows no blob URLs.
async fn shown(file: &File) -> Option<HtmlImageElement> {
    let reader = FileReader::new().ok()?;
    let read = when(|done| reader.set_onloadend(Some(done)));
    reader.read_as_data_url(file).ok()?;
    read.await.ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&reader.result().ok()?.as_string()?);
    JsFuture::from(image.decode()).await.ok()?;
    Some(image)
}

async fn square(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let made = when(|done| {
        // If encoding fails, the callback gets nothing, or the wait never starts.
        if canvas.to_blob_with_type_and_encoder_options(done, "image/jpeg", &QUALITY.into()).is_err() {
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    made.await.ok()?.dyn_into().ok()
}

/// Waits until the browser calls the callback that it is given.
fn when(begin: impl FnOnce(&Function)) -> JsFuture {
    let mut begin = Some(begin);
    JsFuture::from(Promise::new(&mut |done, _| {
        if let Some(begin) = begin.take() {
            begin(&done);
        }
    }))
}

/// A form that is being sent.
#[derive(Clone)]
pub(super) struct Upload(XmlHttpRequest);

impl Upload {
    /// Sends a form, and reports the progress in percent and the result.
    pub fn begin(
        action: &str,
        form: &FormData,
        progress: Box<dyn Fn(u32)>,
    ) -> Option<(Self, impl Future<Output = Result<(), Problem>> + use<>)> {
        let request = XmlHttpRequest::new().ok()?;
        request.open("POST", action).ok()?;
        request.set_request_header("Accept", "application/json").ok()?;
        request.set_request_header(STAMP_HEADER, &of_page()).ok()?;
        let heard = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                progress((event.loaded() / event.total() * 100.0) as u32);
            }
        });
        request.upload().ok()?.set_onprogress(Some(heard.as_ref().unchecked_ref()));
        let ended = when(|done| request.set_onloadend(Some(done)));
        request.send_with_opt_form_data(Some(form)).ok()?;
        let upload = Self(request.clone());
        Some((upload, async move {
            let _ = ended.await;
            drop(heard);
            answer(&request)
        }))
    }

    /// Aborts the upload: nothing is saved.
    pub fn cancel(&self) {
        // Fails only when nothing is being sent.
        let _ = self.0.abort();
    }
}

fn answer(request: &XmlHttpRequest) -> Result<(), Problem> {
    let said = || request.response_text().ok().flatten().and_then(|text| serde_json::from_str(&text).ok());
    match request.status().unwrap_or_default() {
        200 => Ok(()),
        0 => Err(Problem::Unreachable),
        413 => Err(PhotoError::TooLarge.into()),
        503 => Err(Problem::Unavailable),
        _ => Err(said().unwrap_or(Problem::Unexpected)),
    }
}
