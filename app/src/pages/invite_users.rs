//! `/users/invite`: one product and one role for many people. Lists only those who have no role in it, or who have not
//! been invited. One person is invited from the list of people.

mod people;

use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::{Redirector, all, posted};
use crate::routes;
use crate::views::{FormProblem, Page, ProblemView, answering, error_of, field_errors, given_by};
use crate::widgets::{Choice, FilterBar, Notice, NoticeKind, PageHeading, Panel, SearchField, SelectField};
use domain::access::{Action as _, ListUsers};
use domain::catalogue::Catalogue;
use domain::invitation::{InvitablePage, InviteListing, InviteResult};
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use people::PeopleToInvite;

/// The page that invites many people.
#[component]
pub(crate) fn InvitePage() -> impl IntoView {
    let (listing, done) = use_query_map().with_untracked(|query| {
        let number = |key| query.get_str(key).and_then(|number| number.parse::<u32>().ok());
        let done = number("sent").map(|sent| InviteResult {
            sent,
            roles: number("roles").unwrap_or_default(),
            left_out: number("out").unwrap_or_default(),
        });
        (InviteListing::read(|key| query.get(key)), done)
    });
    let (asked, here) = (listing.clone(), PageContext::get());
    let page = answering(posted::<Vec<(String, String)>>(), move |sent, redirector| {
        let listing = asked.clone();
        async move {
            let listing = opened(listing, here.catalogue().await);
            let problem = match sent {
                Some(pairs) => answer(pairs, &listing, &redirector).await,
                None => None,
            };
            let found = if listing.chosen().is_ok() { Some(api::invitable(listing).await) } else { None };
            Ok((problem, found))
        }
    });
    Page::new("Invite users", page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .wrong(|(problem, _)| matches!(problem, Some(Problem::Form(_))))
        .show(move |viewer, (problem, found)| {
            let listing = opened(listing, Some(viewer.settings.roles.catalogue));
            view! { <Invite viewer listing problem found done/> }
        })
}

/// The list as the page opens: for the main role unless the address says otherwise, so with staff who have not been
/// invited, the usual reason to come here.
fn opened(listing: InviteListing, catalogue: Option<Catalogue>) -> InviteListing {
    InviteListing { product: listing.product.or(catalogue.map(Catalogue::main_product)), ..listing }
}

/// Invites the ticked people, and redirects to the same list, which is then shorter.
async fn answer(pairs: Vec<(String, String)>, listing: &InviteListing, redirector: &Redirector) -> Option<Problem> {
    let members = all(&pairs, "member").map(str::to_owned).collect();
    match api::invite_many(listing.clone(), members).await {
        Ok(done) => {
            redirector.go(&routes::invited(listing, &done));
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

#[component]
fn Invite(
    viewer: Viewer,
    listing: InviteListing,
    problem: Option<Problem>,
    found: Option<Result<InvitablePage, Failure>>,
    done: Option<InviteResult>,
) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    let error = error_of(&field_errors(problem.as_ref()), "people");
    let products =
        viewer.settings.products.iter().map(|product| Choice::new(product.code(), product.name())).collect::<Vec<_>>();
    let school = &viewer.settings.roles;
    let product = listing.product.unwrap_or(school.catalogue.main_product());
    let roles = std::iter::once(Choice::new("", "Choose a role"))
        .chain(given_by(&viewer.grants(), product, school))
        .collect::<Vec<_>>();
    let people = match found {
        None => view! { <Panel><p>"Choose a product and a role: then everybody is listed who does not have it, or has not been invited."</p></Panel> }.into_any(),
        Some(Ok(page)) => view! { <PeopleToInvite page error school=viewer.settings.roles/> }.into_any(),
        Some(Err(Failure(problem))) => view! { <ProblemView problem help_contact/> }.into_any(),
    };
    view! {
        <PageHeading title="Invite users" back=routes::USERS back_label="Users"
            lead="Give many people a role in a product, and send an invitation to those who have not registered."/>
        <div class="stack">
            <FormProblem problem/>
            {done.map(|done| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{sentence(done)}</p></Notice> })}
            <Panel flush=true>
                <FilterBar action=routes::INVITE label="People to invite" clear=None>
                    <SelectField id="product" name="product" label="Product" plain=true options=Signal::stored(products)
                        value=Signal::stored(product.code().to_owned())/>
                    <SelectField id="role" name="role" label="Role" plain=true options=Signal::stored(roles)
                        value=Signal::stored(listing.role.map(|role| role.code().into_owned()).unwrap_or_default())/>
                    <SearchField id="search" name="search" label="Name, email or job title" value=listing.search/>
                </FilterBar>
            </Panel>
            {people}
        </div>
    }
    .into_any()
}

fn sentence(done: InviteResult) -> String {
    let number = |number: u32, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let mut text = format!(
        "{} on the way. {} another role.",
        number(done.sent, "invitation is", "invitations are"),
        number(done.roles, "person has", "people have")
    );
    if done.left_out > 0 {
        text.push_str(&format!(
            " {} left as they were, because they were changed meanwhile.",
            number(done.left_out, "person was", "people were")
        ));
    }
    text
}
