//! Moving about in one document: every link and form of a school's pages is followed in place. The next page is fetched
//! as a part ([`crate::part`]), put where the old one was, and its islands wake; header, stream, WebAssembly and history
//! live on. Signing in and out, choosing a school and viewing as a role begin a new document: a page that is drawn for
//! another session holder is loaded as a whole.
//!
//! `data-go` on an element limits what is replaced to the page's regions, for the links inside it or for the form
//! itself: `push` adds an entry to the browser's history, `replace` replaces the current one. Without scripts, and on
//! pages outside a school, the same links and forms load the page.

mod answer;
mod arrival;
mod history;
mod request;
mod signs;
mod transition;

pub(super) use answer::{FetchCause, Part, forget_ahead, is_asked_for};

use super::regions::{self, FetchOutcome};
use super::words::LEAVE_UNSAVED;
use super::{MARK, forms, here, listen, parts, target};
use crate::limits;
use answer::Answer;
use gloo_timers::callback::Timeout;
use history::Place;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use request::Request;
use std::cell::{Cell, RefCell};
use web_sys::{
    Element, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, MouseEvent, SubmitEvent,
};

thread_local! {
    /// The search waiting for a pause in typing.
    static WAITING: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    /// The link that has just got the focus, to be fetched ahead if it keeps it.
    static FOCUSED: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// The journey that failed, to be tried again.
    static FAILED: RefCell<Option<Journey>> = const { RefCell::new(None) };
}

/// What a page is replaced with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The whole page inside the frame.
    Page,
    /// The regions of the page, and the fields of its filter if they have to be filled in to match.
    Regions { fills_in: bool },
}

/// One way from a page to the next.
#[derive(Clone, Debug)]
struct Journey {
    request: Request,
    place: Place,
    reach: Reach,
    /// The form that is sent.
    form: Option<HtmlFormElement>,
    /// The link that is followed.
    link: Option<Element>,
    /// The entry of the list that the link leads back to.
    list: Option<u32>,
}

/// Adds the listeners to the whole document, so that they cover whatever is drawn later.
pub(super) fn watch() {
    history::begin();
    listen("click", |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            clicked(event);
        }
    });
    listen("input", |event| {
        if let Some(input) = target::<HtmlInputElement>(event).filter(|input| input.type_() == "search")
            && let Some(form) = going_form(&input)
        {
            wait(move || go_by_form(&form, Place::Replace));
        }
    });
    listen("change", |event| {
        let Some(field) = target::<Element>(event) else { return };
        let is_tick = field.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox");
        if (is_tick || field.is_instance_of::<HtmlSelectElement>())
            && let Some(form) = going_form(&field)
        {
            go_by_form(&form, Place::Push);
        }
    });
    listen("submit", |event| {
        let Some(form) = target::<HtmlFormElement>(event).filter(|_| !event.default_prevented()) else { return };
        if form.has_attribute("data-go") {
            event.prevent_default();
            go_by_form(&form, Place::Push);
        } else if follows_everything() {
            submitted(event, form);
        }
    });
    listen("pointerdown", |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>()
            && let Some(link) = link_at(event)
        {
            about_to_follow(Request::of_link(event, &link));
        }
    });
    listen("focusin", |event| {
        FOCUSED.set(None);
        if let Some(link) = link_at(event) {
            let dwell = move || about_to_follow(Request::of_address(&link));
            FOCUSED.set(Some(Timeout::new(limits::LINK_DWELL, dwell)));
        }
    });
    listen("popstate", |_| came_back());
    listen("pagehide", |_| history::end());
}

/// Whether the page is one of a school: only those are replaced within one document.
fn follows_everything() -> bool {
    document().get_element_by_id(MARK).is_some()
}

/// Input from before the scripts arrived counts. What the browser itself typed again on going back does not: the address
/// says what the list shows.
pub(super) fn follow_what_came_before() {
    let form = document().query_selector("form[data-go]").ok().flatten();
    let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
    if !request::fields(&form).iter().any(regions::differs) {
        return;
    }
    if came_by_going_back() {
        arrival::fill_in(&here().unwrap_or_default());
    } else {
        go_by_form(&form, Place::Replace);
    }
}

