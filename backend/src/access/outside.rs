//! What stands outside the use cases of people who are signed in. Each has a token of its own, named for it.
//!
//! A method of the store that serves one of them takes its token instead of a permit. The list in
//! `tests/data/store-proofs.txt` is reviewed: it names every method that takes a token and every file that makes one.

/// A token: proof that what runs is what the token is named for.
pub(crate) trait Outside {}

/// Somebody proves who they are: by a password, by a link from a mail, or by choosing among their schools.
#[derive(Debug)]
pub(crate) struct SigningIn(());

/// Finding out who asks: by the token a browser shows, or by the stamp of the page a form was sent from.
#[derive(Debug)]
pub(crate) struct WhoAsks(());

/// The task that writes down what was tried at the sign-in page, and how far limits are used up.
#[derive(Debug)]
pub(crate) struct AttemptLog(());

/// The worker that sends what is in the outbox.
#[derive(Debug)]
pub(crate) struct MailWorker(());

/// The task that writes down what became due by itself: ends of exceptions, last days, reminders, forgetting.
#[derive(Debug)]
pub(crate) struct Scheduler(());

/// The task that tells open pages that something changed.
#[derive(Debug)]
pub(crate) struct Watcher(());

/// Somebody at the command line of the server, who has the database in their hands anyway.
#[derive(Debug)]
pub(crate) struct CommandLine(());

/// Making up the people of the demonstration's school, or of a school for measuring.
#[derive(Debug)]
pub(crate) struct Seeding(());

/// The pages of the demonstration that anybody sees: whom one can sign in as, and the mail it sent.
#[derive(Debug)]
pub(crate) struct DemoDoor(());

macro_rules! outside {
    ($($name:ident),*) => { $(
        impl Outside for $name {}

        impl $name {
            /// Made only where that happens which it is named for.
            pub(crate) const fn new() -> Self {
                Self(())
            }
        }
    )* };
}

outside!(SigningIn, WhoAsks, AttemptLog, MailWorker, Scheduler, Watcher, CommandLine, Seeding, DemoDoor);
