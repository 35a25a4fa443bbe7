//! Other roles in other products, folded away: most people have the same one everywhere.

use super::Filling;
use crate::widgets::{Choice, Fields, Fold, SelectField};
use domain::form::user::UserField;
use domain::permission::Elsewhere;
use domain::product::Product;
use domain::role::Role;
use leptos::prelude::*;

#[component]
pub(super) fn OtherRoles(filling: Filling) -> impl IntoView {
    let others = Memo::new(move |_| {
        filling.products().with(|products| {
            products.iter().copied().filter(|product| *product != Product::SonarTracker).collect::<Vec<_>>()
        })
    });
    let texts: Vec<_> = Product::ALL
        .into_iter()
        .filter(|product| *product != Product::SonarTracker)
        .map(|product| (product, filling.text(UserField::Role(product))))
        .collect();
    let differing = Memo::new(move |_| {
        others.with(|others| {
            texts
                .iter()
                .filter(|(product, text)| others.contains(product) && text.with(|text| !text.is_empty()))
                .count()
        })
    });
    let note = Signal::derive(move || match differing.get() {
        0 => "Same everywhere".to_owned(),
        count => format!("{count} chosen"),
    });
    let has_others = Memo::new(move |_| others.with(|others| !others.is_empty()));
    let open = differing.get_untracked() > 0;
    view! {
        <Show when=move || has_others.get()>
            <Fold summary="Different roles in other products" note open>
                <Fields>
                    <For each=move || others.get() key=|product| *product children=move |product| {
                        view! { <OtherRole filling product/> }
                    }/>
                </Fields>
            </Fold>
        </Show>
    }
}

#[component]
fn OtherRole(filling: Filling, product: Product) -> impl IntoView {
    let field = UserField::Role(product);
    let roles = filling.roles();
    let nothing = move || match roles.get()?.role_in(product) {
        Some(role) => product.nothing_for(role),
        None => None,
    };
    view! {
        <div>
            <SelectField id=field.name() name=field.name() label=product.name() options=options(product) plain=true
                value=filling.text(field) error=filling.error(field) on_change=move |code| filling.choose_role(product, code)/>
            <p class="hint" aria-live="polite">{nothing}</p>
        </div>
    }
}

/// All eight may be chosen in any product; one that gives nothing says so.
fn options(product: Product) -> Vec<Choice> {
    let roles = Role::ALL.into_iter().map(|role| {
        let label = role.label();
        match product.nothing_for(role) {
            Some(_) => Choice::new(role.code(), format!("{label} (gives nothing here)")),
            None => Choice::new(role.code(), label),
        }
    });
    let same = Choice::new(Elsewhere::Same.code(), Elsewhere::Same.label());
    let nothing = Choice::new(Elsewhere::Nothing.code(), Elsewhere::Nothing.label());
    std::iter::once(same).chain(roles).chain([nothing]).collect()
}
