//! Moving about in one document: every link and form of a school's pages is followed in place. The next page is fetched
//! as a part ([`crate::part`]), put where the old one was, and its islands wake; header, stream, WebAssembly and history
//! live on. Signing in and out, choosing a school and viewing as a role begin a new document: a page that is drawn for
//! another session holder is loaded as a whole.
//!
//! `data-go` on an element limits what is replaced to the page's regions, for the links inside it or for the form
//! itself: `push` adds an entry to the browser's history, `replace` replaces the current one. Without scripts, and on
//! pages outside a school, the same links and forms load the page.

mod answer;
mod history;
mod request;
mod signs;

pub(super) use answer::{FetchCause, Part, forget_ahead, is_asked_for};

use super::regions::{self, FetchOutcome};
use super::words::{LEAVE_UNSAVED, PAGE_DID_NOT_COME, PART_DID_NOT_COME, SENT_IN_VAIN};
use super::{MARK, forms, here, islands, listen, page, target};
use answer::Answer;
use domain::problem::Problem;
use gloo_timers::callback::Timeout;
use history::Place;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use request::Request;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use web_sys::{
    Document, Element, FocusOptions, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlSelectElement, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition, SubmitEvent,
};

/// How long typing must pause before the search runs.
const PAUSE: Duration = Duration::from_millis(300);

/// How long a link has the focus before its page is fetched ahead, in milliseconds: longer than somebody stays who walks
/// through a list with the Tab key.
const DWELL: u32 = 250;

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
    then: fn(),
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
        if let Some(form) = target::<HtmlSelectElement>(event).and_then(|select| going_form(&select)) {
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
            FOCUSED.set(Some(Timeout::new(DWELL, dwell)));
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
        fill_in(&here().unwrap_or_default());
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
    answer::fetch_ahead(&request.address);
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
            go(Journey::new(request, Reach::Page));
        }
        None => {}
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
    if here().as_deref() != Some(&request.address) {
        set_out(Journey { place, ..Journey::new(request, reach) });
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

/// Replaces the page's regions with those the server draws at `address`, then runs `then`. If the regions are already
/// the same and that is not enough, loads the page.
pub(super) fn draw_at(address: &str, then: fn()) {
    if here().as_deref() == Some(address) {
        load(address);
    } else {
        let journey = Journey::new(Request::page(address), Reach::Regions { fills_in: false });
        set_out(Journey { place: Place::Replace, then, ..journey });
    }
}

/// Updates the address to match what the page shows, without drawing anything.
pub(super) fn set_address(address: &str) {
    history::enter(address, Place::Replace);
}

fn try_again() {
    signs::close();
    if let Some(journey) = FAILED.take() {
        set_out(journey);
    }
}

fn set_out(journey: Journey) {
    signs::close();
    FAILED.set(None);
    leptos::task::spawn_local(async move {
        signs::under_way(true);
        let answer = answer::fetch(&journey.request, FetchCause::BySomebody).await;
        if matches!(answer, Answer::Overtaken) {
            return;
        }
        signs::under_way(false);
        if let Some(form) = &journey.form {
            forms::release(form);
        }
        arrive(journey, answer).await;
    });
}

async fn arrive(journey: Journey, answer: Answer) {
    match answer {
        Answer::Overtaken => {}
        Answer::Part(part) => show(journey, part).await,
        // The browser knows best what to do with it.
        Answer::File if !journey.request.is_post() => load(&journey.request.address),
        Answer::File | Answer::Nothing => {
            let is_post = journey.request.is_post();
            let what_now = if is_post { SENT_IN_VAIN } else { PAGE_DID_NOT_COME };
            let sentence = format!("{}. {what_now}", Problem::Unreachable.heading());
            if let Place::Known(number) = journey.place {
                history::stay(number);
            }
            FAILED.set((!is_post).then_some(journey));
            signs::failed(&sentence, !is_post);
        }
    }
}

/// Shows the page that came.
async fn show(journey: Journey, part: Part) {
    let address = part.address.clone() + &journey.request.fragment;
    let is_of_another = !part.is_notice && regions::holder(&part.page) != regions::holder(&document());
    // What was refused or has to be corrected is shown in any case, because it would be lost.
    let is_newer = !part.is_same_build && part.status == 200;
    if (follows_everything() && is_of_another) || is_newer {
        return load(&address);
    }
    let in_regions = matches!(journey.reach, Reach::Regions { .. }) && part.status == 200 && !part.is_notice;
    if in_regions && regions::put_in_place(&part.page) == FetchOutcome::Shown {
        history::leave(false);
        history::enter(&address, journey.place);
        bring_into_sight();
        if journey.reach == (Reach::Regions { fills_in: true }) {
            fill_in(&address);
        }
        return (journey.then)();
    }
    if !follows_everything() {
        return load(&address);
    }
    take_styles(&part.page).await;
    history::leave(journey.form.is_some() && part.status == 200);
    let is_answer = part.is_notice || (journey.request.is_post() && part.status != 200);
    page::end();
    regions::replace_page(&part, is_answer);
    islands::drop_gone();
    let place = match journey.place {
        Place::Push if address == history::shown() => Place::Replace,
        place => place,
    };
    history::enter(&address, place);
    page::start();
    let left = matches!(place, Place::Known(_)).then(history::left).flatten();
    let Some(main) = document().get_element_by_id("main") else { return };
    match &left {
        Some(left) => {
            if !left.restore_place(&main) {
                focus_start(&main, "", false);
            }
        }
        None => focus_start(&main, &journey.request.fragment, true),
    }
    signs::announce(&document().title());
    if part.is_same_build && !islands::wake(&main).await {
        signs::failed(PART_DID_NOT_COME, false);
    }
    if let Some(left) = left {
        left.restore_typed();
    }
}

/// Focuses what the page wants to be read first: what has to be corrected or was done, the place that the link leads to,
/// or its heading.
fn focus_start(main: &Element, fragment: &str, scrolls: bool) {
    let find = |selector: &str| main.query_selector(selector).ok().flatten();
    let place = fragment.strip_prefix('#').and_then(|id| document().get_element_by_id(id));
    let element = find("[autofocus]").or_else(|| place.clone()).or_else(|| find("h1"));
    if scrolls {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    if element.tab_index() < 0 {
        // Fails only for an invalid attribute name.
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus_quietly(&element);
    if let Some(place) = place {
        place.scroll_into_view();
    } else if scrolls && element.tag_name() != "H1" {
        bring(&element);
    }
}

/// Focuses an element without scrolling to it. Returns whether it has the focus.
fn focus_quietly(element: &HtmlElement) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok() && document().active_element().as_ref() == Some(element.as_ref())
}

/// Adds the style sheets and preloads of a page that this document does not have, and waits for the style sheets.
async fn take_styles(page: &Document) {
    let (Some(new), Some(head)) = (page.head(), document().head()) else { return };
    for link in super::elements(&new, "link[href]") {
        let href = link.get_attribute("href").unwrap_or_default();
        let is_there =
            super::elements(&head, "link[href]").any(|known| known.get_attribute("href").as_ref() == Some(&href));
        if is_there || head.append_child(&link).is_err() || link.get_attribute("rel").as_deref() != Some("stylesheet") {
            continue;
        }
        let (loaded, done) = futures_util::future::abortable(gloo_timers::future::TimeoutFuture::new(3_000));
        let done = leptos::wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || done.abort());
        for name in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(name, done.as_ref().unchecked_ref());
        }
        let _ = loaded.await;
    }
}

