//! Mail: its texts, its delivery, and the worker that sends what is in the outbox. The outbox itself is in
//! `store::outbox`; deciding that a mail is due belongs to the use cases.
//!
//! A use case puts a row into the outbox within its own transaction, and notifies the [`MailSignal`] after the commit.
//! If the server stops in between, the row is still there when it starts again.

mod sender;
mod transport;
mod words;
mod worker;

pub use sender::{Sender, SenderError};
pub use transport::{MailTransport, TransportError};
pub use worker::{deliver_due, run};

use crate::limits;
use crate::network::Network;
use domain::id::MailId;
use domain::moment::DisplayTime;
use domain::name::EmailAddress;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// A mail of the demonstration, which is shown on a page instead of being sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMail {
    /// The mail's id.
    pub id: MailId,
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML, as a whole document.
    pub html: String,
    /// When it was sent.
    pub sent: DisplayTime,
}

/// Wakes the mail worker, and queues requests for reset links.
#[derive(Debug)]
pub struct MailSignal {
    rung: Notify,
    asked: Mutex<VecDeque<ResetRequest>>,
}

/// A request for a reset link.
#[derive(Clone, Debug)]
struct ResetRequest {
    email: EmailAddress,
    network: Network,
}

impl MailSignal {
    pub(crate) fn new() -> Self {
        Self { rung: Notify::new(), asked: Mutex::default() }
    }

    /// Wakes the worker after a use case has put a mail into the outbox.
    pub(crate) fn notify(&self) {
        self.rung.notify_one();
    }

    /// Queues a request for a reset link. The worker looks up whether the address has an account, so that neither the
    /// answer nor its timing reveals it. If the request comes from a known device, `goes_first` puts it ahead of all
    /// others. Returns false when too many requests are waiting.
    pub(crate) fn request_reset(&self, email: EmailAddress, network: Network, goes_first: bool) -> bool {
        {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            if goes_first {
                asked.push_front(ResetRequest { email, network });
            } else if asked.len() < limits::RESETS_WAITING {
                asked.push_back(ResetRequest { email, network });
            } else {
                return false;
            }
        }
        self.notify();
        true
    }

    fn next_asked(&self) -> Option<ResetRequest> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    /// Puts a request back at the front of the queue when the database did not answer.
    fn ask_again(&self, asked: ResetRequest) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push_front(asked);
    }

    async fn wait(&self) {
        self.rung.notified().await;
    }
}
