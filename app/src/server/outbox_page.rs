//! The outbox of the demonstration, where mails are shown instead of sent.

use super::notice_page::{NoticePage, draw};
use crate::routes;
use crate::styles::Styles;
use crate::views::demo_banner;
use crate::widgets::{Definition, Definitions, PageHeading, Panel, Shell, Stack};
use backend::mail::DemoMail;
use leptos::prelude::*;

const TITLE: &str = "Emails of the demonstration";

/// Every mail there was, in this order.
pub fn outbox_page(styles: &Styles, mails: &[DemoMail]) -> String {
    draw(NoticePage { styles, title: TITLE, is_wrong: false }, || {
        let shown = match mails {
            [] => view! { <Panel><p>"No emails yet. Add a new user, and the invitation appears here."</p></Panel> }
                .into_any(),
            mails => mails.iter().cloned().map(mail).collect_view().into_any(),
        };
        view! {
            <Shell nav=Vec::new() signed_in=None banner=demo_banner(true)>
                <Stack>
                    <PageHeading title=TITLE lead="A real school's server sends these by SMTP. Here they are shown, the newest first."/>
                    {shown}
                </Stack>
            </Shell>
        }
        .into_any()
    })
}

fn mail(mail: DemoMail) -> impl IntoView {
    let DemoMail { id, to, subject, text, sent, .. } = mail;
    let heading = format!("mail-{id}");
    let of_which = format!(": {subject}, to {to}");
    view! {
        <article class="panel" aria-labelledby=heading>
            <div class="panel-head">
                <h2 id=heading.clone()>{subject}</h2>
                <a class="button button-quiet" href=format!("{}/{}/html", routes::DEMO_OUTBOX, id)>
                    "As an HTML mail"
                    <span class="hidden">{of_which}</span>
                </a>
            </div>
            <Definitions>
                <Definition name="To">{to}</Definition>
                <Definition name="Sent"><time datetime=sent.iso>{sent.text}</time></Definition>
            </Definitions>
            <div class="prose">{paragraphs(&text)}</div>
        </article>
    }
}

/// A plain-text mail as HTML, with clickable links.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.map(|paragraph| view! { <p>{paragraph.lines().enumerate().map(line).collect_view()}</p> }).collect_view()
}

/// A line, below the ones before it.
fn line((number, line): (usize, &str)) -> impl IntoView + use<> {
    let words = line.split(' ').enumerate().map(|(place, word)| {
        let space = (place > 0).then_some(" ");
        let word = word.to_owned();
        let is_link = word.starts_with("http://") || word.starts_with("https://");
        let word = match is_link {
            true => view! { <a href=word.clone()>{word.clone()}</a> }.into_any(),
            false => word.into_any(),
        };
        view! { {space} {word} }
    });
    view! { {(number > 0).then(|| view! { <br/> })} {words.collect_view()} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_shown_as_text_with_links() {
        let owner = Owner::new_root(None);
        let mail = "Dear <b>Amy</b>,\r\n\r\nopen\r\nhttp://127.0.0.1:3000/link/abc\r\nsoon & \"once\".";
        let shown = owner.with(|| paragraphs(mail).to_html()).replace("<!>", "");
        assert_eq!(
            shown,
            "<p>Dear &lt;b&gt;Amy&lt;/b&gt;,</p><p>open<br><a href=\"http://127.0.0.1:3000/link/abc\">http://127.0.0.1:3000/link/abc</a><br>\
             soon &amp; \"once\".</p>"
        );
    }
}