/// Scrolls just far enough to show the opened row, or the start of the list.
fn bring_into_sight() {
    if let Ok(Some(element)) = document().query_selector("[data-in-sight]") {
        bring(&element);
    }
}

fn bring(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Loads a page as a new document.
pub(super) fn load(address: &str) {
    forms::let_go();
    if let Some(location) = document().location() {
        // Fails only when the page may not be left.
        let _ = location.assign(address);
    }
}

/// Fills in the form's fields to match the address.
fn fill_in(address: &str) {
    let Ok(Some(form)) = document().query_selector("form[data-go]") else { return };
    let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let asked = |name: &str| {
        let said = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
        Some(percent_encoding::percent_decode_str(&said.1.replace('+', " ")).decode_utf8_lossy().into_owned())
    };
    for field in request::fields(&form) {
        let Some(name) = field.get_attribute("name") else { continue };
        let value = asked(&name).unwrap_or_default();
        if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "search") {
            input.set_value(&value);
        }
    }
}

fn going_form(field: &Element) -> Option<HtmlFormElement> {
    field.closest("form[data-go]").ok()??.dyn_into().ok()
}

fn wait(then: impl FnOnce() + 'static) {
    wait_no_more();
    WAITING.set(set_timeout_with_handle(then, PAUSE).ok());
}

fn wait_no_more() {
    if let Some(waiting) = WAITING.take() {
        waiting.clear();
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
        Self { request, place: Place::Push, reach, form: None, then: || () }
    }
}
