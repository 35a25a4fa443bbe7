//! The few pages that the server writes itself: where the application cannot, and the demonstration's outbox.

mod refused_post;

pub(crate) use refused_post::RefusedPost;

use axum::Extension;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use domain::problem::Problem;

/// The logo of Rolecall, as the application draws it.
const MARK: &str = "<svg class=\"mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\" focusable=\"false\">\
<rect width=\"32\" height=\"32\" rx=\"7\" fill=\"#0a4741\" stroke=\"#ffffff40\"></rect>\
<g fill=\"none\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\
<path stroke=\"#fff\" d=\"M8 8.5h16M8 16h9M8 23.5h3.5\"></path><path stroke=\"#ffb163\" d=\"m15.5 20.5 3.8 3.8 6-9.8\"></path></g></svg>";

const FOOT: &str = "<footer class=\"shell-foot\"><div class=\"shell-inner\"><a href=\"/help\">Help</a>\
<span>See what a role can do before you give it.</span></div></footer>";

/// Escapes `text` for HTML, including attributes.
pub(crate) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, letter| {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
        escaped
    })
}

/// The document around `body`, which is HTML: the one shell of all these pages, with its foot.
fn document(stylesheet: &str, title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
<meta name=\"robots\" content=\"noindex\"><title>{} – Rolecall</title>\
<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{}\"></head>\
<body><a class=\"skip\" href=\"#main\">Skip to main content</a>{body}</body></html>",
        escape(title),
        escape(stylesheet)
    ))
}

/// A page outside the school's frame: one card with a heading. `card` is HTML.
fn card(stylesheet: &str, status: StatusCode, heading: &str, card: &str) -> Response {
    let body = format!(
        "<div class=\"auth\"><header></header>\
<main id=\"main\" tabindex=\"-1\"><p class=\"auth-home\">{MARK}<span>Rolecall</span></p><div class=\"auth-body\">\
<section class=\"auth-card\"><h1>{}</h1>{card}</section></div></main>{FOOT}</div>",
        escape(heading)
    );
    (status, Extension(IsNotice), document(stylesheet, heading, &body)).into_response()
}

/// Marks an answer made of one card, which also fits into the frame of the page that is open in the browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IsNotice;

/// A page that says why what was sent is not taken.
pub(crate) fn refused(stylesheet: &str, refused: RefusedPost) -> Response {
    notice(stylesheet, refused.status(), [refused.heading(), refused.sentence()])
}

/// A page with a heading and a sentence that leads back to the School page.
fn notice(stylesheet: &str, status: StatusCode, says: [&str; 2]) -> Response {
    notice_leading(stylesheet, status, says, "/school", "Go to the School page")
}

/// A page with a heading and a sentence, and a link to `href`.
fn notice_leading(stylesheet: &str, status: StatusCode, says: [&str; 2], href: &str, label: &str) -> Response {
    let [heading, sentence] = says;
    let (sentence, href, label) = (escape(sentence), escape(href), escape(label));
    card(stylesheet, status, heading, &format!("<p>{sentence}</p><p><a href=\"{href}\">{label}</a></p>"))
}

/// A page for a problem that occurred before the application saw the request.
pub(crate) fn problem(stylesheet: &str, problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    notice(stylesheet, status, [problem.heading(), &problem.sentence()])
}

/// A page for a problem with what was sent, and a link to where it can be corrected.
pub(crate) fn problem_leading(stylesheet: &str, problem: &Problem, href: &str, label: &str) -> Response {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    notice_leading(stylesheet, status, [problem.heading(), &problem.sentence()], href, label)
}

/// A page that asks for the password and sends it to `action` with `fields`, both of which are HTML already. `password`
/// is the field's name; in the demonstration, whose people have no passwords, it may stay empty.
pub(crate) fn step_up(
    stylesheet: &str,
    action: &str,
    fields: &str,
    password: &str,
    wrong: Option<&Problem>,
    is_demo: bool,
) -> Response {
    let error = wrong.map_or_else(String::new, |problem| {
        format!("<p class=\"error\" id=\"{password}-error\" role=\"alert\">{}</p>", escape(&problem.sentence()))
    });
    let described = if wrong.is_some() {
        format!(" aria-describedby=\"{password}-error\" aria-invalid=\"true\"")
    } else {
        String::new()
    };
    let (hint, required) = match is_demo {
        true => {
            ("<p class=\"hint\">In the demonstration, leave this empty unless you chose a password yourself.</p>", "")
        }
        false => ("", " required"),
    };
    let status = wrong.map_or(Problem::StepUp.status(), Problem::status);
    let asks = format!(
        "<p>This step needs your password. You are not asked again for the next 10 minutes. Nothing has been saved yet.</p>\
<form class=\"form\" method=\"post\" action=\"{action}\">{fields}\
<div class=\"field\"><label class=\"field-label\" for=\"{password}\"><span>Your password</span></label>{hint}{error}\
<input class=\"input\" type=\"password\" id=\"{password}\" name=\"{password}\" autocomplete=\"current-password\" autofocus{required}{described}></div>\
<div class=\"actions\"><button class=\"button button-primary\" type=\"submit\">Go on</button> <a href=\"/school\">Cancel</a></div></form>"
    );
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    card(stylesheet, status, Problem::StepUp.heading(), &asks)
}

/// A page in the frame for pages outside a school. `body` is HTML.
pub(crate) fn page(stylesheet: &str, title: &str, banner: &str, body: &str) -> Response {
    let body = format!(
        "<div class=\"shell\"><header>\
<div class=\"demo-banner\"><div class=\"shell-inner\"><p>{banner}</p></div></div>\
<div class=\"shell-bar\"><div class=\"shell-inner\"><a class=\"home\" href=\"/\">{MARK}<span>Rolecall</span></a></div></div></header>\
<main id=\"main\" class=\"shell-inner\" tabindex=\"-1\">{body}</main>{FOOT}</div>"
    );
    document(stylesheet, title, &body).into_response()
}
