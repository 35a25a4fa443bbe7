//! Finding a person by typing part of their name.

use crate::api;
use crate::limits;
use crate::views::{after, loading};
use crate::widgets::{Finder, FinderLine};
use domain::id::MemberId;
use domain::listing::{UserListing, UserRow};
use leptos::prelude::*;

/// A list of people that drops down and is searched by typing; each line links to the next page with that person.
#[component]
pub(crate) fn PersonFinder(
    /// What opens it.
    summary: &'static str,
    /// The name the search is sent under.
    name: &'static str,
    /// The search, once the reader has searched; the list is open then.
    search: Option<String>,
    /// The people to search among; the search is added to this listing.
    among: UserListing,
    /// The member to leave out.
    except: MemberId,
    /// The page that shows what is found.
    action: String,
    /// Where a person who was found leads.
    href: fn(MemberId, &UserRow) -> String,
) -> impl IntoView {
    let (open, value) = (search.is_some(), search.unwrap_or_default());
    let listing = UserListing { search: value.clone(), ..among };
    let found = loading(move || {
        let listing = listing.clone();
        async move { api::list_users(listing).await.map(|page| page.rows).unwrap_or_default() }
    });
    view! {
        <Finder summary label="Part of a name, an email or a code" name value action open>
            {after(found, move |rows| {
                let people = rows.into_iter().filter(|row| row.member != except).collect();
                view! { <Found people except href/> }
            })}
        </Finder>
    }
}

#[component]
fn Found(people: Vec<UserRow>, except: MemberId, href: fn(MemberId, &UserRow) -> String) -> impl IntoView {
    if people.is_empty() {
        return view! { <p class="soft">"Nobody matches. Search for part of a name or email."</p> }.into_any();
    }
    let more = people.len() > limits::PEOPLE_FOUND;
    let line = |row: UserRow| {
        let name = format!("{} {}", row.first_name, row.last_name);
        view! { <FinderLine href=href(except, &row) name about=row.role_name/> }
    };
    let lines = people.into_iter().take(limits::PEOPLE_FOUND).map(line).collect_view();
    view! {
        <ul class="finder-list">{lines}</ul>
        {more.then(|| view! { <p class="soft small">"There are more. Type more of the name."</p> })}
    }
    .into_any()
}
