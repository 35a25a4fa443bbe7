//! Fetching a page, and what comes back.

use super::request::{Posted, Request};
use super::signs;
use crate::limits;
use crate::part::{AGAIN, AHEAD, KEEP, NOTICE, PAGE, PART, PART_ADDRESS, PART_VERSION, VERSION};
use gloo_net::http::{Request as Http, Response};
use gloo_timers::callback::Timeout;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, Document, DomParser, ProgressEvent, SupportedType, XmlHttpRequest, js_sys};

thread_local! {
    /// The controller that aborts the page being fetched, and who asked for that page.
    static UNDER_WAY: RefCell<Option<(AbortController, FetchCause)>> = RefCell::default();
    static FETCHED_AHEAD: RefCell<Option<FetchedAhead>> = const { RefCell::new(None) };
}

/// The reason a page is being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::browser) enum FetchCause {
    /// The reader asked for it. Only their next request overtakes it.
    BySomebody,
    /// Something at the school has changed.
    ByChange,
}

/// A page that came as a part.
#[derive(Clone, Debug)]
pub(in crate::browser) struct Part {
    /// The page.
    pub page: Document,
    /// Its status.
    pub status: u16,
    /// Its address: path, query and fragment.
    pub address: String,
    /// Whether it is a card to be shown in the frame of the open page.
    pub is_notice: bool,
    /// Whether it belongs to the same build of the site as this document.
    pub is_same_build: bool,
}

/// What came of a request.
#[derive(Clone, Debug)]
pub(in crate::browser) enum Answer {
    /// A page.
    Part(Part),
    /// Another page was asked for in the meantime.
    Overtaken,
    /// A file.
    File,
    /// Nothing: the server cannot be reached, takes too long, or something in between answers in its place.
    Nothing,
}

/// Whether the reader is moving to another page.
pub(in crate::browser) fn is_asked_for() -> bool {
    UNDER_WAY.with_borrow(|under_way| matches!(under_way, Some((_, FetchCause::BySomebody))))
}

/// Fetches a page that is about to be asked for. It is used once, if it is asked for soon.
pub(in crate::browser) fn fetch_ahead(address: &str) {
    if FETCHED_AHEAD.with_borrow(|ahead| ahead.as_ref().is_some_and(|ahead| ahead.is_for(address))) {
        return;
    }
    let Ok(controller) = AbortController::new() else { return };
    let signal = controller.signal();
    let request = Http::get(address).header(PART, AHEAD).header("accept", "text/html").abort_signal(Some(&signal));
    let request = request.send();
    let answer = future_to_promise(async move {
        // Never an error: nobody has asked for the page yet, so nobody would hear of it.
        Ok(request.await.map_or(JsValue::NULL, |answer| JsValue::from(web_sys::Response::from(answer))))
    });
    FETCHED_AHEAD.set(Some(FetchedAhead { address: address.to_owned(), at: js_sys::Date::now(), controller, answer }));
}

/// A page that was fetched before it was asked for.
struct FetchedAhead {
    address: String,
    /// When, in milliseconds.
    at: f64,
    /// Aborts the request.
    controller: AbortController,
    answer: js_sys::Promise,
}

impl FetchedAhead {
    fn is_for(&self, address: &str) -> bool {
        self.address == address && js_sys::Date::now() - self.at < f64::from(limits::PAGE_FRESH)
    }

    /// The answer, if it can be used.
    async fn answer(self) -> Option<Response> {
        let answer = JsFuture::from(self.answer).await.ok()?.dyn_into::<web_sys::Response>().ok()?;
        Some(Response::from(answer)).filter(|answer| answer.status() == 200)
    }
}

/// Forgets what was fetched ahead, because something has changed since.
pub(in crate::browser) fn forget_ahead() {
    FETCHED_AHEAD.set(None);
}

/// Asks for a page. A later request overtakes this one.
pub(in crate::browser) async fn fetch(request: &Request, cause: FetchCause) -> Answer {
    let ahead = FETCHED_AHEAD.take().filter(|ahead| !request.is_post() && ahead.is_for(&request.address));
    let controller = ahead.as_ref().map(|ahead| ahead.controller.clone());
    let Some(controller) = controller.or_else(|| AbortController::new().ok()) else { return Answer::Nothing };
    let signal = controller.signal();
    if let Some((before, _)) = UNDER_WAY.with(|under_way| under_way.replace(Some((controller.clone(), cause)))) {
        before.abort();
    }
    let late = Rc::new(std::cell::Cell::new(false));
    let answer = match &request.body {
        Some(Posted::File(_)) => upload(request, &controller).await,
        _ => {
            let is_late = Rc::clone(&late);
            let timeout = Timeout::new(limits::PAGE_PATIENCE, move || {
                is_late.set(true);
                controller.abort();
            });
            let answer = ask(request, ahead, cause, &signal).await;
            drop(timeout);
            answer
        }
    };
    if signal.aborted() && !late.get() {
        return Answer::Overtaken;
    }
    UNDER_WAY.with(|under_way| under_way.take());
    answer.unwrap_or(Answer::Nothing)
}

