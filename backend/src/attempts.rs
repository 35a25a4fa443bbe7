//! Failed sign-ins, passwords confirmed and refusals: logged, counted for the Account Owner, and mailed to the holder
//! of the account where they should know.
//!
//! Attempts are counted in memory and written every two seconds; repeats within a minute become one row. The number of
//! rows a minute is bounded, so a flood of attempts fills neither memory nor disk.

mod buffer;
mod view;

pub use view::view;

use crate::Backend;
use crate::access::AttemptLog;
use crate::network::Network;
use crate::session::Actor;
use crate::store::{AttemptEvent, AttemptTotal, StoreError};
use buffer::AttemptBuffer;
use domain::access::Denial;
use domain::attempt::{Attempt, Rule};
use domain::id::AccountId;
use domain::moment::Moment;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::limits::USUAL_FOR;

/// Counts that are not yet written to the database.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<AttemptBuffer>);

impl Attempts {
    fn note(&self, at: Moment, happened: AttemptEvent) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(at, happened);
    }

    fn take(&self) -> Vec<AttemptTotal> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put_back(&self, counted: Vec<AttemptTotal>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put_back(counted);
    }
}

impl Backend {
    /// Counts an attempt on an account, or on an address without one, before anybody is signed in.
    pub(crate) fn note_attempt(&self, attempt: Attempt, account: Option<AccountId>, network: Network) {
        let happened = AttemptEvent { attempt, account, member: None, network: Some(network) };
        self.attempts().note(self.clock().now(), happened);
    }

    /// Counts an attempt by a signed-in actor.
    pub(crate) fn note_attempt_by(&self, attempt: Attempt, actor: &Actor, address: IpAddr) {
        let happened = AttemptEvent {
            attempt,
            account: Some(actor.account()),
            member: Some((actor.school(), actor.member())),
            network: Some(Network::of(address)),
        };
        self.attempts().note(self.clock().now(), happened);
    }

    /// Counts a refusal by a rule. Refusals while viewing the school as a role are not counted, since seeing them is
    /// the purpose.
    pub fn note_refusal(&self, actor: &Actor, address: IpAddr, denial: Denial) {
        if actor.viewing_from().is_none() {
            self.note_attempt_by(Attempt::Refused(Rule::of(denial)), actor, address);
        }
    }
}

/// Writes what was counted since the last call, and the state of the limits. Mails about it are queued in the same
/// transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn write(backend: &Backend) -> Result<(), StoreError> {
    let counted = backend.attempts().take();
    let buckets = backend.limits_so_far().map(|limits| limits.unsaved()).unwrap_or_default();
    if counted.is_empty() && buckets.is_empty() {
        return Ok(());
    }
    let is_somebody_told =
        match backend.store().write_attempts(&AttemptLog::new(), &counted, &buckets, backend.clock().now()).await {
            Ok(is_somebody_told) => is_somebody_told,
            Err(trouble) => {
                backend.attempts().put_back(counted);
                return Err(trouble);
            }
        };
    counted.iter().for_each(log);
    if is_somebody_told {
        backend.mail_signal().notify();
    }
    Ok(())
}

/// One line in the server's log: only ids, network and codes.
fn log(row: &AttemptTotal) {
    let (kind, reason) = row.happened.attempt.codes();
    let account = row.happened.account.map(tracing::field::display);
    let member = row.happened.member.map(|(_, member)| tracing::field::display(member));
    let network = row.happened.network.map(Network::text);
    tracing::info!(kind, reason, account, member, network, times = row.times, "sign-in attempt");
}
