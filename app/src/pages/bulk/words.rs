//! How the summary of a bulk change begins: what the people will be able to do, and what changes most, in plain lines.

use crate::widgets::PreviewWords;
use domain::bulk::{BulkChange, CombinedChanges};
use domain::permission::{RoleChoice, RoleOverride, Rules, in_words};
use domain::product::Product;
use domain::school::SchoolSettings;
use domain::user::MemberStatus;
use leptos::prelude::*;

/// The sentences of the role that people get, or that they can do nothing; and what changes most.
#[component]
pub(super) fn BulkInWords(change: BulkChange, together: CombinedChanges, settings: SchoolSettings) -> impl IntoView {
    let now = change.access_after().and_then(MemberStatus::shut_out).and_then(MemberStatus::nothing_now);
    let role = role_words(change, &settings).map(|(title, words)| {
        let words: Vec<_> = words.into_iter().map(|text| (text, false)).collect();
        view! { <h3>{title}</h3> <PreviewWords words=Signal::stored(words)/> }
    });
    let most = together.in_words().into_iter().map(|line| view! { <p class="totals">{line}</p> }).collect_view();
    view! {
        <div class="change-words">
            {now.map(|(now, _)| view! { <p class="nothing-now"><b>{now}</b></p> })}
            {role}
            {most}
        </div>
    }
}

/// "What Full Edit can do in Portal", and the sentences. The role of the main product counts wherever nothing else is
/// chosen, so it is told for every product.
fn role_words(change: BulkChange, settings: &SchoolSettings) -> Option<(String, Vec<String>)> {
    let BulkChange::Role { product, to: RoleOverride::Role(role) } = change else { return None };
    let (rules, label) = (Rules::of_roles(settings.roles.clone()), settings.roles.label(role));
    let (title, products): (_, &[Product]) = match product.holds_main_role() {
        true => (format!("What {label} can do"), &settings.products),
        false => (format!("What {label} can do in {}", product.name()), &[product]),
    };
    Some((title, in_words(&RoleChoice::in_every_product(role), products, &rules)))
}
