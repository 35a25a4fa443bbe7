//! Asking for the password again before sensitive actions, with a throttle for each session.

use crate::Backend;
use crate::password::HashingQueue;
use crate::session::{Actor, Renewed};
use crate::store::StoredAccount;
use domain::attempt::Attempt;
use domain::fault::Fault;
use domain::form::account::DEMO_PASSWORD;
use domain::problem::Problem;
use std::net::IpAddr;

/// The answer to a wrong password.
pub(super) fn wrong(field: &str) -> Problem {
    Problem::field(field, Fault::WrongPassword)
}

/// The field of the form that asks only for the password.
pub const STEP_UP: &str = "step_up_password";

/// Checks the actor's password for an action that [steps up](domain::access::Action::steps_up). People of the
/// demonstration who have set no password leave it empty. The session gets a new token.
///
/// # Errors
/// [`Problem::Form`] when the password is wrong; [`Problem::TooMany`] after many attempts.
pub async fn step_up(backend: &Backend, actor: &Actor, password: &str, ip: IpAddr) -> Result<Renewed, Problem> {
    let is_left_out = password.is_empty() && backend.setup().is_demo;
    let password = if is_left_out { DEMO_PASSWORD } else { password };
    let _checked = prove(backend, actor, password, ip, STEP_UP).await?;
    Ok(backend.store().renew_token(&actor.stamped()?, actor, backend.clock().now()).await?)
}

/// Checks a signed-in person's password again, because a session left open is not enough. Guesses are throttled as at
/// sign-in, but counted for this session alone, so that nobody else can use up its attempts. A correct password is
/// recorded in the session. Gives the account as it was checked, to be [held](crate::store::SchoolTransaction::lock_account) in
/// the transaction that follows.
///
/// # Errors
/// [`Problem::Form`] at `field` when the password is wrong; [`Problem::TooMany`] after many attempts;
/// [`Problem::SignedOut`] when the session has ended.
pub(super) async fn prove(
    backend: &Backend,
    actor: &Actor,
    password: &str,
    ip: IpAddr,
    field: &str,
) -> Result<StoredAccount, Problem> {
    if password.is_empty() {
        return Err(Problem::field(field, Fault::EnterPresentPassword));
    }
    let stamped = actor.stamped()?;
    let account = backend.store().own_account(actor).await?;
    let limits = backend.limits().await?;
    if let Err(throttled) = limits.confirm(actor.session()) {
        backend.note_attempt_by(Attempt::ConfirmThrottled, actor, ip);
        return Err(throttled.into());
    }
    // The demonstration's people start without a password of their own.
    let never_set = backend.setup().is_demo && account.password_hash == crate::demo::NO_PASSWORD;
    let right = if never_set {
        password == DEMO_PASSWORD
    } else {
        backend.passwords().verify(password, Some(&account.password_hash), HashingQueue::Known).await?
    };
    let right = right && backend.store().note_proof(&stamped, actor, &account, backend.clock().now()).await?;
    if !right {
        // Another session may have set a new password and so ended this one: a password that was correct a moment ago
        // is then wrong.
        if !backend.store().is_live(actor, backend.clock().now()).await? {
            return Err(Problem::SignedOut { kept: false });
        }
        backend.note_attempt_by(Attempt::NotConfirmed, actor, ip);
        return Err(wrong(field));
    }
    limits.confirmed(actor.session());
    backend.note_attempt_by(Attempt::Confirmed, actor, ip);
    Ok(account)
}
