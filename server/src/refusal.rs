//! Why a command failed, as a value with its sentence.

use backend::audit::{Anchor, LogFault};
use backend::owner::CreateOwnerError;
use backend::store::StoreError;
use domain::problem::{FieldError, Problem};
use std::io::Error;
use std::path::PathBuf;

/// Why a command failed, in one sentence for the person who typed it, which says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The operating system gives no threads.
    #[error("The system gives no threads to run on: {0}.")]
    NoThreads(Error),
    /// Standard output cannot be written.
    #[error("The output cannot be written: {0}.")]
    Output(Error),
    /// `config` was given without its option.
    #[error("Say what to do with the settings: `rolecall config --explain` lists them.")]
    NothingToExplain,

    /// The URL is of another kind of database.
    #[error("The database must be given as postgres://… or sqlite://PATH (--database-url or DATABASE_URL).")]
    UnknownDatabase,
    /// The folder for the SQLite file cannot be created.
    #[error("The data folder {} cannot be made: {error}.", .folder.display())]
    DataFolder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: Error,
    },
    /// The database cannot be used.
    #[error("{}.", of_store(.0))]
    Store(#[from] StoreError),
    /// There is no database to read.
    #[error("There is no database at {} (--database-url or --data).", .0.display())]
    NoDatabase(PathBuf),
    /// The database contains the demonstration, and the command is for a real school.
    #[error(
        "This database holds the demonstration school: a real school needs another one (--database-url or DATABASE_URL)."
    )]
    DemoDatabase,
    /// The database contains a school, and measuring needs an empty one.
    #[error("This database holds a school: measuring needs an empty one (--database-url).")]
    NotEmpty,

    /// The base URL is missing.
    #[error(
        "Where people reach Rolecall must be given, such as --base-url https://rolecall.example.org (or ROLECALL_BASE_URL): links in emails begin with it."
    )]
    NoBaseUrl,
    /// The base URL cannot be used.
    #[error("The base URL {given} {}; it must be like https://rolecall.example.org (--base-url or ROLECALL_BASE_URL).", .fault.words())]
    BaseUrl {
        /// The URL.
        given: String,
        /// What is wrong with it.
        fault: BaseUrlFault,
    },
    /// `--behind-proxy` contradicts this number of proxies.
    #[error(
        "--behind-proxy means --proxy-hops 1, but --proxy-hops {0} was given: leave --behind-proxy (or ROLECALL_BEHIND_PROXY) out."
    )]
    TwoProxyHops(u8),
    /// The number of proxies is missing.
    #[error(
        "Rolecall must know how many proxies stand between it and the people at its https address: add ROLECALL_PROXY_HOPS=1 (or --proxy-hops 1) for one proxy, 0 for none."
    )]
    NoProxyHops,
    /// Options without which a server does not start.
    #[error("Rolecall does not start without {}. (To look around first, use --demo.)", .0.join("; nor without "))]
    Lacking(Vec<&'static str>),
    /// An option's value cannot be used.
    #[error("{} ({option}).", begun(.why))]
    Setting {
        /// The option and its variable.
        option: &'static str,
        /// Why, without a full stop.
        why: String,
    },
    /// The settings for mail are missing.
    #[error(
        "Emails cannot be sent: ROLECALL_SMTP_URL must name the mail server, and ROLECALL_MAIL_FROM whom they come from."
    )]
    NoMail,
    /// The address for a test mail is invalid.
    #[error("--send-to must be an email address, like name@school.example.")]
    NoAddress,
    /// Some checks found what prevents serving: this many.
    #[error("{} must be put right before Rolecall can serve.", things(.0))]
    CannotServe(usize),

    /// The browser's files are in none of these folders.
    #[error("The browser's part is not in {}: build it with `cargo xtask build`, or say where it is with --site-root.", listed(.0))]
    NoSite(Vec<PathBuf>),
    /// The address cannot be listened on.
    #[error("Rolecall cannot listen on {listen}: {error}.")]
    Listen {
        /// The address.
        listen: std::net::SocketAddr,
        /// Why.
        error: Error,
    },
    /// The operating system does not announce signals.
    #[error("The system does not tell of signals: {0}.")]
    NoSignals(Error),
    /// The program does not know its own file.
    #[error("The system does not tell which program this is: {0}.")]
    NoProgram(Error),
    /// The demonstration would be created in a real school's database.
    #[error(
        "This database holds a real school: give the demonstration a database of its own with --database-url or DATABASE_URL."
    )]
    RealSchool,
    /// The demonstration cannot be created.
    #[error("The demonstration cannot be made. {}", .0.sentence())]
    NoDemo(Problem),
    /// A real school would be served from the demonstration's database.
    #[error(
        "This database holds the demonstration school: serve it with --demo, or give the real school another database with --database-url or DATABASE_URL."
    )]
    ServesDemo,
    /// There is no school to serve.
    #[error(
        "There is no school yet: make one with `rolecall create-owner --school NAME --name NAME --email ADDRESS`, then start again."
    )]
    NoSchoolYet,

    /// The owner's name is missing.
    #[error("The owner's name is needed, such as --name \"Harriet Lowe\": people see it on screens and in emails.")]
    NoOwnerName,
    /// An option's value is invalid.
    #[error("{flag}: {}.", .why.trim_end_matches('.'))]
    Option {
        /// The option.
        flag: &'static str,
        /// Why.
        why: String,
    },
    /// The owner cannot be created.
    #[error("{0}")]
    Owner(#[from] CreateOwnerError),
    /// The use case refused.
    #[error("{}.", .0.sentence().trim_end_matches('.'))]
    Problem(Problem),

    /// No school has the name given to `audit verify`.
    #[error("There is no school of this name (--school).")]
    NoSchoolNamed,
    /// An anchor is of a school that was not checked.
    #[error("The anchor {0} is of no school that was checked (--anchor).")]
    StrangeAnchor(Anchor),
    /// Audit logs are wrong: a line for each.
    #[error("{}", wrong_logs(.0))]
    WrongLogs(Vec<WrongLog>),
    /// What was given is neither an anchor nor a readable file.
    #[error("{given} is no anchor, and no file that can be read: {error} (--anchor).")]
    NoAnchor {
        /// What was given.
        given: String,
        /// Why the file cannot be read.
        error: Error,
    },
    /// The file contains no anchor.
    #[error("There is no anchor in the file {0} (--anchor).")]
    NoAnchorIn(String),

    /// The process that reads lists cannot be started.
    #[error("Lists are read by another process, which cannot be started: {0}.")]
    NoReader(Error),
    /// The list cannot be read.
    #[error("{} cannot be read: {error} (--file).", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: Error,
    },
    /// A folder was given in place of a list.
    #[error("{} is a folder. Name the list in it (--file).", .0.display())]
    Folder(PathBuf),
    /// The list is too large.
    #[error("{} is larger than {megabytes} MB (--file).", .file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The limit.
        megabytes: u64,
    },
    /// No school has the id or name given to `import`.
    #[error("There is no school with this id or name (--school).")]
    NoSchoolFound,
    /// Other changes kept getting in between.
    #[error("People are being changed at the same time, again and again. Nothing was imported. Try again later.")]
    KeepsMoving,
    /// The list has errors.
    #[error("{} (--file).", .0.iter().map(FieldError::sentence).collect::<Vec<_>>().join(". "))]
    List(Vec<FieldError>),
    /// The report cannot be written.
    #[error("The report cannot be written as JSON: {0}.")]
    Report(serde_json::Error),
}

