//! Tokens for what runs outside the use cases of signed-in people. Each token is named for its purpose.
//!
//! A store method that serves such a purpose takes its token instead of a permit. The reviewed list in
//! `tests/data/store-proofs.txt` names every method that takes a token and every file that makes one.

/// Proof that the running code is what the token is named for.
pub(crate) trait SystemToken {}

/// Signing in: a person proves who they are by a password, by a mailed link or by choosing one of their schools.
#[derive(Debug)]
pub(crate) struct SigningIn(());

/// Finding out who sends a request, from the browser's session token or the stamp of the page.
#[derive(Debug)]
pub(crate) struct IdentifyingCaller(());

/// The task that writes sign-in attempts and the state of the limits to the database.
#[derive(Debug)]
pub(crate) struct AttemptLog(());

/// The worker that sends the mails in the outbox.
#[derive(Debug)]
pub(crate) struct MailWorker(());

/// The task that records what became due: ended exceptions, last days, reminders, erasing deleted people.
#[derive(Debug)]
pub(crate) struct Scheduler(());

/// The task that tells open pages that something changed.
#[derive(Debug)]
pub(crate) struct Watcher(());

/// A person at the server's command line, who has the database in their hands anyway.
#[derive(Debug)]
pub(crate) struct CommandLine(());

/// Creating the people of the demonstration, or of a school for measuring.
#[derive(Debug)]
pub(crate) struct Seeding(());

/// The demonstration's public pages: who can be signed in as, and the mail it sent.
#[derive(Debug)]
pub(crate) struct DemoPages(());

macro_rules! outside {
    ($($name:ident),*) => { $(
        impl SystemToken for $name {}

        impl $name {
            /// Makes the token. Call it only where its purpose happens.
            pub(crate) const fn new() -> Self {
                Self(())
            }
        }
    )* };
}

outside!(SigningIn, IdentifyingCaller, AttemptLog, MailWorker, Scheduler, Watcher, CommandLine, Seeding, DemoPages);
