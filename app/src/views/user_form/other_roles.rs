//! Different roles in some products, folded away because most people have the same role everywhere.

use super::{Giving, UserFormState};
use crate::widgets::{Choice, Disclosure, Fields, SelectField};
use domain::access::Denial;
use domain::form::user::UserField;
use domain::permission::{NO_ROLE, RoleOverride, SchoolRoles, permissions_in};
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

#[component]
pub(super) fn OtherRoles(filling: UserFormState, giving: Giving) -> impl IntoView {
    let others = Memo::new(move |_| {
        filling
            .products()
            .with(|products| products.iter().copied().filter(|product| !product.holds_main_role()).collect::<Vec<_>>())
    });
    let catalogue = giving.school().with_untracked(|school| school.catalogue);
    let possible: Vec<_> = catalogue.products().iter().copied().filter(|product| !product.holds_main_role()).collect();
    let texts: Vec<_> = possible.iter().map(|product| (*product, filling.text(UserField::Role(*product)))).collect();
    let possible = StoredValue::new(possible);
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
            <Disclosure summary="Different roles in other products" note open>
                <Fields>
                    {possible.get_value().into_iter().map(move |product| {
                        let is_used = Memo::new(move |_| others.with(|others| others.contains(&product)));
                        view! { <Show when=move || is_used.get()><OtherRole filling product giving/></Show> }
                    }).collect_view()}
                </Fields>
            </Disclosure>
        </Show>
    }
}

#[component]
fn OtherRole(filling: UserFormState, product: Product, giving: Giving) -> impl IntoView {
    let field = UserField::Role(product);
    let roles = filling.roles();
    let school = giving.school();
    let gives_nothing = move |role: HeldRole| giving.is_nothing(product, role);
    let nothing = move || {
        let role = roles.get()?.role_in(product)?;
        school.with(|school| {
            gives_nothing(role).then(|| format!("{} gives nothing in {}", school.label(role), product.name()))
        })
    };
    let may_be = move |chosen: RoleOverride| giving.may(product, chosen);
    let main = Memo::new(move |_| roles.get().map(|roles| roles.main));
    let options = Signal::derive(move || {
        school.with(|school| options(school, main.get().map(|main| school.label(main)), gives_nothing, may_be))
    });
    // A higher role from before is kept, and nothing else can then be chosen.
    let kept = move || may_be(RoleOverride::Nothing).err().map(Denial::sentence);
    view! {
        <div>
            <SelectField id=field.name() name=field.name() label=product.name() options plain=true
                value=filling.text(field) error=filling.error(field) on_change=move |code| filling.choose_role(product, code)/>
            <p class="hint" aria-live="polite">{nothing}</p>
            {move || kept().map(|why| view! { <p class="reason">{why}</p> })}
        </div>
    }
}

/// The roles that include nothing in a product. The server works this out, so that the form does not need every
/// permission.
pub(crate) fn giving_nothing(school: &SchoolRoles) -> Vec<(Product, HeldRole)> {
    let all = school.all();
    let products = school.catalogue.products();
    let pairs = products.iter().flat_map(|product| all.iter().map(move |role| (*product, *role)));
    pairs.filter(|(product, role)| permissions_in(*product, *role, school).is_empty()).collect()
}

/// The choices in a product, the first with the role in the classroom that it then follows. A role that includes nothing there is labelled so; a role that the reader may not give
/// cannot be chosen.
fn options(
    school: &SchoolRoles,
    main: Option<String>,
    gives_nothing: impl Fn(HeldRole) -> bool,
    may_be: impl Fn(RoleOverride) -> Result<(), Denial>,
) -> Vec<Choice> {
    let roles = school.all().into_iter().map(|role| {
        let label = school.label(role);
        let label = if gives_nothing(role) { format!("{label} (gives nothing here)") } else { label };
        (RoleOverride::Role(role), label)
    });
    let classroom = school.catalogue.main_product().name();
    let same = match main {
        Some(main) => format!("Same as {classroom} ({main})"),
        None => format!("Same as {classroom}"),
    };
    std::iter::once((RoleOverride::Same, same))
        .chain(roles)
        .chain([(RoleOverride::Nothing, NO_ROLE.to_owned())])
        .map(|(chosen, label)| {
            let refused = may_be(chosen).err().map(Denial::sentence).unwrap_or_default();
            Choice::new(chosen.code(), label).refused(refused)
        })
        .collect()
}
