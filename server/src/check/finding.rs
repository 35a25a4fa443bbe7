//! The findings of `rolecall check`, and their sentences.

use crate::limits;
use crate::refusal::CommandError;
use domain::mail::MailRefusal;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Severity {
    /// All is well.
    Fine,
    /// Worth knowing.
    Note,
    /// Rolecall cannot serve like this, or not safely.
    Wrong,
}

impl Severity {
    /// The first word of a line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

/// The result of one check.
#[derive(Debug)]
pub(super) enum Finding {
    /// A setting is missing or invalid.
    Setting(CommandError),
    /// The base URL is valid.
    BaseUrl(String),
    /// The number of proxies in front of the server.
    Proxies { hops: u8, is_https: bool },
    /// The browser's files are there.
    Site,
    /// The address is free.
    Free(SocketAddr),
    /// The address is already in use.
    InUse(SocketAddr),
    /// The address cannot be listened on.
    NoListening { listen: SocketAddr, why: std::io::Error },
    /// The SQLite file does not exist yet.
    NoFile(PathBuf),
    /// The database cannot be used; the sentence says why.
    Database(CommandError),
    /// The database can be read.
    Reached(&'static str),
    /// The database can be read, and this many migrations are pending.
    Behind(usize),
    /// The database belongs to a newer Rolecall.
    Newer,
    /// The database cannot be written.
    ReadOnly(CommandError),
    /// The database contains no school.
    NoSchool,
    /// The database contains the demonstration.
    DemoSchool,
    /// Other users of this machine can read the data.
    Open { folder: PathBuf, file: PathBuf },
    /// The folder of the data is missing or not accessible.
    NoFolder { folder: PathBuf, why: std::io::Error },
    /// The free space where the data is, in megabytes.
    Disk { folder: PathBuf, free: u64 },
    /// The clock agrees with what it can be compared with.
    Clock,
    /// The database contains a time in the future: by this many seconds.
    Late(i64),
    /// The database server's clock differs: by this many seconds.
    Apart(i64),
    /// The mail server accepts Rolecall.
    MailReached,
    /// A mail was sent.
    MailSent(String),
    /// The mail could not be sent.
    MailFailed(MailRefusal),
}

impl Finding {
    /// The severity of the finding.
    pub const fn weight(&self) -> Severity {
        match self {
            Self::BaseUrl(_) | Self::Site | Self::Free(_) | Self::Reached(_) | Self::Clock | Self::MailSent(_) => {
                Severity::Fine
            }
            Self::Proxies { hops, is_https } => {
                if *hops == 0 && *is_https {
                    Severity::Note
                } else {
                    Severity::Fine
                }
            }
            Self::Disk { free, .. } if *free >= limits::SPACE_LITTLE => Severity::Fine,
            Self::Disk { free, .. } if *free >= limits::SPACE_TOO_LITTLE => Severity::Note,
            Self::InUse(_) | Self::Behind(_) | Self::MailReached => Severity::Note,
            _ => Severity::Wrong,
        }
    }

    /// The sentence for the finding: what was found, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Setting(refusal) | Self::Database(refusal) => refusal.to_string(),
            Self::BaseUrl(url) => format!("People reach Rolecall at {url}."),
            Self::Proxies { hops: 0, is_https: true } => {
                "No proxy stands in front. Rolecall itself does not speak https: something must, and then ROLECALL_PROXY_HOPS counts it.".to_owned()
            }
            Self::Proxies { hops: 0, .. } => "No proxy stands in front.".to_owned(),
            Self::Proxies { hops: 1, .. } => "1 proxy stands in front. It must add the address it is asked from to X-Forwarded-For.".to_owned(),
            Self::Proxies { hops, .. } => format!("{hops} proxies stand in front. Each must add the address it is asked from to X-Forwarded-For."),
            Self::Site => "The browser's part is here.".to_owned(),
            Self::Free(listen) => format!("Rolecall can listen on {listen}."),
            Self::InUse(listen) => format!("A program listens on {listen} already. If it is not Rolecall, choose another port with ROLECALL_LISTEN."),
            Self::NoListening { listen, why } => format!("Rolecall cannot listen on {listen} ({why}): choose another address or port with ROLECALL_LISTEN."),
            Self::NoFile(file) => format!("There is no database at {} yet: `rolecall create-owner` makes it.", file.display()),
            Self::Reached(database) => format!("The {database} database answers and can be written."),
            Self::Behind(1) => "The database answers. 1 change of its tables is made when the server starts.".to_owned(),
            Self::Behind(count) => format!("The database answers. {count} changes of its tables are made when the server starts."),
            Self::Newer => "The database was changed by a newer Rolecall: use that version, or restore a backup from before.".to_owned(),
            Self::ReadOnly(refusal) => format!("Nothing can be written to the database: give Rolecall's user the right to. {refusal}"),
            Self::NoSchool => "There is no school yet: make one with `rolecall create-owner`.".to_owned(),
            Self::DemoSchool => "This database holds the demonstration school: give the real school another one with DATABASE_URL.".to_owned(),
            Self::Open { folder, file } => format!(
                "Other users of this machine can read {}: run `chmod 700 {}`.",
                file.display(),
                folder.display()
            ),
            Self::NoFolder { folder, why } => format!("The folder {} cannot be read ({why}): make it, for Rolecall's user alone.", folder.display()),
            Self::Disk { folder, free } if *free < limits::SPACE_LITTLE => format!("Only {free} MB are free for {}: make room.", folder.display()),
            Self::Disk { folder, free } => format!("{} GB are free for {}.", free / 1_000, folder.display()),
            Self::Clock => "The clock is right, as far as can be seen from here.".to_owned(),
            Self::Late(seconds) => format!(
                "The clock is {seconds} seconds behind the latest entry in the database: set it, and let the machine keep it (timedatectl set-ntp true)."
            ),
            Self::Apart(seconds) => format!(
                "The clocks of this machine and of the database's differ by {seconds} seconds: set them, and let both machines keep them (timedatectl set-ntp true)."
            ),
            Self::MailReached => "The mail server lets Rolecall in. Add --send-to ADDRESS to see whether an email arrives.".to_owned(),
            Self::MailSent(to) => format!("The mail server took an email to {to}. See that it arrives, and not among junk."),
            Self::MailFailed(why) => format!("{} {}", why.sentence(), advice(why)),
        }
    }
}

/// The advice for mail that cannot be sent.
const fn advice(why: &MailRefusal) -> &'static str {
    match why {
        MailRefusal::ForGood(_) => "Check --send-to, and that ROLECALL_MAIL_FROM is an address it sends for.",
        MailRefusal::ForNow(_) => "Try again in some minutes.",
        MailRefusal::NotLetIn(_) => {
            "Check the user and the password in ROLECALL_SMTP_URL; write special characters as %40."
        }
        MailRefusal::NotEncrypted => {
            "Check the beginning of ROLECALL_SMTP_URL (smtps:// for port 465, smtp+starttls:// for 587) and the server's certificate."
        }
        MailRefusal::Slow | MailRefusal::Unreachable => {
            "Check the host and the port in ROLECALL_SMTP_URL, and that no firewall is in between."
        }
        MailRefusal::Unwritable | MailRefusal::Unknown => "Check --send-to.",
    }
}
