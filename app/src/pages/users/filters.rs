//! Narrowing the list down. What is picked goes into the address; the list follows the address.

use super::found::Asked;
use crate::routes;
use crate::widgets::{Choice, FilterBar, SearchField, SelectField};
use domain::listing::UserListing;
use domain::role::Role;
use domain::user::Standing;
use leptos::ev::SubmitEvent;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How long typing must pause before it is searched for.
const PAUSE: Duration = Duration::from_millis(300);

#[component]
pub(super) fn Filters(asked: Memo<Asked>) -> impl IntoView {
    let navigate = StoredValue::new(use_navigate());
    let typed = RwSignal::new(None::<String>);
    let shown = Memo::new(move |before: Option<&Shown>| {
        Shown::next(before, asked.with(|asked| asked.listing.search.clone()), typed.get())
    });
    let listing = move || UserListing {
        search: shown.with_untracked(|shown| shown.text.clone()),
        page: 1,
        ..asked.with_untracked(|asked| asked.listing.clone())
    };
    let go = move |listing: UserListing, replace: bool| {
        let listing = listing.tidied();
        if asked.with_untracked(|asked| asked.listing != listing) {
            navigate.with_value(|navigate| {
                navigate(
                    &routes::users(&listing),
                    NavigateOptions { replace, scroll: false, ..NavigateOptions::default() },
                )
            });
        }
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let search = move |text: String| {
        typed.set(Some(text));
        stop();
        timer.set_value(set_timeout_with_handle(move || go(listing(), true), PAUSE).ok());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        stop();
        go(listing(), false);
    };
    let role = Signal::derive(move || asked.with(|asked| asked.listing.role.map_or("", Role::code)).to_owned());
    let standing =
        Signal::derive(move || asked.with(|asked| asked.listing.standing.map_or("", Standing::code)).to_owned());
    let size = Signal::derive(move || asked.with(|asked| asked.listing.size).to_string());
    let sort = Memo::new(move |_| asked.with(|asked| (asked.listing.sort, asked.listing.descending)));
    let clear = Signal::derive(move || {
        asked.with(|Asked { listing, .. }| {
            let all = UserListing { search: String::new(), role: None, standing: None, page: 1, ..listing.clone() };
            listing.is_filtered().then(|| routes::users(&all))
        })
    });
    view! {
        <FilterBar action=routes::USERS label="Users" on_submit=submit clear=clear>
            <SearchField id="search" name="search" label="Name, email, job title, username or staff code"
                value=Signal::derive(move || shown.with(|shown| shown.text.clone())) on_input=search/>
            <SelectField id="role" name="role" label="Role" plain=true options=roles() value=role
                on_change=move |code: String| go(UserListing { role: Role::from_code(&code), ..listing() }, false)/>
            <SelectField id="standing" name="standing" label="Standing" plain=true options=standings() value=standing
                on_change=move |code: String| go(UserListing { standing: Standing::from_code(&code), ..listing() }, false)/>
            <SelectField id="size" name="size" label="On a page" plain=true options=sizes() value=size
                on_change=move |size: String| go(UserListing { size: size.parse().unwrap_or_default(), ..listing() }, false)/>
            {move || {
                let (sort, descending) = sort.get();
                view! {
                    <input type="hidden" name="sort" value=sort.code()/>
                    {descending.then(|| view! { <input type="hidden" name="order" value="descending"/> })}
                }
            }}
        </FilterBar>
    }
}

/// What stands in the search field: what was typed there, until the address says something else.
#[derive(Clone, PartialEq)]
struct Shown {
    search: String,
    typed: Option<String>,
    text: String,
}

impl Shown {
    fn next(before: Option<&Self>, search: String, typed: Option<String>) -> Self {
        let text = match (before, &typed) {
            (None, _) => search.clone(),
            (Some(before), Some(text)) if before.typed != typed => text.clone(),
            // The address has caught up with what was typed, give or take a space.
            (Some(before), _) if before.search == search || tidy(&before.text) == search => before.text.clone(),
            (Some(_), _) => search.clone(),
        };
        Self { search, typed, text }
    }
}

fn tidy(search: &str) -> String {
    UserListing { search: search.to_owned(), ..UserListing::default() }.tidied().search
}

fn roles() -> Vec<Choice> {
    let any = Choice::new("", "Any role");
    std::iter::once(any).chain(Role::ALL.into_iter().map(|role| Choice::new(role.code(), role.label()))).collect()
}

fn standings() -> Vec<Choice> {
    let any = Choice::new("", "Any standing");
    std::iter::once(any)
        .chain(Standing::ALL.into_iter().map(|standing| Choice::new(standing.code(), standing.label())))
        .collect()
}

fn sizes() -> Vec<Choice> {
    UserListing::SIZES.into_iter().map(|size| Choice::new(size.to_string(), size.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::Shown;

    fn walk(steps: &[(&str, Option<&str>)]) -> String {
        let mut shown = None;
        for (search, typed) in steps {
            shown = Some(Shown::next(shown.as_ref(), (*search).to_owned(), typed.map(str::to_owned)));
        }
        shown.map(|shown| shown.text).unwrap_or_default()
    }

    #[test]
    fn the_field_keeps_what_is_typed_until_the_address_says_something_else() {
        let typing = [("", None), ("", Some("ann ")), ("ann", Some("ann "))];
        assert_eq!(walk(&typing), "ann ", "the space before the next word stays");
        assert_eq!(
            walk(&[&typing[..], &[("ann", Some("ann m"))]].concat()),
            "ann m",
            "typing goes on while the list follows"
        );
        let cleared = [&typing[..], &[("", Some("ann "))]].concat();
        assert_eq!(walk(&cleared), "", "clearing the list clears the field");
        assert_eq!(walk(&[&cleared[..], &[("", Some("ann "))]].concat()), "", "and it stays clear");
        assert_eq!(
            walk(&[&cleared[..], &[("bo", Some("ann "))]].concat()),
            "bo",
            "going back shows what was searched for there"
        );
    }
}
