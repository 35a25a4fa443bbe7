//! The people at a school.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::form::user::UserForm;
use domain::holder::{HolderListing, HolderPage};
use domain::id::MemberId;
use domain::listing::{UserListing, UserPage, UserRow};
use domain::school::{Availability, Created};
use leptos::prelude::*;

/// One page of the list of people.
#[server(prefix = "/api", endpoint = "users/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_users(listing: UserListing) -> Result<UserPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::list(&backend, &actor, listing).await })
        .await
}

/// One person, as a row of the list.
#[server(prefix = "/api", endpoint = "users/find", input = Json, output = Json, client = StampedClient)]
pub async fn find_user(member: MemberId) -> Result<UserRow, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::find(&backend, &actor, member).await }).await
}

/// Adds a person. If the session has ended, the form is kept as a draft for its account.
#[server(prefix = "/api", endpoint = "users/create", input = Json, output = Json, client = StampedClient)]
pub async fn create_user(form: UserForm) -> Result<Created, Failure> {
    crate::server::signed_in_with_draft(crate::drafts::ADD_USER, form, |backend, actor, form| async move {
        backend::users::create(&backend, &actor, &form).await
    })
    .await
}

/// Sends a person their registration link; any earlier link stops working.
#[server(prefix = "/api", endpoint = "users/invite", input = Json, output = Json, client = StampedClient)]
pub async fn invite_user(member: MemberId) -> Result<Created, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::invite(&backend, &actor, member).await })
        .await
}

/// Whether an email address is available for a new person.
#[server(prefix = "/api", endpoint = "users/email", input = Json, output = Json, client = StampedClient)]
pub async fn email_availability(email: String) -> Result<Availability, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::email_availability(&backend, &actor, &email).await
    })
    .await
}

/// Whether a username is available for a new person.
#[server(prefix = "/api", endpoint = "users/username", input = Json, output = Json, client = StampedClient)]
pub async fn username_availability(username: String) -> Result<Availability, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::username_availability(&backend, &actor, &username).await
    })
    .await
}

/// The reader's draft of the Add user form, kept when their session ended. It is given once.
#[server(prefix = "/api", endpoint = "users/draft", input = Json, output = Json, client = StampedClient)]
pub async fn take_draft() -> Result<Option<UserForm>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        crate::server::take_draft(&backend, &actor, crate::drafts::ADD_USER).await
    })
    .await
}

/// The people who can do something: one page of those whose role in the product includes it.
#[server(prefix = "/api", endpoint = "users/holders", input = Json, output = Json, client = StampedClient)]
pub async fn holders(listing: HolderListing) -> Result<HolderPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::holders(&backend, &actor, listing).await })
        .await
}
