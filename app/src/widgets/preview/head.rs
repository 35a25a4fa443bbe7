//! The head of the preview: what somebody can do in a few sentences, and a bar for each product.

use super::Changes;
use leptos::prelude::*;

/// The sentences, each with whether the choice made it a different one.
#[component]
pub fn PreviewWords(
    /// The sentences.
    #[prop(into)]
    words: Signal<Vec<(String, bool)>>,
) -> impl IntoView {
    let sentence = |(text, is_new): (String, bool)| {
        // Seen by the weight of the line; a word for those who do not see it.
        let mark = is_new.then(|| view! { <span class="hidden">"Now: "</span> });
        view! { <li class:is-new=is_new>{mark} {text}</li> }
    };
    view! { <ul class="in-words">{move || words.get().into_iter().map(sentence).collect_view()}</ul> }
}

/// The numbers of a product's bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BarFigures {
    /// The number of permissions included.
    pub held: u32,
    /// The number of permissions that the product has.
    pub of: u32,
    /// The number gained.
    pub gains: u32,
    /// The number lost.
    pub loses: u32,
}

impl BarFigures {
    /// A number of permissions as a percentage of all, for drawing.
    fn percent(self, count: u32) -> String {
        (count * 100 / self.of.max(1)).to_string()
    }

    /// The number included before the choice.
    const fn before(self) -> u32 {
        (self.held + self.loses).saturating_sub(self.gains)
    }
}

/// The bars of the products. Contains `ProductBar`s.
#[component]
pub fn ProductBars(
    /// The label of the list.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="product-bars" aria-label=label>
            <ul>{children()}</ul>
        </nav>
    }
}

/// A product's bar, as a link to the product: how much is included, with what was gained and lost by the choice in other shades.
#[component]
pub fn ProductBar(
    /// The product's id.
    #[prop(into)]
    product: String,
    /// The product's name.
    #[prop(into)]
    name: String,
    /// Its numbers.
    #[prop(into)]
    figures: Signal<BarFigures>,
) -> impl IntoView {
    let now = move || figures.with(|figures| figures.percent(figures.held));
    let before = move || figures.with(|figures| figures.percent(figures.before()));
    let kept = move || figures.with(|figures| figures.percent(figures.held.min(figures.before())));
    view! {
        <li>
            <a href=format!("#{product}")>
                <span>{name}</span>
                <span class="product-figures">
                    {move || {
                        let BarFigures { held, of, gains, loses } = figures.get();
                        view! { <Changes gains loses/> <span class="of"><b>{held}</b> " of " {of}</span> }
                    }}
                </span>
                <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect class="ghost" height="4" width=before></rect>
                    <rect class="gained" height="4" width=now></rect>
                    <rect height="4" width=kept></rect>
                </svg>
            </a>
        </li>
    }
}
