//! Changing one's own password. Setting a forgotten one by link is in `public::link`.

use super::proof::{prove, wrong};
use super::{change_everywhere, own_entry};
use crate::Backend;
use crate::session::{Actor, Renewed};
use domain::access::{Action as _, ChangeOwnPassword};
use domain::fault::Fault;
use domain::form::account::ChangePasswordForm;
use domain::link::LinkEndReason;
use domain::problem::Problem;
use std::net::IpAddr;

/// Changes the actor's password. Every other session of the account ends, in each school; this one continues with a
/// new token. Mailed links end, and the holder is notified.
///
/// # Errors
/// [`Problem::Form`] when the current password is wrong or the new one is not acceptable; [`Problem::TooMany`] after
/// many attempts.
pub async fn change_password(
    backend: &Backend,
    actor: &Actor,
    form: &ChangePasswordForm,
    ip: IpAddr,
) -> Result<Renewed, Problem> {
    actor.may(&ChangeOwnPassword)?;
    let checked = prove(backend, actor, &form.current_password, ip, ChangePasswordForm::CURRENT).await?;
    if form.password == form.current_password {
        return Err(Problem::field(ChangePasswordForm::NEW, Fault::PasswordUnchanged));
    }
    let mut own = backend.store().own_details(actor).await?.names;
    own.push(checked.email.clone());
    backend.passwords().judge(&form.password, own).await?;
    let hash = backend.passwords().hash(&form.password).await?;
    let entry = |membership: &_| own_entry(ChangeOwnPassword::LOGGED, membership);
    let (mut change, actor) = change_everywhere(backend, actor, entry).await?;
    let changes = actor.permit(ChangeOwnPassword)?;
    if !change.lock_account(&actor, &checked).await? {
        return Err(wrong(ChangePasswordForm::CURRENT));
    }
    change.end_links(&changes, actor.account(), LinkEndReason::PasswordSet).await?;
    change.set_password(&changes, actor.account(), &hash).await?;
    change.end_sessions_of_account(&changes, actor.account(), Some(actor.session())).await?;
    let renewed = change.renew_session(&changes, actor.session()).await?;
    change.put_password_changed(&changes, &checked.email).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(renewed)
}
