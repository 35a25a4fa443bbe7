//! Accounts: a person's own account (password, sign-in email, sessions), how members of the school sign in, and
//! transferring the school's ownership.

mod email;
mod known_as;
mod own;
mod own_details;
mod ownership;
mod password;
mod password_link;
mod proof;
mod sessions;

pub(crate) use email::confirm as confirm_email;
pub use email::{request_email_change, withdraw_email};
pub use known_as::change_known_as;
pub use own::own;
pub use own_details::change_own_details;
pub use ownership::{accept, decline, offer, withdraw};
pub use password::change_password;
pub use password_link::send_password_link;
pub use proof::step_up;
pub use sessions::{end_own_sessions, end_sessions, sign_in_details};

use crate::Backend;
use crate::session::Actor;
use crate::store::{ChangeScope, Entry, Membership, SchoolTransaction};
use domain::audit::LoggedAction;
use domain::problem::Problem;

/// Begins a transaction by `actor` on their own account, in all of their schools; `entry` goes into each school's log.
/// The actor is read again inside it, because their session may have ended.
async fn change_everywhere(
    backend: &Backend,
    actor: &Actor,
    entry: impl Fn(&Membership) -> Entry<'static>,
) -> Result<(SchoolTransaction, Actor), Problem> {
    actor.stamped()?;
    let at = backend.clock().now();
    let memberships = backend.store().all_memberships(actor, actor.account()).await?;
    let signed_out = || Problem::SignedOut { kept: false };
    let change =
        SchoolTransaction::begin_everywhere(backend.store(), actor, &memberships, ChangeScope::Elsewhere, at, entry)
            .await?;
    let mut change = change.ok_or_else(signed_out)?;
    let session = change.session(actor, actor.session()).await?;
    let now = session.and_then(|session| session.actor(at)).ok_or_else(signed_out)?;
    Ok((change, actor.reread(now)?))
}

/// The log entry for an action on the actor's own account.
fn own_entry(action: LoggedAction, membership: &Membership) -> Entry<'static> {
    Entry {
        action,
        subject_kind: "user",
        subject_id: membership.member.to_string(),
        subject_name: Some(membership.name.clone()),
        ..Entry::default()
    }
}
