//! Paging through a long list.
use super::{Icon, IconView, words};
use leptos::prelude::*;

/// Links to the pages of a list; nothing for a single page.
#[component]
pub fn Pagination(
    /// The landmark's label, for screen readers.
    #[prop(into)]
    label: String,
    /// The current page, from 1.
    page: u32,
    /// The number of pages.
    pages: u32,
    /// The address of a page.
    href: impl Fn(u32) -> String,
) -> impl IntoView {
    (pages > 1).then(|| {
        let step = |to: u32, word: &'static str, icon: Icon, first: bool| {
            // The focus is restored by these ids, because the links' addresses change from page to page.
            let id = if first { "previous-page" } else { "next-page" };
            view! {
                <a id=id href=href(to)>
                    {first.then(|| view! { <IconView icon/> })} <span>{word}</span>
                    {(!first).then(|| view! { <IconView icon/> })}
                </a>
            }
        };
        let previous = (page > 1).then(|| step(page - 1, words::PREVIOUS, Icon::Back, true));
        let next = (page < pages).then(|| step(page + 1, words::NEXT, Icon::Forward, false));
        let numbers = window(page, pages)
            .into_iter()
            .map(|place| match place {
                None => view! { <span class="gap">"…"</span> }.into_any(),
                Some(number) => view! {
                    <a href=href(number) aria-current=(number == page).then_some("page")>
                        <span class="hidden">{words::PAGE}</span>
                        {number}
                    </a>
                }
                .into_any(),
            })
            .collect_view();
        view! {
            <nav class="pages" aria-label=label>
                {previous}
                {numbers}
                {next}
            </nav>
        }
    })
}

/// The first, the last and the current page and its neighbours; `None` for gaps.
fn window(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut shown = Vec::new();
    let mut last = 0;
    let near = page.saturating_sub(1)..=page.saturating_add(1);
    for number in std::iter::once(1).chain(near).chain(std::iter::once(pages)) {
        if number <= last || number > pages {
            continue;
        }
        // A gap of one page is no shorter than that page's number.
        if number == last + 2 {
            shown.push(Some(number - 1));
        } else if number > last + 2 {
            shown.push(None);
        }
        shown.push(Some(number));
        last = number;
    }
    shown
}

/// What the sentence about a list says of its pages: ", page 2 of 5"; nothing where there is one.
pub fn of_pages(page: u32, pages: u32) -> String {
    if pages > 1 { format!(", page {page} of {pages}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::window;

    fn drawn(page: u32, pages: u32) -> String {
        let places = window(page, pages).into_iter();
        places.map(|place| place.map_or("…".to_owned(), |n| n.to_string())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ends_and_neighbours_are_always_there() {
        assert_eq!(drawn(1, 2), "1 2");
        assert_eq!(drawn(1, 9), "1 2 … 9");
        assert_eq!(drawn(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(drawn(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(drawn(9, 9), "1 … 8 9");
        assert_eq!(drawn(1000, 2000), "1 … 999 1000 1001 … 2000");
    }
}
