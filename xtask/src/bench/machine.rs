//! The machine on which the figures were measured.

use crate::program;

/// Prints the machine, versions and date.
pub fn print() {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown");
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0);
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system =
        system.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or("unknown").trim_matches('"');
    println!(
        "Machine: {} × {}, {:.1} GB, {system}, Linux {}",
        std::thread::available_parallelism().map_or(1, usize::from),
        model.trim_start_matches([' ', '\t', ':']),
        kilobytes as f64 / 1e6,
        said("uname", &["-r"]),
    );
    println!(
        "Versions: Rolecall {} ({}), {}, Node {}, {}",
        env!("CARGO_PKG_VERSION"),
        said("git", &["describe", "--always", "--dirty"]),
        said("rustc", &["--version"]),
        said("node", &["--version"]),
        said("chromium", &["--version"])
    );
    println!("Date: {}\n", said("date", &["--utc", "+%Y-%m-%d %H:%M UTC"]));
}

fn said(name: &str, arguments: &[&str]) -> String {
    program::output(program::new(name).args(arguments))
        .map_or_else(|_| "none".to_owned(), |said| said.trim().to_owned())
}
