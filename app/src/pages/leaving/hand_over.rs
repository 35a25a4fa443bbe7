//! Handing somebody's key children on: a new key worker is searched for and chosen, and their Pupil Picker shows what would change.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::widgets::{ButtonKind, Cluster, Finder, FinderLine, LinkButton, Notice, NoticeKind, Stamp, SubmitButton};
use domain::form::pupils::PICKED;
use domain::id::MemberId;
use domain::leaving::ChildrenToHandOn;
use domain::listing::{UserListing, UserRow};
use domain::problem::Problem;
use domain::pupil::WorkKind;
use domain::user::Standing;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The most people the finder shows at once.
const MOST_FOUND: usize = 8;
/// The address says here what is searched for.
const SEARCH: &str = "find";
/// The address says here who takes the children over.
pub(super) const TO: &str = "to";

#[component]
pub(super) fn HandOverPart(member: MemberId, first_name: String) -> impl IntoView {
    let query = use_query_map();
    let to = query.with_untracked(|query| query.get_str(TO).and_then(MemberId::parse)).filter(|to| *to != member);
    let search = query.with_untracked(|query| query.get(SEARCH));
    view! {
        <Cluster>
            <LinkButton href=routes::pupils_of(member) kind=ButtonKind::Secondary>
                {format!("See {first_name}'s key children")}
            </LinkButton>
            <Choosing member search/>
        </Cluster>
        {to.map(|to| view! { <Chosen member to/> })}
    }
}

/// Choosing who takes them over.
#[component]
fn Choosing(member: MemberId, search: Option<String>) -> impl IntoView {
    let (open, value) = (search.is_some(), search.unwrap_or_default());
    let listing = UserListing { search: value.clone(), standing: Some(Standing::Active), ..UserListing::default() };
    let found = Resource::new(
        || (),
        move |()| {
            let listing = listing.clone();
            async move { api::list_users(listing).await.map(|page| page.rows).unwrap_or_default() }
        },
    );
    view! {
        <Finder summary="Choose a new key worker" label="Part of a name, an email or a code" name=SEARCH value
            action=routes::leaving(member) open>
            <Suspense>
                {Suspend::new(async move {
                    let people: Vec<_> = found.await.into_iter().filter(|row| row.member != member).collect();
                    if people.is_empty() {
                        return view! { <p class="soft">"Nobody matches. Search for part of a name or email."</p> }.into_any();
                    }
                    let more = people.len() > MOST_FOUND;
                    let lines = people.into_iter().take(MOST_FOUND).map(|row| view! { <Somebody member row/> }).collect_view();
                    view! {
                        <ul class="finder-list">{lines}</ul>
                        {more.then(|| view! { <p class="soft small">"There are more. Type more of the name."</p> })}
                    }
                    .into_any()
                })}
            </Suspense>
        </Finder>
    }
}

#[component]
fn Somebody(member: MemberId, row: UserRow) -> impl IntoView {
    let name = format!("{} {}", row.first_name, row.last_name);
    let href = format!("{}?{TO}={}#hand-on", routes::leaving(member), row.member);
    view! { <FinderLine href name about=row.role_name/> }
}

/// The person who was chosen, and the form that asks their Pupil Picker.
#[component]
fn Chosen(member: MemberId, to: MemberId) -> impl IntoView {
    let found = Resource::new(|| (), move |()| api::hand_over(member, to));
    view! {
        <Suspense>
            {Suspend::new(async move {
                match found.await {
                    Ok(form) => view! { <Form form/> }.into_any(),
                    Err(Failure(problem)) => view! { <Refused problem/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Refused(problem: Problem) -> impl IntoView {
    view! { <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice> }
}

#[component]
fn Form(form: ChildrenToHandOn) -> impl IntoView {
    let count = form.count();
    let ChildrenToHandOn { to, name, picked, was } = form;
    if count == 0 {
        return view! { <Notice><p>{format!("{name} is the key worker of all of them already.")}</p></Notice> }
            .into_any();
    }
    let children = if count == 1 { "1 child".to_owned() } else { format!("{count} children") };
    let picked = picked.into_iter().map(|pupil| view! { <input type="hidden" name=PICKED value=pupil.to_string()/> });
    let was = was.into_iter().map(|pupil| view! { <input type="hidden" name="was" value=pupil.to_string()/> });
    view! {
        <form method="post" action=routes::pick_pupils(to, WorkKind::Key)>
            <Stamp/>
            {picked.collect_view()} {was.collect_view()}
            <p class="soft">{format!("You'll check the changes before {name} becomes their key worker.")}</p>
            <Cluster>
                <SubmitButton label=format!("Hand {children} on to {name}") name="step" value="save"/>
            </Cluster>
        </form>
    }
    .into_any()
}
