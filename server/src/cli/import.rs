//! The options of `rolecall import`.

use super::Database;
use clap::Args;
use std::path::PathBuf;

/// The options of `import`.
#[derive(Args, Debug)]
pub struct Import {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub database: Database,
    /// The school: its id, which `rolecall audit verify` prints with the anchor, or its name.
    #[arg(long, value_name = "ID|NAME")]
    pub school: String,
    /// The list of staff: .csv, .xlsx or a OneRoster .zip.
    #[arg(long, value_name = "PATH")]
    pub file: PathBuf,
    /// Does everything that needs no answer. Without it, nothing is changed.
    #[arg(long)]
    pub apply: bool,
    /// Deactivates people who have left according to the list, or who are missing from it. Without it, nobody is
    /// deactivated.
    #[arg(long)]
    pub leavers: bool,
    /// Sends an invitation to everyone who is added with an email address. Without it, no mail is sent.
    #[arg(long)]
    pub invite: bool,
    /// Does nothing if more people than this would be deactivated.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub most_leavers: u32,
    /// Does nothing if more people than this would be added.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most_new: u32,
    /// Prints one JSON object instead of text.
    #[arg(long)]
    pub json: bool,
    /// The URL at which people reach Rolecall, as for `serve`; printed addresses of pages begin with it.
    #[arg(long, env = "ROLECALL_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
}
