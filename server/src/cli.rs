//! The command line. Everything can also be said by the environment.

mod import;

pub use import::Import;

use backend::retention::Retention;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Staff accounts, roles and permissions for schools: see exactly what a role can do before you give it.
#[derive(Debug, Parser)]
#[command(name = "rolecall", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// How log lines are written, to standard error. RUST_LOG says which (default: info).
    #[arg(long, env = "ROLECALL_LOG_FORMAT", value_enum, default_value = "text", global = true)]
    pub log_format: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the application until it is told to stop (Ctrl-C, or SIGTERM).
    Serve(Box<Serve>),
    /// Brings the database's tables up to date, and ends. `serve` does so too.
    Migrate(Database),
    /// Makes a school with its Account Owner, and prints the owner's registration link, once.
    CreateOwner(CreateOwner),
    /// Says in sentences what is missing or wrong before anybody depends on it, and changes nothing. Takes what `serve`
    /// takes. Ends with 0 when Rolecall can serve, with 2 when it cannot.
    Check(Box<Check>),
    /// Imports a list of staff, for a job that runs at night: prints what it would do, and does what needs no answer with --apply.
    /// Ends with 0 when all is well, with 2 when the list cannot be taken, with 3 when it asks something it did not ask before,
    /// and with 4 when a limit would be broken.
    Import(Import),
    /// Prints what every role can do in every product: published, and as Rolecall applies it.
    Permissions(Permissions),
    /// Lists every setting and limit: its variable and option, what it means, its default, and what it is now. Takes what
    /// `serve` takes.
    Config(Box<ConfigExplain>),
    /// Looks after the audit logs.
    #[command(subcommand)]
    Audit(Audit),
    /// Fills an empty database with a school of many made-up people, to measure with.
    #[command(hide = true)]
    Seed(Seed),
    /// Fills an empty database with rows past their time, sweeps them, and prints what that and a commit cost here.
    #[command(hide = true)]
    Measure(Measure),
}

/// Where the data is.
#[derive(Args, Clone, Debug)]
pub struct Database {
    /// `postgres://…`, or `sqlite://PATH`. Default: a SQLite file `rolecall.db` in the data folder (`demo.db` with --demo).
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The folder the SQLite file is made in.
    #[arg(long, env = "ROLECALL_DATA", value_name = "FOLDER", default_value = "data")]
    pub data: PathBuf,
}

/// What `serve` is told.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub settings: Settings,
    /// Serves the demonstration school, from a database of its own; emails are shown instead of sent.
    #[arg(long, env = "ROLECALL_DEMO")]
    pub demo: bool,
    /// Puts the demonstration school back to how it began.
    #[arg(long, requires = "demo")]
    pub demo_reset: bool,
}

/// What `check` is told.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub settings: Settings,
    /// Sends an email to this address, to see whether it arrives.
    #[arg(long, value_name = "ADDRESS")]
    pub send_to: Option<String>,
}

/// What `config` is told.
#[derive(Args, Debug)]
pub struct ConfigExplain {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub settings: Settings,
    /// As `serve` takes it.
    #[arg(long, env = "ROLECALL_DEMO")]
    pub demo: bool,
    /// Lists them.
    #[arg(long)]
    pub explain: bool,
}

/// What a real school's server needs.
#[derive(Args, Debug)]
pub struct Settings {
    /// The address and port to listen on. Put a proxy that speaks https in front of it.
    #[arg(long, env = "ROLECALL_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Where people reach Rolecall, such as https://rolecall.example.org: links in emails begin with it. It must be https,
    /// unless it is this machine.
    #[arg(long, env = "ROLECALL_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// The server that sends Rolecall's emails, smtps://user:password@HOST, smtp+starttls://user:password@HOST, or smtp://HOST:25
    /// without encryption, for a relay on this machine.
    #[arg(long, env = "ROLECALL_SMTP_URL", hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Whom its emails come from: rolecall@school.example, or "Rolecall <rolecall@school.example>". They also name the school.
    #[arg(long, env = "ROLECALL_MAIL_FROM", value_name = "SENDER")]
    pub mail_from: Option<String>,
    /// How many proxies of yours a request passes on its way here, 0 if none: the address that many from the end of
    /// X-Forwarded-For is who asks. Needed where people reach Rolecall by https.
    #[arg(long, env = "ROLECALL_PROXY_HOPS", value_name = "N")]
    pub proxy_hops: Option<u8>,
    /// The same as --proxy-hops 1.
    #[arg(long, env = "ROLECALL_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// How many days things are kept once they are over, where it is not as by default:
    /// sessions=30,mail=90,drafts=7,imports=90,attempts=90. Deleted people are always forgotten after 90.
    #[arg(long, env = "ROLECALL_KEEP", value_name = "WHAT=DAYS,…", default_value = "", hide_default_value = true)]
    pub keep: Retention,
    /// The folder with the browser's part. Default: `site` beside this program, or `target/site` here.
    #[arg(long, env = "LEPTOS_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,
}

/// What `create-owner` is told.
#[derive(Args, Debug)]
pub struct CreateOwner {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// The school's name.
    #[arg(long, value_name = "NAME")]
    pub school: String,
    /// The owner's first and last name, such as "Harriet Lowe". Asked for on a terminal when it is left out.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The owner's email address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Corrects the name and email address of an owner who has not registered yet; their earlier link stops working.
    #[arg(long, conflicts_with = "another")]
    pub correct: bool,
    /// Makes a second school although there is one of this name.
    #[arg(long)]
    pub another: bool,
    /// Where people reach Rolecall, as `serve` is told: the link begins with it.
    #[arg(long, env = "ROLECALL_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
}

/// What is done with audit logs.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Checks that nobody changed, took away or put in anything since it was written. Ends with 0 when all is well.
    Verify(VerifyAudit),
}

/// What `audit verify` is told.
#[derive(Args, Debug)]
pub struct VerifyAudit {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// Only the school of this name. Default: every school.
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    /// An anchor that was printed or mailed earlier, or a file with some: tells whether the log was rewritten since. May be
    /// given several times.
    #[arg(long = "anchor", value_name = "ANCHOR|FILE")]
    pub anchors: Vec<String>,
}

/// What `permissions` is told.
#[derive(Args, Debug)]
pub struct Permissions {
    /// As comma-separated values: product, area, feature, polarity, role, published, applied, basis.
    #[arg(long)]
    pub csv: bool,
}

/// What `seed` is told.
#[derive(Args, Debug)]
pub struct Seed {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// How many people.
    #[arg(long, value_name = "N")]
    pub people: u32,
    /// The password all of them have.
    #[arg(long, value_name = "PASSWORD")]
    pub password: String,
}

/// What `measure` is told.
#[derive(Args, Debug)]
pub struct Measure {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// How many rows are swept.
    #[arg(long, value_name = "N", default_value = "1000000")]
    pub rows: u32,
}
