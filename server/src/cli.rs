//! The command line: commands and their options, whose comments are the help texts. Every option can also be set by an
//! environment variable. Validating the values is in `config`; the commands are the modules beside this one.

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
    /// The format of log lines on standard error. RUST_LOG sets their level (default: info).
    #[arg(long, env = "ROLECALL_LOG_FORMAT", value_enum, default_value = "text", global = true)]
    pub log_format: LogFormat,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// One JSON object per line, for machines.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the application until it is stopped (Ctrl-C or SIGTERM).
    Serve(Box<Serve>),
    /// Updates the database's tables and exits. `serve` does this too.
    Migrate(Database),
    /// Creates a school with its Account Owner, and prints the owner's registration link once.
    CreateOwner(CreateOwner),
    /// Checks the settings and the machine and reports what is missing or wrong, without changing anything. Takes the
    /// options of `serve`. Exits with 0 when Rolecall can serve and with 2 when it cannot.
    Check(Box<Check>),
    /// Imports a list of staff, for a nightly job: prints what it would do and, with --apply, does what needs no
    /// answer. Exits with 0 when all is well, with 2 when the list cannot be read, with 3 when it has a new question,
    /// and with 4 when a limit would be exceeded.
    Import(Import),
    /// Prints what every role can do in every product: as published, and as Rolecall applies it.
    Permissions(Permissions),
    /// Lists every setting and limit: its variable and option, what it means, its default, and what it is now. Takes what
    /// `serve` takes.
    Config(Box<ConfigExplain>),
    /// Checks the audit logs.
    #[command(subcommand)]
    Audit(Audit),
    /// Fills an empty database with a school of many made-up people, for measurements.
    #[command(hide = true)]
    Seed(Seed),
    /// Fills an empty database with expired rows, deletes them, and prints the cost of that and of a commit.
    #[command(hide = true)]
    Measure(Measure),
}

/// The location of the data.
#[derive(Args, Clone, Debug)]
pub struct Database {
    /// `postgres://…`, or `sqlite://PATH`. Default: a SQLite file `rolecall.db` in the data folder (`demo.db` with --demo).
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The folder for the SQLite file.
    #[arg(long, env = "ROLECALL_DATA", value_name = "FOLDER", default_value = "data")]
    pub data: PathBuf,
}

/// What a server is told of its data and settings.
#[derive(Args, Debug)]
pub struct ServerOptions {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub settings: Settings,
}

/// The options of `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub server: ServerOptions,
    /// Serves the demonstration school from its own database; emails are shown instead of sent.
    #[arg(long, env = "ROLECALL_DEMO")]
    pub demo: bool,
    /// Resets the demonstration school to its original state.
    #[arg(long, requires = "demo")]
    pub demo_reset: bool,
}

/// The options of `check`.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub server: ServerOptions,
    /// Sends a test email to this address.
    #[arg(long, value_name = "ADDRESS")]
    pub send_to: Option<String>,
}

/// The options of `config`.
#[derive(Args, Debug)]
pub struct ConfigExplain {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub server: ServerOptions,
    /// Shows the settings as `serve --demo` uses them.
    #[arg(long, env = "ROLECALL_DEMO")]
    pub demo: bool,
    /// Lists every setting with its default and present value, every job and every limit.
    #[arg(long)]
    pub explain: bool,
}

/// The settings of a real school's server.
#[derive(Args, Debug)]
pub struct Settings {
    /// The address and port to listen on. Put a proxy that provides https in front of it.
    #[arg(long, env = "ROLECALL_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The URL at which people reach Rolecall, such as https://rolecall.example.org; links in emails begin with it. It
    /// must be https, unless it is this machine.
    #[arg(long, env = "ROLECALL_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// The server that sends Rolecall's emails: smtps://user:password@HOST, smtp+starttls://user:password@HOST, or
    /// smtp://HOST:25 without encryption, for a relay on this machine.
    #[arg(long, env = "ROLECALL_SMTP_URL", hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// The sender of the emails: rolecall@school.example, or "Rolecall <rolecall@school.example>". The school's name is
    /// added to the sender's.
    #[arg(long, env = "ROLECALL_MAIL_FROM", value_name = "SENDER")]
    pub mail_from: Option<String>,
    /// The number of your own proxies in front of Rolecall, 0 for none. The client's address is the one that many from
    /// the end of X-Forwarded-For. Required where people reach Rolecall by https.
    #[arg(long, env = "ROLECALL_PROXY_HOPS", value_name = "N")]
    pub proxy_hops: Option<u8>,
    /// One proxy of your own is in front of Rolecall: short for --proxy-hops 1.
    #[arg(long, env = "ROLECALL_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// How many days to keep data after it has ended, where that differs from the default:
    /// sessions=30,mail=90,drafts=7,imports=90,attempts=90. Deleted people are always forgotten after 90 days.
    #[arg(long, env = "ROLECALL_KEEP", value_name = "WHAT=DAYS,…", default_value = "", hide_default_value = true)]
    pub keep: Retention,
    /// The folder with the browser's files. Default: `site` beside this program, or `target/site` here.
    #[arg(long, env = "LEPTOS_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,
}

/// The options of `create-owner`.
#[derive(Args, Debug)]
pub struct CreateOwner {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// The school's name.
    #[arg(long, value_name = "NAME")]
    pub school: String,
    /// The owner's first and last name, such as "Harriet Lowe". Left out, it is asked for on a terminal.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The owner's email address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Corrects the name and email address of an owner who has not registered yet; their earlier link stops working.
    #[arg(long, conflicts_with = "another")]
    pub correct: bool,
    /// Creates another school even if one with this name exists.
    #[arg(long)]
    pub another: bool,
    /// The URL at which people reach Rolecall, as for `serve`; the link begins with it.
    #[arg(long, env = "ROLECALL_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
}

/// The commands for audit logs.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Checks that no entry was changed, removed or inserted after it was written. Exits with 0 when all is well.
    Verify(VerifyAudit),
}

/// The options of `audit verify`.
#[derive(Args, Debug)]
pub struct VerifyAudit {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// Checks only the school with this name. Default: every school.
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    /// An anchor that was printed or mailed earlier, or a file of anchors: shows whether the log was rewritten since.
    /// Can be given several times.
    #[arg(long = "anchor", value_name = "ANCHOR|FILE")]
    pub anchors: Vec<String>,
}

/// The options of `permissions`.
#[derive(Args, Debug)]
pub struct Permissions {
    /// Prints comma-separated values: product, area, feature, polarity, role, published, applied, basis.
    #[arg(long)]
    pub csv: bool,
}

/// The options of `seed`.
#[derive(Args, Debug)]
pub struct Seed {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// The number of people.
    #[arg(long, value_name = "N")]
    pub people: u32,
    /// The password of every person.
    #[arg(long, value_name = "PASSWORD")]
    pub password: String,
}

/// The options of `measure`.
#[derive(Args, Debug)]
pub struct Measure {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// The number of rows to delete.
    #[arg(long, value_name = "N", default_value = "1000000")]
    pub rows: u32,
}
