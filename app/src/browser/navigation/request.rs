//! What a link or a form asks for.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Element, FormData, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, MouseEvent,
    UrlSearchParams,
};

/// The ends of addresses that lead to files, which the browser saves without leaving the page.
const FILES: [&str; 3] = [".csv", ".xlsx", ".html"];

/// A request for a page.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Path and query.
    pub address: String,
    /// The fragment, with its `#`, or nothing.
    pub fragment: String,
    /// What is posted.
    pub body: Option<Posted>,
}

/// What a form posts.
#[derive(Clone, Debug)]
pub(super) enum Posted {
    Fields(UrlSearchParams),
    /// Fields with a file.
    File(FormData),
}

impl Request {
    /// The page at an address.
    pub fn page(address: &str) -> Self {
        Self { address: address.to_owned(), fragment: String::new(), body: None }
    }

    /// The page that a pressed link leads to, if it is one of this site that may be shown in this document.
    pub fn of_link(event: &MouseEvent, link: &HtmlAnchorElement) -> Option<Self> {
        let keys = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || keys {
            return None;
        }
        Self::of_address(link)
    }

    /// The page that a link leads to, however it is followed.
    pub fn of_address(link: &HtmlAnchorElement) -> Option<Self> {
        let elsewhere = !link.target().is_empty() || link.has_attribute("download");
        let origin = document().location()?.origin().ok()?;
        if elsewhere || link.origin() != origin || is_file(&link.pathname()) {
            return None;
        }
        Some(Self { address: link.pathname() + &link.search(), fragment: link.hash(), body: None })
    }

    /// What a form asks for when it is sent with a button.
    pub fn of_form(form: &HtmlFormElement, button: Option<&Element>) -> Option<Self> {
        let given = |name: &str| button.and_then(|button| button.get_attribute(name));
        // Read as attributes, because a field may be called like the property.
        let action = given("formaction").or_else(|| form.get_attribute("action")).unwrap_or_default();
        let action = if action.is_empty() { super::here()? } else { action };
        let path = action.split(['?', '#']).next().unwrap_or_default();
        if !action.starts_with('/') || action.starts_with("//") || is_file(path) || form.has_attribute("target") {
            return None;
        }
        let fields = FormData::new_with_form(form).ok()?;
        if let Some(name) = given("name").filter(|name| !name.is_empty()) {
            fields.append_with_str(&name, &given("value").unwrap_or_default()).ok()?;
        }
        let pairs = || UrlSearchParams::new_with_str_sequence_sequence(JsValue::unchecked_ref(&fields)).ok();
        if !form.method().eq_ignore_ascii_case("post") {
            let query = pairs()?.to_string().as_string()?;
            return Some(Self::page(&if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }));
        }
        let body = match form.enctype() == "multipart/form-data" {
            true => Posted::File(fields),
            false => Posted::Fields(pairs()?),
        };
        Some(Self { address: action.split('#').next()?.to_owned(), fragment: String::new(), body: Some(body) })
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// Whether the request changes something.
    pub const fn is_post(&self) -> bool {
        self.body.is_some()
    }
}

/// The address of the state that a filter's form asks for: its fields that have a value, in the form's order.
pub(super) fn state_of(form: &HtmlFormElement) -> String {
    let value = |field: &Element| match field.dyn_ref::<HtmlInputElement>() {
        Some(input) if input.type_() == "checkbox" && !input.checked() => None,
        Some(input) => Some(input.value().trim().to_owned()),
        None => field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value),
    };
    let pairs: Vec<String> = fields(form)
        .iter()
        .filter_map(|field| Some((field.get_attribute("name")?, value(field)?)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", crate::routes::escape(&value)))
        .collect();
    let action = form.get_attribute("action").unwrap_or_default();
    if pairs.is_empty() { action } else { format!("{action}?{}", pairs.join("&")) }
}

/// The fields of a filter.
pub(super) fn fields(form: &HtmlFormElement) -> Vec<Element> {
    let elements = form.elements();
    (0..elements.length()).filter_map(|place| elements.item(place)).collect()
}

fn is_file(path: &str) -> bool {
    FILES.iter().any(|end| path.ends_with(end))
}
