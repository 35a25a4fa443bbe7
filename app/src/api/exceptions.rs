//! Exceptions to one person's roles.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::exception::{ExceptionForm, SwitchesForm};
use domain::id::MemberId;
use leptos::prelude::*;

/// Gives a person a permission, or removes one, for a limited time, whatever their role says.
#[server(prefix = "/api", endpoint = "users/exceptions/make", input = Json, output = Json, client = StampedClient)]
pub async fn make_exception(member: MemberId, form: ExceptionForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::make_exception(&backend, &actor, member, &form).await
    })
    .await
}

/// Ends an exception early.
#[server(prefix = "/api", endpoint = "users/exceptions/end", input = Json, output = Json, client = StampedClient)]
pub async fn end_exception(member: MemberId, feature: String) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::end_exception(&backend, &actor, member, &feature).await
    })
    .await
}

/// Sets the permissions that are switched on and off per person.
#[server(prefix = "/api", endpoint = "users/exceptions/switch", input = Json, output = Json, client = StampedClient)]
pub async fn set_switches(member: MemberId, form: SwitchesForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::users::set_switches(&backend, &actor, member, &form).await
    })
    .await
}
