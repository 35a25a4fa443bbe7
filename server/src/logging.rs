//! Log lines. They hold routes, statuses and times, never names, addresses, queries or tokens.

use crate::cli::LogFormat;
use tracing_subscriber::EnvFilter;

/// Begins writing log lines to standard error; standard output is for what a command prints.
pub(crate) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Another subscriber is there already only when the caller is a test that looks at the lines.
    let _ = match format {
        LogFormat::Text => lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        // Where, not what: a message may hold what somebody typed.
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a panic");
    }));
}
