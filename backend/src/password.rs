//! Passwords: hashing, checking, and refusing those that are easy to guess.
//!
//! Hashing takes memory and time on purpose. It runs beside the requests and leaves them a core, so that a storm of
//! sign-ins takes neither the memory nor the other requests. One seat is kept for people who are known, so that strangers
//! who try passwords do not make them wait.

mod hashing;
mod strength;

use crate::blocking;
use crate::limits;
use domain::form::password::LONGEST;
use domain::problem::Problem;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The place where passwords are hashed.
#[derive(Debug)]
pub struct Passwords {
    seats: Arc<Semaphore>,
    /// The seat kept for people who are known.
    kept: Arc<Semaphore>,
    /// Room to wait for a seat, for everybody else.
    waiting: Semaphore,
}

/// Whose password is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Anybody's, as they say who they are.
    Anybody,
    /// That of somebody on a device they signed in on before, in a session, or with a link from a mail.
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

    /// What is kept of a password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Problem> {
        let password = password.to_owned();
        self.beside(Lane::Known, move || hashing::hash(&password)).await?.ok_or_else(|| {
            tracing::error!("a password could not be hashed");
            Problem::Unexpected
        })
    }

    /// Whether the password is the one `stored` was made of. Takes the same time when there is nothing stored, so that
    /// the time does not tell whether an address has an account.
    ///
    /// # Errors
    /// [`Problem::TooMany`] when too many wait already.
    pub(crate) async fn verify(&self, password: &str, stored: Option<&str>, lane: Lane) -> Result<bool, Problem> {
        // Nobody has a password this long: do not hash it, nor answer any sooner.
        let (password, stored) = if password.len() > LONGEST { ("", None) } else { (password, stored) };
        let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
        self.beside(lane, move || hashing::verify(&password, stored.as_deref())).await
    }

    /// Whether the password may be set by somebody with these names and addresses.
    pub(crate) async fn judge(&self, password: &str, own: Vec<String>) -> Result<(), Problem> {
        domain::form::password::check(password, &own).map_err(|fault| Problem::field("password", fault))?;
        let password = password.to_owned();
        match self.beside(Lane::Known, move || strength::weakness(&password, &own)).await? {
            None => Ok(()),
            Some(fault) => Err(Problem::field("password", fault)),
        }
    }

    /// A seat, as soon as one is free.
    async fn seat(&self, lane: Lane) -> Result<OwnedSemaphorePermit, Problem> {
        let (seats, kept) = (Arc::clone(&self.seats), Arc::clone(&self.kept));
        let seat = match lane {
            Lane::Known => tokio::select! {
                biased;
                seat = kept.acquire_owned() => seat,
                seat = seats.acquire_owned() => seat,
            },
            Lane::Anybody => {
                let _place = self.waiting.try_acquire().map_err(|_| Problem::TooMany { wait_seconds: 10 })?;
                seats.acquire_owned().await
            }
        };
        seat.map_err(|_| Problem::Unexpected)
    }

    async fn beside<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = self.seat(lane).await?;
        // The seat goes along: a request that is broken off does not make room for another while its hash still runs.
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
        assert_eq!(passwords.verify("x", None, Lane::Anybody).await, Err(busy));
        assert_eq!(passwords.verify("x", None, Lane::Known).await, Ok(false), "somebody known has a seat of their own");
        drop((taken, waiting));
        assert_eq!(passwords.verify("x", None, Lane::Anybody).await, Ok(false));
    }
}
