//! The worker that sends what is in the outbox. Several may run on one database: each mail is claimed by one of them.

use super::transport::MailTransport;
use super::words::RenderedMail;
use crate::Backend;
use crate::access::MailWorker;
use crate::limits;
use crate::store::{DeliveryOutcome, QueuedMail, StoreError};
use domain::attempt::Attempt;
use domain::mail::{MailNext, MailRefusal, MailTrouble};
use domain::moment::{HOUR, MINUTE, Moment};
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

/// The wait after each attempt; the last one repeats.
const WAITS: [i64; 5] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR];

/// Sends mail until `shutdown`, and finishes the current one.
pub async fn run(backend: Backend, post: MailTransport, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = pin!(shutdown);
    loop {
        let is_over = tokio::select! {
            biased;
            () = &mut shutdown => true,
            () = std::future::ready(()) => false,
        };
        if is_over {
            return;
        }
        let wait = match deliver_next(&backend, &post).await {
            Ok(true) => continue,
            Ok(false) => until_next(&backend).await.unwrap_or(limits::OUTBOX_EVERY),
            Err(trouble) => {
                tracing::warn!(error = %trouble, "the outbox cannot be read");
                limits::OUTBOX_EVERY
            }
        };
        let wait = Duration::from_millis(u64::try_from(wait.clamp(10, limits::OUTBOX_EVERY)).unwrap_or_default());
        tokio::select! {
            biased;
            () = &mut shutdown => return,
            () = backend.mail_signal().wait() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Milliseconds until the next mail is due.
async fn until_next(backend: &Backend) -> Result<i64, StoreError> {
    let next = backend.store().next_mail(&MailWorker::new()).await?;
    Ok(next.map_or(limits::OUTBOX_EVERY, |next| next.since(backend.clock().now())))
}

/// Sends everything that is due now, once each; gives the number of attempts.
///
/// # Errors
/// When the database does not answer. Unsent mails stay in the outbox.
pub async fn deliver_due(backend: &Backend, post: &MailTransport) -> Result<u32, StoreError> {
    let mut tried = 0;
    while deliver_next(backend, post).await? {
        tried += 1;
    }
    Ok(tried)
}

/// Sends one mail, if one is due.
async fn deliver_next(backend: &Backend, post: &MailTransport) -> Result<bool, StoreError> {
    let store = backend.store();
    while let Some(asked) = backend.mail_signal().next_asked() {
        match store.put_reset(&MailWorker::new(), &asked.email, backend.clock().now()).await {
            Ok(account) => backend.note_attempt(Attempt::ResetAsked, account, asked.network),
            Err(trouble) => {
                backend.mail_signal().ask_again(asked);
                return Err(trouble);
            }
        }
    }
    let Some(mail) = store.take_mail(&MailWorker::new(), backend.clock().now()).await? else { return Ok(false) };
    let letter = RenderedMail::of(&mail, backend);
    let outcome = match post.send(mail.id, letter, backend).await {
        Ok(()) => {
            tracing::info!(mail = %mail.id, attempt = mail.attempt, "mail sent");
            DeliveryOutcome::Sent
        }
        Err(refusal) => {
            // The server's words are left out, since they often repeat the address.
            tracing::warn!(mail = %mail.id, attempt = mail.attempt, refusal = kind(&refusal), "mail not sent");
            after(&mail, &refusal, backend.clock().now())
        }
    };
    store.settle_mail(&MailWorker::new(), &mail, outcome, backend.clock().now()).await?;
    Ok(true)
}

const fn kind(refusal: &MailRefusal) -> &'static str {
    match refusal {
        MailRefusal::ForGood(_) => "refused for good",
        MailRefusal::ForNow(_) => "refused for now",
        MailRefusal::NotLetIn(_) => "not let in",
        MailRefusal::NotEncrypted => "not encrypted",
        MailRefusal::Slow => "slow",
        MailRefusal::Unreachable => "unreachable",
        MailRefusal::Unwritable => "unwritable",
        MailRefusal::Unknown => "unknown",
    }
}

/// Whether to try again, and when.
fn after(mail: &QueuedMail, refusal: &MailRefusal, now: Moment) -> DeliveryOutcome {
    let index = usize::try_from(mail.attempt - 1).unwrap_or_default().min(WAITS.len() - 1);
    let at = now.plus(WAITS[index]);
    let trouble = |next| MailTrouble { refusal: refusal.clone(), next };
    if refusal.is_final() {
        return DeliveryOutcome::Failed { trouble: trouble(MailNext::Stopped) };
    }
    if at.since(mail.created_at) > limits::MAIL_GIVEN_UP_AFTER {
        return DeliveryOutcome::Failed { trouble: trouble(MailNext::GivenUp) };
    }
    DeliveryOutcome::Retry { trouble: trouble(MailNext::TriedAgain), at }
}
