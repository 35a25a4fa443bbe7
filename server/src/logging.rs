//! Log lines. They contain routes, statuses and times, never names, addresses, queries or tokens.

use crate::cli::LogFormat;
use std::panic::PanicHookInfo;
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error; standard output is for what a command prints.
pub(crate) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A subscriber exists already only when the caller is a test that reads the lines.
    let _ = match format {
        LogFormat::Text => lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    std::panic::set_hook(Box::new(on_panic));
}

/// Logs where a panic was, not its text, which may contain what a person typed.
fn on_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    tracing::error!(place, "a panic");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    const CHILD: &str = "ROLECALL_TEST_PANICS";

    /// Panics wherever the server does work, in a process of its own, because the hook applies to the whole process.
    #[test]
    fn a_panic_is_logged_without_its_text() {
        if std::env::var_os(CHILD).is_some() {
            return panic_everywhere();
        }
        let program = std::env::current_exe().expect("this program");
        let arguments = ["--exact", "logging::tests::a_panic_is_logged_without_its_text", "--nocapture"];
        let output = Command::new(program).args(arguments).env(CHILD, "1").output().expect("a child");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{said}");
        assert_eq!(said.matches("a panic").count(), 3, "{said}");
        assert!(!said.contains("Zebedee"), "{said}");
    }

    fn panic_everywhere() {
        start(LogFormat::Json);
        let name = "Zebedee Quagmire".to_owned();
        let text = name.clone();
        assert!(std::thread::spawn(move || std::panic::panic_any(text)).join().is_err());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let text = name.clone();
        assert!(runtime.block_on(runtime.spawn(async move { panic!("{text}") })).is_err());
        let number = || name.parse::<u8>().map_err(|_| name.clone()).expect("a number");
        assert!(runtime.block_on(async { std::panic::catch_unwind(number) }).is_err());
    }
}
