//! The cropper: the square of a picture to keep, moved and zoomed by pointer, keys or sliders.

use super::picture::{ChosenPicture, SIDE};
use domain::photo::{Crop, MOST_ZOOM};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::{html, prelude::*};
use web_sys::{HtmlCanvasElement, HtmlInputElement};

/// How far an arrow key moves the picture, as a fraction of the square.
const STEP: f64 = 0.05;
/// The factor by which the + key zooms in.
const NEARER: f64 = 1.1;

#[component]
pub(super) fn Cropper(
    picture: ChosenPicture,
    crop: RwSignal<Crop>,
    /// The canvas that the square is drawn on.
    canvas: NodeRef<html::Canvas>,
) -> impl IntoView {
    let (width, height) = picture.size();
    let moved = move |across, down| crop.update(|crop| *crop = crop.moved(across, down, width, height));
    let zoomed = move |zoom| crop.update(|crop| *crop = crop.zoomed(zoom, width, height));
    let focused = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        picture.draw(&canvas, crop.get());
        if !focused.get_value() {
            focused.set_value(true);
            // Fails only for an element that has been removed.
            let _ = canvas.focus();
        }
    });
    let keys = move |event: KeyboardEvent| {
        let zoom = crop.get_untracked().zoom();
        match event.key().as_str() {
            // Arrow keys push the picture, not the frame.
            "ArrowLeft" => moved(STEP, 0.0),
            "ArrowRight" => moved(-STEP, 0.0),
            "ArrowUp" => moved(0.0, STEP),
            "ArrowDown" => moved(0.0, -STEP),
            "+" | "=" => zoomed(zoom * NEARER),
            "-" => zoomed(zoom / NEARER),
            _ => return,
        }
        event.prevent_default();
    };
    let fingers = StoredValue::new(Vec::<Pointer>::new());
    let down = move |event: PointerEvent| {
        if let Some(canvas) = canvas.get_untracked() {
            // Fails only for a pointer that has gone.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        fingers.update_value(|fingers| fingers.push(Pointer::of(&event)));
    };
    let drag = move |event: PointerEvent| {
        let Some(canvas) = canvas.get_untracked() else { return };
        let (now, mut known) = (Pointer::of(&event), fingers.get_value());
        let Some(place) = known.iter().position(|finger| finger.id == now.id) else { return };
        let before = std::mem::replace(&mut known[place], now);
        match known.iter().find(|finger| finger.id != now.id) {
            Some(other) if before.from(other) > 0.0 => {
                zoomed(crop.get_untracked().zoom() * now.from(other) / before.from(other));
            }
            _ => {
                let side = shown_side(&canvas);
                moved((before.x - now.x) / side, (before.y - now.y) / side);
            }
        }
        fingers.set_value(known);
    };
    let up = move |event: PointerEvent| {
        fingers.update_value(|fingers| fingers.retain(|finger| finger.id != event.pointer_id()));
    };
    let room = move || crop.get().room(width, height);
    let place =
        |value: f64, room: f64| if room > 0.0 { whole((value - (1.0 - room) / 2.0) / room * 100.0) } else { 50 };
    let middle = |percent: f64, room: f64| (1.0 - room) / 2.0 + percent / 100.0 * room;
    let across = Signal::derive(move || place(crop.get().x(), room().0));
    let along = Signal::derive(move || place(crop.get().y(), room().1));
    let to_x = move |percent| {
        let (now, (room, _)) = (crop.get_untracked(), untrack(room));
        crop.set(Crop::new(middle(percent, room), now.y(), now.zoom()).held_in(width, height));
    };
    let to_y = move |percent| {
        let (now, (_, room)) = (crop.get_untracked(), untrack(room));
        crop.set(Crop::new(now.x(), middle(percent, room), now.zoom()).held_in(width, height));
    };
    view! {
        <div class="cropper">
            <canvas
                width=SIDE
                height=SIDE
                tabindex="0"
                role="application"
                aria-label="The square that is kept. Arrow keys move the picture, plus and minus bring it nearer and further away."
                node_ref=canvas
                on:keydown=keys
                on:pointerdown=down
                on:pointermove=drag
                on:pointerup=up
                on:pointercancel=up
            ></canvas>
            <div class="cropper-controls">
                <p class="hint">"Drag the picture, or use the arrow keys and + and −, until the face fills the square."</p>
                <Slider id="photo-zoom" label="Zoom" most=whole(MOST_ZOOM * 100.0) least=100
                    value=Signal::derive(move || whole(crop.get().zoom() * 100.0)) on_input=move |percent| zoomed(percent / 100.0)/>
                <Slider id="photo-across" label="Left to right" most=100 least=0 value=across on_input=to_x useless=Signal::derive(move || room().0 <= 0.0)/>
                <Slider id="photo-along" label="Top to bottom" most=100 least=0 value=along on_input=to_y useless=Signal::derive(move || room().1 <= 0.0)/>
            </div>
        </div>
    }
}

/// A pointer on the picture: a finger or the mouse.
#[derive(Clone, Copy)]
struct Pointer {
    id: i32,
    x: f64,
    y: f64,
}

impl Pointer {
    fn of(event: &PointerEvent) -> Self {
        Self { id: event.pointer_id(), x: event.client_x().into(), y: event.client_y().into() }
    }

    fn from(self, other: &Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

fn shown_side(canvas: &HtmlCanvasElement) -> f64 {
    canvas.get_bounding_client_rect().width().max(1.0)
}

/// The nearest whole number. Writing and reading fractions would take a fifth of this part.
const fn whole(value: f64) -> i32 {
    value.round() as i32
}

/// A slider of whole percents.
#[component]
fn Slider(
    id: &'static str,
    label: &'static str,
    least: i32,
    most: i32,
    value: Signal<i32>,
    on_input: impl Fn(f64) + 'static,
    /// Whether moving has no effect.
    #[prop(optional, into)]
    useless: Signal<bool>,
) -> impl IntoView {
    let input = move |event: leptos::ev::Event| {
        let value = event_target::<HtmlInputElement>(&event).value_as_number();
        if value.is_finite() {
            on_input(value);
        }
    };
    view! {
        <label for=id hidden=move || useless.get()>
            <span>{label}</span>
            <input type="range" id=id min=least max=most step="1" prop:value=move || value.get() aria-valuetext=move || format!("{} %", value.get()) on:input=input/>
        </label>
    }
}
