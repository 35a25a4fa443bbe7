use crate::Backend;
use crate::password::Lane;
use crate::session::{Actor, Renewed};
use crate::store::StoredAccount;
use domain::attempt::Attempt;
use domain::fault::Fault;
use domain::form::account::DEMO_PASSWORD;
use domain::problem::Problem;
use std::net::IpAddr;

/// What a wrong password is answered with.
pub(super) fn wrong(field: &str) -> Problem {
    Problem::field(field, Fault::WrongPassword)
}

/// The field of a form that asks for nothing but the password.
pub const STEP_UP: &str = "step_up_password";

/// Takes the password of somebody who is signed in, for what [steps up](domain::access::Action::steps_up). People of the
/// demonstration who have chosen none leave it empty. The session gets another token.
///
/// # Errors
/// [`Problem::Form`] when it is not right; [`Problem::TooMany`] after many attempts.
pub async fn step_up(backend: &Backend, actor: &Actor, password: &str, ip: IpAddr) -> Result<Renewed, Problem> {
    let is_left_out = password.is_empty() && backend.setup().is_demo;
    let password = if is_left_out { DEMO_PASSWORD } else { password };
    let _checked = prove(backend, actor, password, ip, STEP_UP).await?;
    Ok(backend.store().renew_token(&actor.stamped()?, actor, backend.clock().now()).await?)
}

/// Asks somebody who is signed in for their password again: a session that was left open is not enough. Guesses are throttled
/// as they are when signing in, and counted for this session alone, so that nobody else can use its attempts up. A right
/// password is noted in the session.
/// Gives the account as it was checked, to be [held](crate::store::Change::hold_account) in the change that follows.
///
/// # Errors
/// [`Problem::Form`] at `field` when it is not right; [`Problem::TooMany`] after many attempts; [`Problem::SignedOut`] when
/// the session ended meanwhile.
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
    // The demonstration's people have no password of their own to begin with.
    let never_set = backend.setup().is_demo && account.password_hash == crate::demo::NO_PASSWORD;
    let right = if never_set {
        password == DEMO_PASSWORD
    } else {
        backend.passwords().verify(password, Some(&account.password_hash), Lane::Known).await?
    };
    let right = right && backend.store().note_proof(&stamped, actor, &account, backend.clock().now()).await?;
    if !right {
        // A password that was right a moment ago is wrong because another session set a new one, which ended this session.
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
