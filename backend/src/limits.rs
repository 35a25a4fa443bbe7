//! Limits of the use cases and of the database. The settings an installation can change are options of the command line.

use domain::limits::Rate;
use domain::moment::{DAY, HOUR, MINUTE, SECOND};
use std::time::Duration;

domain::limits! {
    "Sessions" {
        /// A session's last request is written down once in this time.
        SESSION_NOTED_EVERY: i64, Time = 5 * MINUTE;
        /// How long a session's earlier token still works, for requests that were under way.
        TOKEN_OUTLIVES_RENEWAL: i64, Time = 30 * SECOND;
        /// How much of what a browser says it is is kept with its session.
        BROWSER_NAME: usize, Letters = 300;
    }
    "Links and offers" {
        /// How long a reset link can be used.
        RESET_LASTS: i64, Time = HOUR;
        /// How long the link to a new email address can be used.
        EMAIL_LASTS: i64, Time = DAY;
        /// How long an offer to hand a school over can be accepted.
        OFFER_LASTS: i64, Time = 14 * DAY;
    }
    "Throttles" {
        /// Passwords tried on a device that the account signed in on before.
        SIGN_IN_KNOWN: Rate, Attempts = Rate::new(10, Duration::from_secs(30));
        /// Passwords tried for one address from one network.
        SIGN_IN_HERE: Rate, Attempts = Rate::new(10, Duration::from_secs(30));
        /// Passwords tried for one address from everywhere.
        SIGN_IN_ANYWHERE: Rate, Attempts = Rate::new(60, Duration::from_secs(10));
        /// Passwords tried from one network, which a whole school may share.
        SIGN_IN_NETWORK: Rate, Attempts = Rate::new(600, Duration::from_millis(100));
        /// Reset links asked for on a device that the account signed in on before.
        RESET_KNOWN: Rate, Attempts = Rate::new(3, Duration::from_secs(60));
        /// Reset links asked for one address from one network.
        RESET_HERE: Rate, Attempts = Rate::new(3, Duration::from_secs(600));
        /// Reset links asked for one address from everywhere.
        RESET_ANYWHERE: Rate, Attempts = Rate::new(6, Duration::from_secs(600));
        /// Reset links asked for from one network.
        RESET_NETWORK: Rate, Attempts = Rate::new(60, Duration::from_secs(2));
        /// New email addresses that one account gives.
        NEW_ADDRESS: Rate, Attempts = Rate::new(3, Duration::from_secs(600));
        /// Links sent to one new email address.
        MAIL_TO: Rate, Attempts = Rate::new(6, Duration::from_secs(600));
        /// Uses of one link.
        LINK: Rate, Attempts = Rate::new(10, Duration::from_secs(15));
        /// Links that do not exist, from one network.
        LINK_NETWORK: Rate, Attempts = Rate::new(60, Duration::from_secs(1));
        /// Passwords tried in a session that asks for it again.
        CONFIRM: Rate, Attempts = Rate::new(10, Duration::from_secs(30));
        /// Drafts kept for one account.
        DRAFT: Rate, Attempts = Rate::new(20, Duration::from_secs(60));
        /// The most addresses and networks one throttle keeps in memory, about 2 MB.
        THROTTLE_KEYS: usize, Count = 65_536;
        /// The most keys of one throttle that are written to the database at once.
        THROTTLE_UNSAVED: usize, Count = 2_048;
    }
    "Sign-in attempts" {
        /// After this many wrong guesses in a day, the holder of the account is emailed.
        MANY_GUESSES: i64, Count = 10;
        /// An account is emailed about wrong guesses, and about a new device, once in this time.
        TOLD_EVERY: i64, Time = DAY;
        /// A network the account signed in from in this time is a usual one.
        USUAL_FOR: i64, Time = 30 * DAY;
        /// The most rows of sign-in attempts that are written each minute.
        ATTEMPT_ROWS: usize, Count = 100;
        /// The most of these rows for one network.
        ATTEMPT_ROWS_OF_A_NETWORK: usize, Count = 20;
        /// How often sign-in attempts are written to the database.
        ATTEMPTS_WRITTEN_EVERY: i64, Time = 2 * SECOND;
        /// How many sign-in attempts are read to show the latest ones.
        ATTEMPTS_READ: i64, Count = 1_000;
        /// How many sign-in attempts the audit page shows.
        ATTEMPTS_SHOWN: usize, Count = 50;
        /// How many accounts one device is remembered for.
        DEVICE_ACCOUNTS: usize, Count = 20;
        /// How long a browser keeps the cookie of its device after the last sign-in.
        DEVICE_COOKIE_LASTS: u32, Seconds = 365 * 24 * 60 * 60;
    }
    "Passwords" {
        /// The memory Argon2id takes for one password, as the OWASP Password Storage Cheat Sheet advises.
        HASHING_KIB: u32, Kibibytes = 19 * 1024;
        /// The passes of Argon2id.
        HASHING_PASSES: u32, Count = 2;
        /// The lanes of Argon2id.
        HASHING_LANES: u32, Count = 1;
        /// How many passwords wait to be hashed: about 10 seconds of work.
        HASHING_WAITING: usize, Count = 256;
        /// How much of a password its strength is estimated from.
        PASSWORD_ESTIMATED: usize, Letters = 100;
    }
    "Pages and lists" {
        /// How many days of news the School page shows.
        WIDGET_DAYS: i64, Days = 14;
        /// How many new people the School page names.
        WIDGET_NEWEST: u32, Count = 5;
        /// How many undelivered emails the School page names.
        WIDGET_UNDELIVERED: u32, Count = 20;
        /// How long before their last day the School page names those who leave.
        WIDGET_LEAVING: i64, Time = 14 * DAY;
        /// How many people who leave, and how many open imports, the School page names.
        WIDGET_NEEDS: u32, Count = 10;
        /// Schools of up to this many people are counted with each list.
        COUNTED_AT_ONCE: u64, Count = 2_000;
        /// Schools of up to this many people are counted with each search.
        COUNTED_IN_SEARCH: u64, Count = 10_000;
        /// The most people that are invited at once.
        INVITED_AT_ONCE: usize, Count = 1_000;
        /// The most roles of its own a school can have.
        OWN_ROLES: usize, Count = 40;
        /// How long what was done to several people is shown.
        BULK_KEPT: i64, Time = DAY;
    }
    "Drafts" {
        /// How long after a session's end what was typed in it is kept as a draft.
        DRAFT_SESSION_ENDED: i64, Time = DAY;
        /// How long a draft is kept.
        DRAFT_KEPT: i64, Time = 7 * DAY;
        /// The longest address of a page whose form is kept as a draft.
        DRAFT_PAGE: usize, Letters = 200;
        /// The largest form that is kept as a draft.
        DRAFT_BODY: usize, Bytes = 64 * 1024;
        /// The most drafts of one account.
        DRAFTS: u32, Count = 20;
    }
    "Mail" {
        /// How long the mail server may take for one email.
        MAIL_PATIENCE: Duration, Time = Duration::from_secs(60);
        /// How long a connection to the mail server is kept without an email.
        MAIL_IDLE: Duration, Time = Duration::from_secs(20);
        /// An email that could not be sent for this long has failed.
        MAIL_GIVEN_UP_AFTER: i64, Time = DAY;
        /// The outbox is looked at at least this often.
        OUTBOX_EVERY: i64, Time = 15 * SECOND;
        /// An email taken to be sent is taken again after this long without an outcome.
        MAIL_LEASE: i64, Time = 2 * MINUTE;
        /// The most requests for a reset link that wait to be written.
        RESETS_WAITING: usize, Count = 10_000;
        /// How many emails the demonstration's outbox shows.
        DEMO_MAILS: i64, Count = 100;
    }
    "Open pages" {
        /// How often changes are looked for while pages are open.
        WATCHED_EVERY: Duration, Time = Duration::from_millis(250);
        /// How far back ended sessions are looked for: a transaction may commit late.
        ENDED_LOOKED_BACK: i64, Time = 10 * SECOND;
        /// How many ended sessions wait for a listener that is busy.
        ENDED_WAITING: usize, Count = 256;
    }
    "Imports" {
        /// How long an uploaded list can be confirmed.
        IMPORT_KEPT: i64, Time = 7 * DAY;
        /// How many earlier imports the import page lists.
        IMPORTS_LISTED: u32, Count = 50;
        /// How much of an uploaded file's name is kept.
        IMPORT_FILE_NAME: usize, Letters = 100;
        /// How long what was decided in an import is remembered for the next one.
        IMPORT_MEMORY_KEPT: i64, Time = 400 * DAY;
        /// How many remarks of an import are shown.
        IMPORT_REMARKS: usize, Count = 100;
        /// How many earlier imports are searched for the questions of the night before.
        NIGHTLY_LATEST: u32, Count = 50;
        /// How often a nightly import starts again when people are changed meanwhile.
        NIGHTLY_TRIES: u32, Count = 5;
        /// The most rows of an uploaded list.
        LIST_ROWS: usize, Count = 20_000;
        /// The most columns of an uploaded list.
        LIST_COLUMNS: usize, Count = 100;
        /// The most sheets of an uploaded workbook that are read.
        LIST_SHEETS: usize, Count = 200;
        /// How many rows of an uploaded list are searched for its headings.
        LIST_HEADINGS: usize, Count = 20;
        /// How many rows of an uploaded list are shown as skipped.
        LIST_SKIPPED: usize, Count = 40;
        /// How much of a cell of an uploaded list is kept.
        LIST_CELL: usize, Letters = 1_000;
        /// The most text of an uploaded list.
        LIST_TEXT_MB: usize, Megabytes = 20;
        /// How deep archives in archives are opened.
        ARCHIVE_DEPTH: u8, Count = 2;
        /// The most files of an uploaded archive.
        ARCHIVE_FILES: usize, Count = 1_000;
        /// The largest content of an uploaded archive.
        ARCHIVE_BYTES: u64, Bytes = 100 * 1024 * 1024;
    }
    "Processes that read files" {
        /// How many uploaded files are read at once.
        PARSING_SEATS: usize, Count = 2;
        /// How many uploaded files wait to be read.
        PARSING_WAITING: usize, Count = 16;
        /// How long such a process may take.
        PARSING_PATIENCE: Duration, Time = Duration::from_secs(10);
        /// The most processor time such a process may take.
        PARSING_SECONDS: u64, Seconds = 10;
        /// The most memory a process that reads an uploaded file may take.
        PARSING_MEMORY: u64, Bytes = 256 * 1024 * 1024;
        /// The most files such a process may have open: those it is started with.
        PARSING_FILES: u64, Count = 3;
        /// The largest file such a process is given.
        PARSING_FILE: u64, Bytes = 64 * 1024 * 1024;
        /// The longest answer of such a process.
        PARSING_ANSWER: usize, Bytes = 64 * 1024 * 1024;
    }
    "Photos" {
        /// The most memory decoding a photo may take.
        PHOTO_MEMORY: u64, Bytes = 4 * domain::limits::PHOTO_PIXELS;
        /// The JPEG quality of photos.
        PHOTO_QUALITY: u8, Percent = 85;
    }
    "Exports and the audit log" {
        /// How many people an export reads at once.
        EXPORTED_PEOPLE_AT_ONCE: usize, Count = 250;
        /// How many audit entries an export reads at once.
        EXPORTED_ENTRIES_AT_ONCE: i64, Count = 500;
        /// An export is sent in parts of this size.
        EXPORTED_PART: usize, Bytes = 64 * 1024;
        /// How many audit entries are checked at once.
        VERIFIED_AT_ONCE: i64, Count = 1_000;
        /// How many audit entries are erased in one transaction.
        ERASED_AT_ONCE: usize, Count = 100;
        /// The pause between two such transactions, for others who write.
        ERASING_PAUSE: Duration, Time = Duration::from_millis(20);
        /// How often the owner is emailed the audit log's anchor, where the school wishes.
        ANCHOR_MAILED_EVERY: i64, Time = 30 * DAY;
    }
    "Jobs" {
        /// How often people whose last day is over are looked for.
        LEAVERS_EVERY: i64, Time = 5 * SECOND;
        /// How often exceptions that begin or end are looked for.
        EXCEPTIONS_EVERY: i64, Time = 5 * SECOND;
        /// How often people to remind of their invitation are looked for. Looking reads everybody.
        REMINDERS_EVERY: i64, Time = HOUR;
        /// How often schools that are due an email with their anchor are looked for.
        ANCHORS_EVERY: i64, Time = HOUR;
        /// How often people who are due to be forgotten are looked for.
        FORGETTING_EVERY: i64, Time = MINUTE;
        /// How often what is past its time is swept.
        SWEEP_EVERY: i64, Time = HOUR;
        /// How long a server that ended without giving its jobs back still holds them.
        JOB_LEASE: i64, Time = 30 * SECOND;
        /// How often a server keeps the lease of a job that takes long.
        JOB_KEPT_EVERY: Duration, Time = Duration::from_secs(10);
    }
    "Sweeping" {
        /// How long one batch of a sweep should hold the write lock.
        SWEEP_AIM: Duration, Time = Duration::from_millis(12);
        /// How many rows a sweep's first batch takes away.
        SWEEP_FIRST: i64, Count = 50;
        /// The most rows one batch of a sweep takes away.
        SWEEP_LARGEST: i64, Count = 500;
        /// The shortest pause between two batches.
        SWEEP_PAUSE: Duration, Time = Duration::from_millis(5);
        /// The longest that a retention can be set to: 10 years.
        RETENTION_LONGEST: u16, Days = 3_650;
        /// How long a network an account signed in from is remembered.
        NETWORKS_KEPT: i64, Time = 30 * DAY;
    }
    "Database" {
        /// How long PostgreSQL may take for the first connection.
        POSTGRES_PATIENCE: Duration, Time = Duration::from_secs(3);
        /// The most connections to the database.
        DATABASE_CONNECTIONS: u32, Count = 8;
        /// How long a request waits for a connection to the database.
        DATABASE_PATIENCE: Duration, Time = Duration::from_secs(10);
    }
}
