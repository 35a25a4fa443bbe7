//! A small line chart of one number.
use leptos::prelude::*;

/// A line through numbers, oldest first. Its label says the same in words.
#[component]
pub fn Sparkline(
    /// The text alternative.
    #[prop(into)]
    label: String,
    /// The numbers, oldest first.
    values: Vec<u32>,
    /// The most that there can be; by default the highest of the numbers.
    #[prop(optional)]
    most: Option<u32>,
) -> impl IntoView {
    let line = points(&values, most);
    let end = values.len().saturating_sub(1) * 10;
    let ground = format!("0,40 {line} {end},40");
    let view_box = format!("0 0 {} 40", end.max(10));
    view! {
        <svg class="sparkline" role="img" aria-label=label viewBox=view_box preserveAspectRatio="none" focusable="false">
            <polygon points=ground></polygon>
            <polyline points=line></polyline>
        </svg>
    }
}

/// The line's points: ten units to the right per number, from 38 (none) up to 2 (the most).
fn points(values: &[u32], most: Option<u32>) -> String {
    let most = u64::from(most.or(values.iter().copied().max()).unwrap_or(0)).max(1);
    let mut points = String::new();
    for (step, value) in values.iter().enumerate() {
        let x = step * 10;
        let y = 38 - u64::from(*value).min(most) * 36 / most;
        if step > 0 {
            points.push(' ');
        }
        points.push_str(&format!("{x},{y}"));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn the_most_touches_the_top_and_none_the_bottom() {
        assert_eq!(points(&[0, 2, 4], None), "0,38 10,20 20,2");
        assert_eq!(points(&[0, 0], None), "0,38 10,38");
        assert_eq!(points(&[], None), "");
        assert_eq!(points(&[u32::MAX], None), "0,2");
        assert_eq!(points(&[2, 9], Some(4)), "0,20 10,2");
    }
}