/// Whether the browser loaded this document because its reader went back or forward.
fn came_by_going_back() -> bool {
    let entries = window().performance().map(|performance| performance.get_entries_by_type("navigation"));
    let kind = entries.and_then(|entries| js_sys::Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.and_then(|kind| kind.as_string()).as_deref() == Some("back_forward")
}

/// The link that an event happens in.
fn link_at(event: &web_sys::Event) -> Option<HtmlAnchorElement> {
    target::<Element>(event)?.closest("a[href]").ok().flatten()?.dyn_into().ok()
}

/// Fetches a page whose link is being pressed, or has had the focus for a moment.
fn about_to_follow(request: Option<Request>) {
    let Some(request) = request.filter(|request| follows_everything() && here().as_deref() != Some(&request.address))
    else {
        return;
    };
    answer::fetch_ahead(&as_left(request).0.address);
}

fn clicked(event: &MouseEvent) {
    let pressed = target::<Element>(event);
    match pressed.as_ref().map(Element::id).as_deref() {
        Some(signs::AGAIN) => return try_again(),
        Some(signs::CLOSE) => return signs::close(),
        _ => {}
    }
    let Some(link) = link_at(event) else { return };
    let Some(request) = Request::of_link(event, &link) else { return };
    let around = link.closest("[data-go]").ok().flatten();
    let is_here =
        document().location().and_then(|location| location.pathname().ok()).as_deref() == Some(request.path());
    match around.filter(|_| is_here) {
        Some(around) => {
            event.prevent_default();
            let replaces = around.get_attribute("data-go").as_deref() == Some("replace");
            go_to_state(
                request,
                if replaces { Place::Replace } else { Place::Push },
                Reach::Regions { fills_in: true },
            );
        }
        // The browser itself scrolls to what is on the page.
        None if !request.fragment.is_empty() && here().as_deref() == Some(&request.address) => {}
        None if follows_everything() => {
            event.prevent_default();
            let (request, list) = as_left(request);
            let journey = Journey::new(request, Reach::Page);
            go(Journey { link: Some(link.into()), list, ..journey });
        }
        None => {}
    }
}

/// A link back to a list leads to the list as it was left: with its filter, page, ticks and place.
fn as_left(request: Request) -> (Request, Option<u32>) {
    match history::list_as_left(&request.address).filter(|_| request.fragment.is_empty()) {
        Some((address, entry)) => (Request { address, ..request }, Some(entry)),
        None => (request, None),
    }
}

fn submitted(event: &web_sys::Event, form: HtmlFormElement) {
    let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
    let Some(request) = Request::of_form(&form, button.as_deref()) else { return };
    event.prevent_default();
    let journey = Journey::new(request, Reach::Page);
    go(Journey { form: Some(form), ..journey });
}

/// The reader went back or forward, or followed a link within the page.
fn came_back() {
    let Some(here) = here() else { return };
    let Some(number) = history::present().filter(|_| here != history::shown()) else {
        return history::note_fragment();
    };
    let same_path = here.split('?').next() == history::shown().split('?').next();
    let has_states = document().query_selector("[data-go]").ok().flatten().is_some();
    let is_state = same_path && has_states;
    let reach = match (is_state, follows_everything()) {
        (true, _) if !forms::may_leave_marks(LEAVE_UNSAVED) => return history::stay(number),
        (true, _) => Reach::Regions { fills_in: true },
        (false, false) => return load(&here),
        (false, true) if !forms::may_leave(None, LEAVE_UNSAVED) => return history::stay(number),
        (false, true) => Reach::Page,
    };
    set_out(Journey { place: Place::Known(number), ..Journey::new(Request::page(&here), reach) });
}

fn go_by_form(form: &HtmlFormElement, place: Place) {
    go_to_state(Request::page(&request::state_of(form)), place, Reach::Regions { fills_in: false });
}

/// Goes to another state of the page, unless it is the one that is shown.
fn go_to_state(request: Request, place: Place, reach: Reach) {
    wait_no_more();
    let here = here().unwrap_or_default();
    if here == request.address {
        return;
    }
    if forms::may_leave_marks(LEAVE_UNSAVED) {
        set_out(Journey { place, ..Journey::new(request, reach) });
    } else {
        arrival::fill_in(&here);
    }
}

/// Goes to another page, if the reader may leave this one.
fn go(journey: Journey) {
    wait_no_more();
    if forms::may_leave(journey.form.as_ref(), LEAVE_UNSAVED) {
        set_out(journey);
    } else if let Some(form) = &journey.form {
        forms::release(form);
    }
}

/// Updates the address to match what the page shows, without drawing anything.
pub(super) fn set_address(address: &str) {
    history::enter(address, Place::Replace);
}

fn try_again() {
    signs::close();
    // What was fetched ahead meanwhile may hang like the page that did not come.
    answer::forget_ahead();
    if let Some(journey) = FAILED.take() {
        set_out(journey);
    }
}

fn set_out(journey: Journey) {
    signs::close();
    FAILED.set(None);
    // The page is asked for already.
    FOCUSED.set(None);
    leptos::task::spawn_local(async move {
        signs::under_way(true);
        parts::give_way();
        let answer = answer::fetch(&journey.request, FetchCause::BySomebody).await;
        // Also after it was overtaken: the page may stay, if what overtook it does not come.
        if let Some(form) = &journey.form {
            forms::release(form);
        }
        if matches!(answer, Answer::Overtaken) {
            return;
        }
        signs::under_way(false);
        arrival::arrive(journey, answer).await;
        parts::go_on();
    });
}

/// Loads a page as a new document.
pub(super) fn load(address: &str) {
    forms::let_go();
    if let Some(location) = document().location() {
        // Fails only when the page may not be left.
        let _ = location.assign(address);
    }
}

fn going_form(field: &Element) -> Option<HtmlFormElement> {
    field.closest("form[data-go]").ok()??.dyn_into().ok()
}

fn wait(then: impl FnOnce() + 'static) {
    wait_no_more();
    WAITING.set(set_timeout_with_handle(then, limits::FILTER_PAUSE).ok());
}

fn wait_no_more() {
    if let Some(waiting) = WAITING.take() {
        waiting.clear();
    }
}

/// Asks the server to keep what is typed in a form, without doing what the form is for. Returns whether it is kept.
pub(super) async fn keep_draft(form: &HtmlFormElement) -> bool {
    match Request::of_form(form, None) {
        Some(request) => answer::keep_draft(&request).await,
        None => false,
    }
}

/// Fetches this page once more after a change, for [`regions::renew`].
pub(super) async fn fetch_again(address: &str) -> Result<Part, FetchOutcome> {
    match answer::fetch(&Request::page(address), FetchCause::ByChange).await {
        Answer::Part(part) => Ok(part),
        Answer::Overtaken => Err(FetchOutcome::Overtaken),
        Answer::File | Answer::Nothing => Err(FetchOutcome::Nothing),
    }
}

impl Journey {
    fn new(request: Request, reach: Reach) -> Self {
        Self { request, place: Place::Push, reach, form: None, link: None, list: None }
    }
}