async fn ask(
    request: &Request,
    ahead: Option<FetchedAhead>,
    cause: FetchCause,
    signal: &web_sys::AbortSignal,
) -> Option<Answer> {
    let fetched = match ahead {
        Some(ahead) => ahead.answer().await,
        None => None,
    };
    let answer = match fetched {
        Some(answer) => answer,
        None => send(request, cause, signal).await?,
    };
    let header = |name: &str| answer.headers().get(name);
    let (kind, address, version) = (header(PART), header(PART_ADDRESS), header(PART_VERSION));
    let status = answer.status();
    let Some(kind) = kind else { return Some(no_part(status, header("content-type"))) };
    part(&kind, address, version, status, &answer.text().await.ok()?)
}

async fn send(request: &Request, cause: FetchCause, signal: &web_sys::AbortSignal) -> Option<Response> {
    let builder = if request.is_post() { Http::post(&request.address) } else { Http::get(&request.address) };
    let kind = if cause == FetchCause::ByChange { AGAIN } else { PAGE };
    let builder = builder.header(PART, kind).header("accept", "text/html").abort_signal(Some(signal));
    let answer = match &request.body {
        Some(Posted::Fields(fields)) => builder.body(fields).ok()?.send().await,
        Some(Posted::File(_)) | None => builder.send().await,
    };
    answer.ok()
}

/// Sends a form to be kept as a draft, and not to be saved. Returns whether it is kept.
pub(in crate::browser) async fn keep_draft(request: &Request) -> bool {
    let Some(Posted::Fields(fields)) = &request.body else { return false };
    let Ok(request) = Http::post(&request.address).header(PART, KEEP).body(fields) else { return false };
    request.send().await.is_ok_and(|answer| answer.status() == 204)
}

/// Sends a form with a file, and shows how much of it is sent.
async fn upload(request: &Request, controller: &AbortController) -> Option<Answer> {
    let Some(Posted::File(fields)) = &request.body else { return None };
    let sender = XmlHttpRequest::new().ok()?;
    sender.open("POST", &request.address).ok()?;
    sender.set_request_header(PART, PAGE).ok()?;
    let (done, ended) = futures_util::future::abortable(std::future::pending::<()>());
    let ends = Closure::<dyn Fn()>::new(move || ended.abort());
    for name in ["loadend", "error", "abort"] {
        sender.add_event_listener_with_callback(name, ends.as_ref().unchecked_ref()).ok()?;
    }
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(|event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            signs::sent((event.loaded() / event.total() * 100.0) as u32);
        }
    });
    let _ = sender.upload().map(|upload| upload.set_onprogress(Some(progress.as_ref().unchecked_ref())));
    let aborted = {
        let sender = sender.clone();
        Closure::<dyn Fn()>::new(move || {
            let _ = sender.abort();
        })
    };
    controller.signal().set_onabort(Some(aborted.as_ref().unchecked_ref()));
    sender.send_with_opt_form_data(Some(fields)).ok()?;
    let _ = done.await;
    controller.signal().set_onabort(None);
    signs::sent(100);
    let status = sender.status().ok().filter(|status| *status != 0)?;
    let header = |name: &str| sender.get_response_header(name).ok().flatten();
    let Some(kind) = header(PART) else { return Some(no_part(status, header("content-type"))) };
    part(&kind, header(PART_ADDRESS), header(PART_VERSION), status, &sender.response_text().ok()??)
}

/// What an answer is that is no part. It is not read, because it may be large. This server's pages are all parts: another
/// page comes from a proxy, or from a network that wants its own page to be seen first.
fn no_part(status: u16, kind: Option<String>) -> Answer {
    let is_page = kind.is_none_or(|kind| kind.starts_with("text/html"));
    if status == 200 && !is_page { Answer::File } else { Answer::Nothing }
}

fn part(kind: &str, address: Option<String>, version: Option<String>, status: u16, text: &str) -> Option<Answer> {
    let page = DomParser::new().ok()?.parse_from_string(text, SupportedType::TextHtml).ok()?;
    // A connection that broke off half-way leaves a page without its end.
    page.get_element_by_id("main").filter(|_| text.contains("</html>"))?;
    let own = super::super::meta(VERSION);
    Some(Answer::Part(Part {
        page,
        status,
        address: address?,
        is_notice: kind == NOTICE,
        is_same_build: version.is_none_or(|version| Some(version) == own),
    }))
}
