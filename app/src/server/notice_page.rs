//! A whole document that is not a page of the application, drawn with its widgets.

use crate::head::HeadStart;
use crate::styles::Styles;
use crate::views::tab::tab_title;
use leptos::prelude::*;

/// What a document needs beside its body.
pub(super) struct NoticePage<'p> {
    pub styles: &'p Styles,
    pub title: &'p str,
    /// Whether the page shows an error to correct.
    pub is_wrong: bool,
}

/// The document around what `body` draws, as HTML.
pub(super) fn draw(page: NoticePage<'_>, body: impl FnOnce() -> AnyView) -> String {
    let title = tab_title(page.title, page.is_wrong);
    // An owner beneath no other: nothing of another request can be seen through it.
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        view! {
            <!DOCTYPE html>
            <html lang="en-GB">
                <head>
                    <HeadStart styles=page.styles.clone()/>
                    <title>{title}</title>
                </head>
                <body>{body()}</body>
            </html>
        }
        .to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}

#[cfg(test)]
mod tests {
    use super::super::platform::HeldStamp;
    use super::*;
    use crate::widgets::Stamp;

    #[test]
    fn nothing_of_a_request_that_is_being_answered_is_drawn() {
        let styles = Styles { main: "/main.css".to_owned(), more: "/more.css".to_owned(), font: None };
        let drawn = || {
            draw(NoticePage { styles: &styles, title: "You & me", is_wrong: true }, || view! { <Stamp/> }.into_any())
        };
        let another = Owner::new_root(None);
        let html = another.with(|| {
            provide_context(HeldStamp("theirs".to_owned()));
            drawn()
        });
        // Leptos's markers aside.
        let html = html.replace("<!>", "");
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en-GB\"><head>"), "{html}");
        assert!(html.contains("<title>Error: You &amp; me – Rolecall</title>"), "{html}");
        assert!(html.contains("<input type=\"hidden\" name=\"stamp\" value=\"\">"), "{html}");
        assert!(!html.contains("<script") && !html.contains("/more.css"), "{html}");
    }
}
