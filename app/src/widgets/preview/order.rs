//! Reorders drawn elements and moves as few of them as possible, because the browser lays out a moved element again
//! with everything in it.

use leptos::web_sys::{Element, Node};

/// Puts `things` into the order `to`, from their current order `from`. Both orders are places in `things`.
pub(super) fn arrange(parent: &Element, things: &[Element], from: &[usize], to: &[usize]) {
    let stay = staying(from, to);
    let mut next: Option<&Element> = None;
    for place in to.iter().rev() {
        let Some(thing) = things.get(*place) else { continue };
        if !stay.contains(place) {
            // Fails only when `next` is not a child of the parent.
            let _ = parent.insert_before(thing, next.map(AsRef::<Node>::as_ref));
        }
        next = Some(thing);
    }
}

/// The most elements that can stay where they are: the longest run in the same order in both.
fn staying(from: &[usize], to: &[usize]) -> Vec<usize> {
    // The longest run that ends with each element, and the element before it in that run.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    let wanted: Vec<_> =
        from.iter().filter_map(|place| to.iter().position(|other| other == place).map(|at| (*place, at))).collect();
    for (at, (_, wants)) in wanted.iter().enumerate() {
        let longest = (0..at).filter(|before| wanted[*before].1 < *wants).max_by_key(|before| best[*before].0);
        best.push((longest.map_or(1, |before| best[before].0 + 1), longest));
    }
    let mut run = Vec::new();
    let mut at = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(here) = at {
        run.push(wanted[here].0);
        at = best[here].1;
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::staying;

    #[test]
    fn one_that_comes_first_is_the_only_one_moved() {
        assert_eq!(staying(&[0, 1, 2, 3], &[2, 0, 1, 3]), [0, 1, 3]);
        assert_eq!(staying(&[2, 0, 1, 3], &[0, 1, 2, 3]), [0, 1, 3]);
        assert_eq!(staying(&[0, 1, 2], &[0, 1, 2]), [0, 1, 2]);
        assert_eq!(staying(&[0, 1], &[1, 0]).len(), 1);
        assert_eq!(staying(&[], &[]), [0_usize; 0]);
    }

    #[test]
    fn what_stays_is_in_the_same_order_before_and_after() {
        let orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 3, 0, 2, 4], [3, 4, 0, 1, 2]];
        for (from, to) in orders.iter().flat_map(|from| orders.map(|to| (*from, to))) {
            let stay = staying(&from, &to);
            for order in [from, to] {
                let there: Vec<_> = order.into_iter().filter(|place| stay.contains(place)).collect();
                assert_eq!(there, stay, "{from:?} to {to:?}");
            }
        }
    }
}
