//! The parts that only the demonstration has: its outbox, and signing in as one of its people with one click.

use crate::document::{self, escape};
use crate::served::RouterState;
use app::{Visit, routes, session_cookie};
use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use backend::mail::DemoMail;
use domain::id::MemberId;
use domain::problem::Problem;
use serde::Deserialize;

const BANNER: &str = "<strong>Demonstration.</strong> Nobody here is real, and no mail leaves this machine.";

/// A mail is untrusted content: no scripts, no requests, no origin of its own.
const MAIL_POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

#[derive(Deserialize)]
pub(crate) struct Choice {
    member: String,
}

/// Becomes one of its people.
pub(crate) async fn sign_in(
    State(served): State<RouterState>,
    Extension(visit): Extension<Visit>,
    choice: Result<Form<Choice>, axum::extract::rejection::FormRejection>,
) -> Response {
    let member = choice.ok().and_then(|Form(choice)| MemberId::parse(&choice.member));
    let signed_in = match member {
        Some(member) => served.backend.public().demo_sign_in(member, visit.browser()).await,
        None => Err(Problem::NotFound),
    };
    match signed_in {
        Ok(signed_in) => {
            let cookie =
                session_cookie(&served.backend, Some(&signed_in.token)).map(|cookie| [(header::SET_COOKIE, cookie)]);
            (cookie, Redirect::to(routes::SCHOOL)).into_response()
        }
        Err(problem) => document::problem(served.site.stylesheet(), &problem),
    }
}

/// A list of staff to try an import with.
pub(crate) async fn staff() -> Response {
    crate::exports::csv("staff.csv", backend::import::sample::csv())
}

/// Every mail there was.
pub(crate) async fn outbox(State(served): State<RouterState>) -> Response {
    match served.backend.public().demo_outbox().await {
        Ok(mails) => document::page(served.site.stylesheet(), "Emails of the demonstration", BANNER, &list(&mails)),
        Err(problem) => document::problem(served.site.stylesheet(), &problem),
    }
}

pub(crate) async fn mail_as_html(State(served): State<RouterState>, Path(wanted): Path<String>) -> Response {
    let found = served
        .backend
        .public()
        .demo_outbox()
        .await
        .and_then(|mails| mails.into_iter().find(|mail| mail.id.to_string() == wanted).ok_or(Problem::NotFound));
    match found {
        Ok(mail) => ([(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], Html(mail.html)).into_response(),
        Err(problem) => document::problem(served.site.stylesheet(), &problem),
    }
}

fn list(mails: &[DemoMail]) -> String {
    let mut body = "<div class=\"stack\"><div class=\"heading\"><h1>Emails of the demonstration</h1>\
<p class=\"lead\">A real school's server sends these by SMTP. Here they are shown, the newest first.</p></div>"
        .to_owned();
    if mails.is_empty() {
        body.push_str(
            "<div class=\"panel\"><p>No emails yet. Add a new user, and the invitation appears here.</p></div>",
        );
    }
    for mail in mails {
        let (to, subject, id) = (escape(&mail.to), escape(&mail.subject), mail.id);
        body.push_str(&format!(
            "<article class=\"panel\" aria-labelledby=\"mail-{id}\"><div class=\"panel-head\"><h2 id=\"mail-{id}\">{subject}</h2>\
<a class=\"button button-quiet\" href=\"{}/{id}/html\">As an HTML mail<span class=\"hidden\">: {subject}, to {to}</span></a></div>\
<dl class=\"definitions\"><div><dt>To</dt><dd>{to}</dd></div><div><dt>Sent</dt><dd><time datetime=\"{}\">{}</time></dd></div></dl>\
<div class=\"prose\">{}</div></article>",
            routes::DEMO_OUTBOX,
            escape(&mail.sent.iso),
            escape(&mail.sent.text),
            paragraphs(&mail.text),
        ));
    }
    body.push_str("</div>");
    body
}

/// A plain-text mail as HTML, with clickable links.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = |paragraph: &str| paragraph.lines().map(with_links).collect::<Vec<_>>().join("<br>");
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| format!("<p>{}</p>", lines(paragraph)))
        .collect()
}

fn with_links(line: &str) -> String {
    let word = |word: &str| {
        let text = escape(word);
        if word.starts_with("http://") || word.starts_with("https://") {
            format!("<a href=\"{text}\">{text}</a>")
        } else {
            text
        }
    };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_shown_as_text_with_links() {
        let shown = paragraphs("Dear <b>Amy</b>,\r\n\r\nopen\r\nhttp://127.0.0.1:3000/link/abc\r\nsoon & \"once\".");
        assert_eq!(
            shown,
            "<p>Dear &lt;b&gt;Amy&lt;/b&gt;,</p><p>open<br><a href=\"http://127.0.0.1:3000/link/abc\">http://127.0.0.1:3000/link/abc</a><br>\
             soon &amp; &quot;once&quot;.</p>"
        );
    }
}
