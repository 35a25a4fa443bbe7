//! The people of a school.

use super::client::FromPage;
use super::json::Json;
use crate::failure::Failure;
use domain::form::user::UserForm;
use domain::holder::{HolderListing, HolderPage};
use domain::id::MemberId;
use domain::listing::{UserListing, UserPage, UserRow};
use domain::school::{Availability, Created};
use leptos::prelude::*;

/// One page of the list of people.
#[server(prefix = "/api", endpoint = "users/list", input = Json, output = Json, client = FromPage)]
pub async fn list_users(listing: UserListing) -> Result<UserPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::list(&backend, &actor, listing).await })
        .await
}

/// One person, as the list shows them.
#[server(prefix = "/api", endpoint = "users/find", input = Json, output = Json, client = FromPage)]
pub async fn find_user(member: MemberId) -> Result<UserRow, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::find(&backend, &actor, member).await }).await
}

/// Adds somebody. When the session ended meanwhile, what was typed is kept for its account.
#[server(prefix = "/api", endpoint = "users/create", input = Json, output = Json, client = FromPage)]
pub async fn create_user(form: UserForm) -> Result<Created, Failure> {
    crate::server::signed_in_keeping(crate::drafts::ADD_USER, form, |backend, actor, form| async move {
        backend::users::create(&backend, &actor, &form).await
    })
    .await
}

/// Sends somebody their registration link; an earlier one stops working.
#[server(prefix = "/api", endpoint = "users/invite", input = Json, output = Json, client = FromPage)]
pub async fn invite_user(member: MemberId) -> Result<Created, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::invite(&backend, &actor, member).await })
        .await
}

/// Whether an email address can be given to somebody new.
#[server(prefix = "/api", endpoint = "users/email", input = Json, output = Json, client = FromPage)]
pub async fn email_availability(email: String) -> Result<Availability, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::email_availability(&backend, &actor, &email).await
    })
    .await
}

/// Whether a username can be given to somebody new.
#[server(prefix = "/api", endpoint = "users/username", input = Json, output = Json, client = FromPage)]
pub async fn username_availability(username: String) -> Result<Availability, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::username_availability(&backend, &actor, &username).await
    })
    .await
}

/// What the person was typing into the form that adds somebody when their session ended; given once.
#[server(prefix = "/api", endpoint = "users/draft", input = Json, output = Json, client = FromPage)]
pub async fn take_draft() -> Result<Option<UserForm>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        crate::server::take_draft(&backend, &actor, crate::drafts::ADD_USER).await
    })
    .await
}

/// Who can do something: a page of the people whose role in the product gives it.
#[server(prefix = "/api", endpoint = "users/holders", input = Json, output = Json, client = FromPage)]
pub async fn holders(listing: HolderListing) -> Result<HolderPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::users::holders(&backend, &actor, listing).await })
        .await
}
