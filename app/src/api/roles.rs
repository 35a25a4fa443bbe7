//! Roles as the school has customised them.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::role::HeldRole;
use domain::role_customisation::{DeletionForm, DeletionReview, RoleConfirmResult, RoleForm, RoleReview, RoleUsage};
use leptos::prelude::*;

/// How many people hold each role.
#[server(prefix = "/api", endpoint = "roles/uses", input = Json, output = Json, client = StampedClient)]
pub async fn role_uses() -> Result<Vec<RoleUsage>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::roles::role_uses(&backend, &actor).await }).await
}

/// Creates a role as a copy of the one whose code is `like`.
#[server(prefix = "/api", endpoint = "roles/create", input = Json, output = Json, client = StampedClient)]
pub async fn create_role(name: String, like: String) -> Result<HeldRole, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::roles::create_role(&backend, &actor, &name, &like).await
    })
    .await
}

/// What saving the form would change. Changes nothing. If the session has ended, the form is kept as a draft for its
/// account.
#[server(prefix = "/api", endpoint = "roles/review", input = Json, output = Json, client = StampedClient)]
pub async fn review_role(role: HeldRole, form: RoleForm) -> Result<RoleReview, Failure> {
    crate::server::signed_in_with_draft(&crate::drafts::role(role), form, |backend, actor, form| async move {
        backend::roles::review_role(&backend, &actor, role, &form).await
    })
    .await
}

/// Saves the form as its summary showed it, or shows a new summary; keeps the form as [`review_role`] does.
#[server(prefix = "/api", endpoint = "roles/save", input = Json, output = Json, client = StampedClient)]
pub async fn save_role(role: HeldRole, form: RoleForm) -> Result<RoleConfirmResult<RoleReview>, Failure> {
    crate::server::signed_in_with_draft(&crate::drafts::role(role), form, |backend, actor, form| async move {
        backend::roles::save_role(&backend, &actor, role, &form).await
    })
    .await
}

/// The reader's draft of the role's form, kept when their session ended. It is given once.
#[server(prefix = "/api", endpoint = "roles/draft", input = Json, output = Json, client = StampedClient)]
pub async fn take_role_draft(role: HeldRole) -> Result<Option<RoleForm>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        crate::server::take_draft(&backend, &actor, &crate::drafts::role(role)).await
    })
    .await
}

/// What would happen if the role were deleted and its people were given the role that the form names.
#[server(prefix = "/api", endpoint = "roles/review-deletion", input = Json, output = Json, client = StampedClient)]
pub async fn review_role_deletion(role: HeldRole, form: DeletionForm) -> Result<DeletionReview, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::roles::review_deletion(&backend, &actor, role, &form).await
    })
    .await
}

/// Deletes the role as the summary showed it, or shows a new summary.
#[server(prefix = "/api", endpoint = "roles/delete", input = Json, output = Json, client = StampedClient)]
pub async fn delete_role(role: HeldRole, form: DeletionForm) -> Result<RoleConfirmResult<DeletionReview>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::roles::delete_role(&backend, &actor, role, &form).await
    })
    .await
}
