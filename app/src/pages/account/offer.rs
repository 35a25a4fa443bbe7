//! An offer of the school to the reader.

use super::Message;
use super::submitted::{ACCEPT, DECLINE, Part};
use crate::routes;
use crate::views::listed;
use crate::widgets::{ButtonKind, ErrorSummary, FormActions, Panel, PasswordField, Stamp, SubmitButton};
use domain::account::{OwnershipOffer, RoleTransition};
use domain::form::account::ACCEPT_PASSWORD;
use domain::permission::SchoolRoles;
use domain::role::HeldRole;
use leptos::prelude::*;

#[component]
pub(super) fn Offer(
    offer: OwnershipOffer,
    told: Message,
    hint: String,
    /// How many products the school uses.
    products: usize,
    /// The school's customised roles.
    school: SchoolRoles,
) -> impl IntoView {
    let OwnershipOffer { from, until, yours, theirs } = offer;
    let error = told.error(Part::Offer, ACCEPT_PASSWORD);
    view! {
        <Panel title=Part::Offer.title() id=Part::Offer.id()>
            {told.notice(Part::Offer)}
            <div class="prose">
            <p><strong><bdi>{from.clone()}</bdi></strong> " offers you to become the Account Owner. The offer ends " {until.text} ". If you accept:"</p>
            <ul>
                <li>"You become the Account Owner: you look after everybody else, give Account Admin, confirm permissions for the school, and read the full audit log."</li>
                <li><bdi>{from.clone()}</bdi> " becomes an Account Admin. A school has exactly one Account Owner: only you can hand it back."</li>
                <RoleTransitions who="Your role" moves=yours products school=school.clone()/>
                <RoleTransitions who="Their role" moves=theirs products school/>
                <li>"Both of you get an email. Nobody is signed out."</li>
            </ul>
            </div>
            <ErrorSummary errors=Signal::stored(listed(told.errors(Part::Offer)))/>
            <form method="post" action=routes::ACCOUNT novalidate>
                <Stamp/>
                <input type="hidden" name="do" value=ACCEPT/>
                <PasswordField id=ACCEPT_PASSWORD name=ACCEPT_PASSWORD label="Your password, to accept" hint autocomplete="current-password" required=true value=""
                    error=error/>
                <FormActions>
                    <SubmitButton label="Accept and become the Account Owner"/>
                </FormActions>
            </form>
            <form method="post" action=routes::ACCOUNT>
                <Stamp/>
                <div class="cluster"><SubmitButton label="Decline" kind=ButtonKind::Secondary name="do" value=DECLINE/></div>
            </form>
        </Panel>
    }
}

/// How a person's roles would change, product by product.
#[component]
pub(super) fn RoleTransitions(
    /// The person: how the sentence begins.
    who: &'static str,
    moves: Vec<RoleTransition>,
    /// How many products the school uses.
    products: usize,
    /// The school's customised roles.
    school: SchoolRoles,
) -> impl IntoView {
    let label = |role: Option<HeldRole>| role.map_or_else(|| "no role".to_owned(), |role| school.label(role));
    let everywhere = moves.len() == products;
    let Some(first) = moves.first().copied() else { return ().into_any() };
    let same = moves.iter().all(|change| (change.old, change.new) == (first.old, first.new));
    if same {
        let places = moves.iter().map(|change| change.product.name()).collect::<Vec<_>>().join(", ");
        let place = if everywhere { "every product".to_owned() } else { places };
        let rest = if everywhere { "" } else { " Other roles stay as they are." };
        return view! { <li>{who} " in " {place} ": " {label(first.old)} " → " {label(first.new)} "." {rest}</li> }
            .into_any();
    }
    let each = moves
        .iter()
        .map(|change| format!("{}: {} → {}", change.product.name(), label(change.old), label(change.new)))
        .collect::<Vec<_>>()
        .join("; ");
    view! { <li>{who} " in " {each} "." {(!everywhere).then_some(" Other roles stay as they are.")}</li> }.into_any()
}