/// An audit log that was altered.
#[derive(Debug)]
pub struct WrongLog {
    /// The school.
    pub school: String,
    /// Where, and what is wrong.
    pub fault: LogFault,
}

impl WrongLog {
    fn sentence(&self) -> String {
        let Self { school, fault } = self;
        format!("The audit log of {school} is wrong at entry {}: {}.", fault.number, fault.flaw.sentence())
    }
}

/// What is wrong with a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlFault {
    /// The URL cannot be parsed.
    NoUrl,
    /// The URL's scheme or host is missing.
    Incomplete,
    /// The URL has a path or a query.
    Path,
    /// The URL contains a username.
    Username,
    /// The URL is http, and not for this machine.
    Unencrypted,
    /// The URL has another scheme.
    NotHttps,
}

impl BaseUrlFault {
    /// The fault as the rest of a sentence that begins with the URL.
    const fn words(self) -> &'static str {
        match self {
            Self::NoUrl => "is no URL",
            Self::Incomplete => "is not complete",
            Self::Path => "has a path",
            Self::Username => "holds a username",
            Self::Unencrypted => "is not https, which it must be unless it is this machine",
            Self::NotHttps => "is not https",
        }
    }
}

/// The text with a capital letter at its beginning.
fn begun(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
    format!("{first}{}", letters.as_str())
}

fn of_store(error: &StoreError) -> String {
    begun(&error.to_string()).trim_end_matches('.').to_owned()
}

fn things(count: &usize) -> String {
    if *count == 1 { "1 thing".to_owned() } else { format!("{count} things") }
}

fn wrong_logs(logs: &[WrongLog]) -> String {
    logs.iter().map(WrongLog::sentence).collect::<Vec<_>>().join("\n")
}

fn listed(folders: &[PathBuf]) -> String {
    folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(" and ")
}
