//! Passwords: hashing, verifying, and refusing those that are easy to guess.
//!
//! Hashing is expensive on purpose. It runs on blocking threads and leaves a core to requests, so that a storm of
//! sign-ins exhausts neither memory nor processors. One seat is reserved for known people, so that strangers guessing
//! passwords do not make them wait.

mod hashing;
mod strength;

use crate::blocking;
use crate::limits;
use domain::form::password::LONGEST;
use domain::problem::Problem;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes and verifies passwords, a few at a time.
#[derive(Debug)]
pub struct Passwords {
    seats: Arc<Semaphore>,
    /// The seat reserved for known people.
    kept: Arc<Semaphore>,
    /// Places in the queue, for everybody else.
    waiting: Semaphore,
}

/// Which queue a password waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HashingQueue {
    /// Anybody who claims to be the account's holder.
    Anybody,
    /// A person on a known device, in a session, or with a link from a mail.
    Known,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            seats: Arc::new(Semaphore::new((cores - 1).max(1))),
            kept: Arc::new(Semaphore::new(1)),
            waiting: Semaphore::new(limits::HASHING_WAITING),
        }
    }

    /// Hashes a password for storage.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Problem> {
        let password = password.to_owned();
        self.beside(HashingQueue::Known, move || hashing::hash(&password)).await?.ok_or_else(|| {
            tracing::error!("a password could not be hashed");
            Problem::Unexpected
        })
    }

    /// Whether the password matches `stored`. Takes the same time when nothing is stored, so that timing does not
    /// reveal whether an address has an account.
    ///
    /// # Errors
    /// [`Problem::TooMany`] when the queue is full.
    pub(crate) async fn verify(
        &self,
        password: &str,
        stored: Option<&str>,
        lane: HashingQueue,
    ) -> Result<bool, Problem> {
        // Nobody has a password this long: it is not hashed, but takes as long to answer.
        let (password, stored) = if password.len() > LONGEST { ("", None) } else { (password, stored) };
        let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
        self.beside(lane, move || hashing::verify(&password, stored.as_deref())).await
    }

    /// Whether a person with these names and addresses may set the password.
    pub(crate) async fn judge(&self, password: &str, own: Vec<String>) -> Result<(), Problem> {
        domain::form::password::check(password, &own).map_err(|fault| Problem::field("password", fault))?;
        let password = password.to_owned();
        match self.beside(HashingQueue::Known, move || strength::weakness(&password, &own)).await? {
            None => Ok(()),
            Some(fault) => Err(Problem::field("password", fault)),
        }
    }

    /// Waits for a free seat.
    async fn acquire(&self, lane: HashingQueue) -> Result<OwnedSemaphorePermit, Problem> {
        let (seats, kept) = (Arc::clone(&self.seats), Arc::clone(&self.kept));
        let seat = match lane {
            HashingQueue::Known => tokio::select! {
                biased;
                seat = kept.acquire_owned() => seat,
                seat = seats.acquire_owned() => seat,
            },
            HashingQueue::Anybody => {
                let _place = self.waiting.try_acquire().map_err(|_| Problem::TooMany { wait_seconds: 10 })?;
                seats.acquire_owned().await
            }
        };
        seat.map_err(|_| Problem::Unexpected)
    }

    async fn beside<T: Send + 'static>(
        &self,
        lane: HashingQueue,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = self.acquire(lane).await?;
        // The seat moves into the work: a cancelled request frees it only once its hash is finished.
        let done = blocking::run("password work", move || {
            let done = work();
            drop(seat);
            done
        });
        done.await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn strangers_wait_for_each_other_and_not_too_many_of_them() {
        let passwords = Passwords::new();
        let mut taken = Vec::new();
        while let Ok(seat) = Arc::clone(&passwords.seats).try_acquire_owned() {
            taken.push(seat);
        }
        let waiting: Vec<_> = (0..limits::HASHING_WAITING).map(|_| passwords.waiting.try_acquire().unwrap()).collect();
        let busy = Problem::TooMany { wait_seconds: 10 };
        assert_eq!(passwords.verify("x", None, HashingQueue::Anybody).await, Err(busy));
        assert_eq!(
            passwords.verify("x", None, HashingQueue::Known).await,
            Ok(false),
            "somebody known has a seat of their own"
        );
        drop((taken, waiting));
        assert_eq!(passwords.verify("x", None, HashingQueue::Anybody).await, Ok(false));
    }
}
