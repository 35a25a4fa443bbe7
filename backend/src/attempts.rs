//! Attempts to sign in, passwords that were asked for again and refusals: logged, counted for the Account Owner, and told
//! to the person they are about.
//!
//! They are counted in memory and written every two seconds, what happened several times in a minute as one row. However
//! many there are, a minute adds a bounded number of rows: a flood fills neither the memory nor the disk.

mod look;
mod tally;

pub use look::view;
pub(crate) use tally::{Counted, Happened};

use crate::Backend;
use crate::access::AttemptLog;
use crate::session::Actor;
use crate::store::Trouble;
use crate::throttle::Network;
use domain::access::Denial;
use domain::attempt::{Attempt, Rule};
use domain::id::AccountId;
use domain::moment::Moment;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use tally::Tally;

use crate::limits::USUAL_FOR;

/// What happened and is not written yet.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<Tally>);

impl Attempts {
    fn note(&self, at: Moment, happened: Happened) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(at, happened);
    }

    fn take(&self) -> Vec<Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put_back(&self, counted: Vec<Counted>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put_back(counted);
    }
}

impl Backend {
    /// Counts something that happened to an account, or to an address without one, before anybody was signed in.
    pub(crate) fn note_attempt(&self, attempt: Attempt, account: Option<AccountId>, network: Network) {
        let happened = Happened { attempt, account, member: None, network: Some(network) };
        self.attempts().note(self.clock().now(), happened);
    }

    /// Counts something that somebody signed in did.
    pub(crate) fn note_attempt_by(&self, attempt: Attempt, actor: &Actor, address: IpAddr) {
        let happened = Happened {
            attempt,
            account: Some(actor.account()),
            member: Some((actor.school(), actor.member())),
            network: Some(Network::of(address)),
        };
        self.attempts().note(self.clock().now(), happened);
    }

    /// Counts that a rule refused what `actor` asked for. While they view the school as a role, refusals are what they
    /// came to see.
    pub fn note_refusal(&self, actor: &Actor, address: IpAddr, denial: Denial) {
        if actor.viewing_from().is_none() {
            self.note_attempt_by(Attempt::Refused(Rule::of(denial)), actor, address);
        }
    }
}

/// Writes what was counted since the last time, and how far limits are used up. Whoever is written to about it gets a
/// mail in the same transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn write(backend: &Backend) -> Result<(), Trouble> {
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
        backend.mail_bell().ring();
    }
    Ok(())
}

/// One line in the program's log: ids, network and codes, nothing else.
fn log(row: &Counted) {
    let (kind, reason) = row.happened.attempt.codes();
    let account = row.happened.account.map(tracing::field::display);
    let member = row.happened.member.map(|(_, member)| tracing::field::display(member));
    let network = row.happened.network.map(Network::text);
    tracing::info!(kind, reason, account, member, network, times = row.times, "sign-in attempt");
}
