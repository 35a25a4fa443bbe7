//! Passwords: hashing, checking, and refusing those that are easy to guess.
//!
//! Hashing takes memory and time on purpose. It runs beside the requests and leaves them a core, so that a storm of
//! sign-ins takes neither the memory nor the other requests.

mod hashing;
mod strength;

use domain::form::password::LONGEST;
use domain::problem::Problem;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The place where passwords are hashed.
#[derive(Debug)]
pub struct Passwords {
    seats: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { seats: Arc::new(Semaphore::new((cores - 1).max(1))) }
    }

    /// What is kept of a password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Problem> {
        let password = password.to_owned();
        self.beside(move || hashing::hash(&password)).await?.ok_or_else(|| {
            tracing::error!("a password could not be hashed");
            Problem::Unexpected
        })
    }

    /// Whether the password is the one `stored` was made of. Takes the same time when there is nothing stored, so that
    /// the time does not tell whether an address has an account.
    pub(crate) async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Problem> {
        // Nobody has a password this long: do not hash it, nor answer any sooner.
        let (password, stored) = if password.len() > LONGEST { ("", None) } else { (password, stored) };
        let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
        self.beside(move || hashing::verify(&password, stored.as_deref())).await
    }

    /// Whether the password may be set by somebody with these names and addresses.
    pub(crate) async fn judge(&self, password: &str, own: Vec<String>) -> Result<(), Problem> {
        domain::form::password::check(password, &own).map_err(|sentence| Problem::field("password", sentence))?;
        let password = password.to_owned();
        match self.beside(move || strength::weakness(&password, &own)).await? {
            None => Ok(()),
            Some(sentence) => Err(Problem::field("password", sentence)),
        }
    }

    async fn beside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(|_| Problem::Unexpected)?;
        // The seat goes along: a request that is broken off does not make room for another while its hash still runs.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(seat);
            done
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "password work");
            Problem::Unexpected
        })
    }
}
