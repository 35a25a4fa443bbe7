//! How a review begins: what somebody will be able to do in words, and what that gains and loses in one line each.

use super::{NothingNow, abilities_under};
use crate::widgets::PreviewWords;
use domain::catalogue::Feature;
use domain::permission::{Difference, RoleChoice, Rules, difference, in_words};
use domain::product::Product;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// Roles, and the rules by which they are read.
#[derive(Clone)]
pub(crate) struct Decided {
    /// The roles.
    pub roles: RoleChoice,
    /// The school's roles and the person's exceptions.
    pub rules: Rules,
}

/// What somebody will be able to do, each sentence with whether the change made it a different one; then
/// "Loses 65: Juniper MIS 39, Sonar Tracker 20", and the same for what is gained.
#[component]
pub(crate) fn ChangeInWords(
    /// What decides before the change.
    before: Decided,
    /// What decides after it.
    after: Decided,
    /// The products that the school uses.
    products: Vec<Product>,
    /// The person's status after the change. People who cannot sign in can do nothing now.
    #[prop(default = MemberStatus::Active)]
    status: MemberStatus,
) -> impl IntoView {
    let of = |decided: &Decided| decided.rules.permissions(&decided.roles, &products);
    let lines = lines(&difference(&of(&before), &of(&after)));
    let lines = if lines.is_empty() { vec!["The permissions stay the same".to_owned()] } else { lines };
    let said = |decided: &Decided| in_words(&decided.roles, &products, &decided.rules);
    let earlier = said(&before);
    let words: Vec<_> = said(&after)
        .into_iter()
        .map(|text| {
            let is_new = !earlier.contains(&text);
            (text, is_new)
        })
        .collect();
    let total = Signal::stored(abilities_under(&after.roles, &products, &after.rules));
    view! {
        <div class="change-words">
            <NothingNow status total/>
            <PreviewWords words=Signal::stored(words)/>
            {lines.into_iter().map(|line| view! { <p class="totals">{line} "."</p> }).collect_view()}
        </div>
    }
}

fn lines(difference: &Difference) -> Vec<String> {
    let all = [line("Loses", difference.loses()), line("Gains", difference.gains())];
    all.into_iter().flatten().collect()
}

/// The total and the products with most first; nothing for none.
fn line(verb: &str, features: impl Iterator<Item = Feature>) -> Option<String> {
    let mut by_product: Vec<(Product, usize)> = Vec::new();
    for feature in features {
        match by_product.iter_mut().find(|(product, _)| *product == feature.product()) {
            Some((_, count)) => *count += 1,
            None => by_product.push((feature.product(), 1)),
        }
    }
    by_product.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let total: usize = by_product.iter().map(|(_, count)| count).sum();
    let parts: Vec<_> = by_product.iter().map(|(product, count)| format!("{} {count}", product.name())).collect();
    (total > 0).then(|| format!("{verb} {total}: {}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::Catalogue;
    use domain::role::Role;

    #[test]
    fn the_products_where_most_changes_come_first_and_add_up() {
        let rules = Rules::default();
        let of = |role| rules.permissions(&RoleChoice::in_every_product(role), Catalogue::published().products());
        let (full, minimal) = (of(Role::FullEdit), of(Role::MinimalReadOnly));
        let said = lines(&difference(&full, &minimal));
        assert_eq!(said.len(), 1, "{said:?}");
        let loses = said.first().cloned().unwrap_or_default();
        let (total, products) = loses.strip_prefix("Loses ").and_then(|rest| rest.split_once(": ")).unwrap_or_default();
        let count =
            |part: &str| part.rsplit(' ').next().and_then(|count| count.parse::<u32>().ok()).unwrap_or_default();
        let counts: Vec<_> = products.split(", ").map(count).collect();
        assert!(counts.is_sorted_by(|one, next| one >= next), "{loses}");
        assert_eq!(counts.iter().sum::<u32>().to_string(), total, "{loses}");
        assert!(lines(&difference(&full, &full)).is_empty());
    }
}
