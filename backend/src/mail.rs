//! Mail: what it says, how it goes out, and the worker that sends what waits in the outbox.
//!
//! A use case puts a row into the outbox in the transaction of its change, and rings the [`Bell`] once that is
//! committed. If the program dies in between, the row is there when it starts again.

mod letter;
mod post;
mod sender;
mod worker;

pub use post::{Post, PostError};
pub use sender::{Sender, SenderError};
pub use worker::{deliver_due, run};

use crate::limits;
use crate::throttle::Network;
use domain::id::MailId;
use domain::moment::When;
use domain::name::EmailAddress;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// A mail of the demonstration, which is shown instead of sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMail {
    /// Which it is.
    pub id: MailId,
    /// The address it is for.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML, a whole document.
    pub html: String,
    /// When it went out.
    pub sent: When,
}

/// Tells the worker that there is something to do.
#[derive(Debug)]
pub struct Bell {
    rung: Notify,
    asked: Mutex<VecDeque<AskedReset>>,
}

/// A reset link somebody asked for.
#[derive(Clone, Debug)]
struct AskedReset {
    email: EmailAddress,
    network: Network,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self { rung: Notify::new(), asked: Mutex::default() }
    }

    /// Something was put into the outbox.
    pub(crate) fn ring(&self) {
        self.rung.notify_one();
    }

    /// Somebody asked for a reset link. Whether the address has an account is looked up by the worker, so that neither
    /// the answer nor its time can depend on it. Who `goes_first`, on a device that is known, does not wait behind the
    /// others. False when too many wait.
    pub(crate) fn ask_reset(&self, email: EmailAddress, network: Network, goes_first: bool) -> bool {
        {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            if goes_first {
                asked.push_front(AskedReset { email, network });
            } else if asked.len() < limits::RESETS_WAITING {
                asked.push_back(AskedReset { email, network });
            } else {
                return false;
            }
        }
        self.ring();
        true
    }

    fn next_asked(&self) -> Option<AskedReset> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    /// The database did not answer: the request goes back to where it was.
    fn ask_again(&self, asked: AskedReset) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push_front(asked);
    }

    async fn wait(&self) {
        self.rung.notified().await;
    }
}
