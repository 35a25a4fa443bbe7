//! Observations in a list, for readers who may know their children.

use crate::limits;
use crate::routes;
use crate::widgets::{Icon, Tag, Tone};
use domain::observation::{LearningArea, ObservationLine, ObservedChild};
use domain::wording::joined;
use leptos::prelude::*;

/// Observations, one below the other. The name and the day of each lead to its page.
#[component]
pub(crate) fn ObservationLines(lines: Vec<ObservationLine>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { <Line line/> }).collect_view();
    view! { <ul class="observations">{lines}</ul> }
}

#[component]
fn Line(line: ObservationLine) -> impl IntoView {
    let ObservationLine { id, observed_on, children, areas, text, author, photos, is_shared } = line;
    let photos = match photos {
        0 => String::new(),
        1 => ", 1 photo".to_owned(),
        many => format!(", {many} photos"),
    };
    view! {
        <li>
            <p class="observation-head">
                <a href=routes::observation(id)>
                    <span><bdi>{names_of(&children)}</bdi>","</span> <time datetime=observed_on.to_string()>{observed_on.words()}</time>
                </a>
                {is_shared.then(|| view! { <Tag tone=Tone::Good icon=Icon::Tick text="Shared with home"/> })}
            </p>
            <p class="observation-text">{excerpt(&text)}</p>
            <AreaNames areas/>
            <p class="soft small">"Recorded by " <bdi>{author}</bdi> {photos}</p>
        </li>
    }
}

/// Areas of learning, by name; nothing where there are none.
#[component]
pub(crate) fn AreaNames(areas: Vec<LearningArea>) -> impl IntoView {
    (!areas.is_empty()).then(|| {
        let names = areas.into_iter().map(|area| view! { <li><Tag text=area.label()/></li> }).collect_view();
        view! {
            <div>
                <p class="hidden">"Areas of learning:"</p>
                <ul class="areas">{names}</ul>
            </div>
        }
    })
}

/// The children, in words.
pub(crate) fn names_of(children: &[ObservedChild]) -> String {
    let names: Vec<_> = children.iter().map(|child| child.name.as_str()).collect();
    joined(&names, "and")
}

/// The beginning of a text, up to the end of a word.
fn excerpt(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(limits::OBSERVATION_EXCERPT) else { return text.to_owned() };
    let begins = &text[..end];
    let whole = begins.rfind(char::is_whitespace).map_or(begins, |space| &begins[..space]);
    format!("{}…", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_whole_word() {
        assert_eq!(excerpt("Built a bridge"), "Built a bridge");
        let long = "é".repeat(200) + " " + &"x".repeat(100);
        assert_eq!(excerpt(&long), "é".repeat(200) + "…");
        assert_eq!(excerpt(&"x".repeat(300)), "x".repeat(limits::OBSERVATION_EXCERPT) + "…");
    }
}
