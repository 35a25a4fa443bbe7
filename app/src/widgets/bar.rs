//! Shares of a whole, as a bar and as a table.
use super::{Code, CodeTag, words};
use leptos::prelude::*;

/// One share of a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BarPart {
    /// The name of the share.
    pub label: String,
    /// The code and its tone: drawn inside the bar where it fits.
    pub code: Code,
    /// The number.
    pub count: u64,
    /// The address that lists what was counted.
    pub href: Option<String>,
}

/// A bar divided in proportion, with the same numbers as a table below it.
#[component]
pub fn Bar(
    /// The caption: what the whole is.
    #[prop(into)]
    caption: String,
    /// The heading for the shares' names, such as "Role".
    #[prop(into)]
    kind: String,
    /// The shares, in drawing order.
    parts: Vec<BarPart>,
) -> impl IntoView {
    // Tenths of a per cent, in whole numbers: formatting floats would cost the browser ten kilobytes.
    let total = parts.iter().map(|part| part.count).sum::<u64>().max(1);
    let mut before = 0;
    let mut shares = Vec::with_capacity(parts.len());
    for part in parts {
        let from = before * 1000 / total;
        before += part.count;
        shares.push((part, from, before * 1000 / total - from));
    }
    let drawn = shares
        .iter()
        .filter(|(part, ..)| part.count > 0)
        .map(|(part, from, width)| {
            let written = (*width >= 95).then(|| {
                view! {
                    <text x=percent(from + width / 2) y="50%">
                        {part.code.text.clone()}
                    </text>
                }
            });
            view! {
                <rect class=tone(part.code.tone) x=percent(*from) width=percent(*width) height="100%"></rect>
                {written}
            }
        })
        .collect_view();
    let rows = shares
        .into_iter()
        .map(|(part, _, width)| {
            let name = match part.href {
                Some(href) => view! { <a href=href>{part.label}</a> }.into_any(),
                None => view! { <span>{part.label}</span> }.into_any(),
            };
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader">
                        <CodeTag code=part.code/>
                        {name}
                    </th>
                    <td role="cell">{part.count.to_string()}</td>
                    <td role="cell">{format!("{}%", (width + 5) / 10)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="bar">
            <p class="bar-caption" aria-hidden="true">
                {caption.clone()}
            </p>
            <svg aria-hidden="true" focusable="false">
                {drawn}
            </svg>
            <table role="table">
                <caption class="hidden">{caption}</caption>
                <thead class="hidden" role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{kind}</th>
                        <th scope="col" role="columnheader">{words::NUMBER}</th>
                        <th scope="col" role="columnheader">{words::SHARE}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

/// Formats tenths of a per cent for SVG.
fn percent(tenths: u64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

const TONES: [&str; 8] = ["tone-1", "tone-2", "tone-3", "tone-4", "tone-5", "tone-6", "tone-7", "tone-8"];

fn tone(tone: u8) -> &'static str {
    TONES.get(usize::from(tone.wrapping_sub(1)) % TONES.len()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{percent, tone};

    #[test]
    fn tenths_are_written_as_per_cent() {
        assert_eq!(percent(1000), "100.0%");
        assert_eq!(percent(7), "0.7%");
    }

    #[test]
    fn every_number_has_a_tone() {
        assert_eq!(tone(8), "tone-8");
        assert!((0..=u8::MAX).all(|n| tone(n).starts_with("tone-")));
    }
}
