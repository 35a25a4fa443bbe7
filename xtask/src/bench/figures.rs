//! The figures: a name and a number each, with a target.

use anyhow::{Context, Result};
use std::path::Path;

/// The name of each figure, its unit, and its target: at most (`<`) or at least (`>`).
const FIGURES: &[(&str, &str, char, f64)] = &[
    ("first_view_brotli_bytes", "wasm, JS and CSS of sign-in and School, in brotli", '<', 150_000.0),
    ("font_bytes", "font files of these, bytes", '<', 60_000.0),
    ("preview_redraw_ms", "preview redraw after a role change, p95, ms", '<', 8.0),
    ("preview_requests", "requests it makes", '<', 0.0),
    ("largest_lazy_part_brotli_bytes", "largest part that is fetched later, in brotli", '<', 80_000.0),
    ("lighthouse_mobile_min", "lowest of Lighthouse's scores as a phone, of 100", '>', 95.0),
    ("compare_redraw_ms", "eight roles, differences only, redraw, p95, ms", '<', 16.0),
    ("document_loads", "documents in a walk of thirty steps, the first included", '<', 1.0),
    ("wasm_starts", "starts of WebAssembly in it", '<', 1.0),
    ("event_streams_opened", "event streams in it", '<', 1.0),
    ("navigation_p95_ms", "a step until the new heading is in place, p95, ms", '<', 80.0),
    ("navigation_slow_p95_ms", "the same with 400 kbit/s and 300 ms delay, p95, ms", '<', 900.0),
    ("navigation_bytes_median", "what a step loads, median, bytes", '<', 12_000.0),
    ("tab_growth_mb_1000", "what a tab grows by in a thousand steps, JS and WebAssembly, MB", '<', 5.0),
    ("tab_nodes_grown", "nodes more after them", '<', 500.0),
    ("tab_listeners_grown", "listeners more after them", '<', 50.0),
    ("permissions_of_person_ns", "what a person has in all products, ns", '<', f64::INFINITY),
    ("role_difference_ns", "what tells two roles apart, ns", '<', f64::INFINITY),
    ("block_to_refused_ms", "confirming a block to the person's refusal and closed stream, p95, ms", '<', 1_000.0),
    (
        "ended_session_page_emptied_ms",
        "confirming a block to the person's open page being emptied, p95, ms",
        '<',
        1_000.0,
    ),
    ("users_page_rps", "Users page of 100,000 people, answers/s", '>', 1_000.0),
    ("users_page_p95_ms", "its p95, ms", '<', 15.0),
    ("rss_idle_mb", "resident memory idle, MB", '<', 60.0),
    ("rss_loaded_mb", "resident memory after that load, MB", '<', 120.0),
    ("export_100k_csv_s", "100,000 people as a CSV file, s", '<', 2.0),
    ("export_100k_peak_mb", "most memory resident by then, MB", '<', 120.0),
    ("sign_ins_per_second", "sign-ins/s", '>', 0.0),
    ("sign_in_known_device_ok_during_flood", "signing in on a known device while strangers flood: 1 or 0", '>', 1.0),
    ("users_page_p95_during_sign_ins_ms", "Users page p95 while 64 sign-ins are in flight, ms", '<', f64::INFINITY),
    ("bulk_role_1000_ms", "confirming another role for over 1,000 people, ms", '<', 1_000.0),
    ("import_10k_preview_s", "10,000 people from a MIS: upload, match, preview, s", '<', 1.0),
    ("import_10k_commit_s", "confirming them, s", '<', 3.0),
    ("import_20k_questions_page_ms", "a page of 20,000 questions, ms", '<', 300.0),
    (
        "rss_during_200_uploads_mb",
        "most memory resident while 200 who are not signed in send 20 MB each, MB",
        '<',
        200.0,
    ),
    ("page_during_200_uploads_ms", "slowest page meanwhile, ms", '<', 100.0),
    ("worst_workbook_peak_mb", "most memory resident while workbooks ask for all of it, MB", '<', 120.0),
    ("markbook_page_p95_ms", "the markbook of a class, p95, ms", '<', 20.0),
    ("teachers_saves_per_second", "cells that 60 teachers enter at once, saved/s", '>', 500.0),
    ("teachers_save_p95_ms", "a request of theirs with ten cells, p95, ms", '<', 100.0),
    ("teachers_lost", "marks of theirs lost, or overwritten unseen", '<', 0.0),
    ("grid_input_to_saved_p95_ms", "a key in the markbook until its mark is saved, p95, ms", '<', 100.0),
    ("sync_full_commit_p95_ms", "a small commit, safe from a power cut, p95, ms", '<', f64::INFINITY),
    ("sync_normal_commit_p95_ms", "the same if it were not, p95, ms", '<', f64::INFINITY),
    ("sweep_lock_p95_ms", "write lock held by a batch while a million rows are swept, p95, ms", '<', 50.0),
    ("rust_files", "Rust files", '<', f64::INFINITY),
    ("rust_file_median_lines", "their median length, lines", '<', 200.0),
    ("rust_file_p90_lines", "their 90th percentile, lines", '<', 300.0),
    ("rust_file_largest_lines", "the longest, lines", '<', 400.0),
    ("app_cfg_feature", "cfg(feature) in app", '<', 12.0),
    ("english_outside_words", "sentences outside the places for words", '<', f64::INFINITY),
    ("store_methods_without_proof", "store methods without permit, actor or token", '<', 0.0),
    ("release_binary_mb", "the released binary, MB", '<', 30.0),
    ("check_after_role_s", "cargo check after touching domain/src/role.rs, s", '<', f64::INFINITY),
    ("check_after_users_page_s", "cargo check after touching app/src/pages/users.rs, s", '<', f64::INFINITY),
    ("import_10k_peak_mb", "most memory resident meanwhile, MB", '<', 300.0),
];

/// The figures measured so far.
#[derive(Default)]
pub struct Figures(Vec<(String, f64)>);

impl Figures {
    /// Records a figure.
    pub fn add(&mut self, name: &str, value: f64) {
        self.0.push((name.to_owned(), value));
    }

    /// Records every `name=number` line of a program's output.
    ///
    /// # Errors
    /// When a line has a different form.
    pub fn add_lines(&mut self, output: &str) -> Result<()> {
        for line in output.lines() {
            let (name, value) = line.split_once('=').with_context(|| format!("not a figure: {line}"))?;
            self.add(name, value.parse().with_context(|| format!("not a figure: {line}"))?);
        }
        Ok(())
    }

    /// Prints the figures for human readers.
    pub fn print(&self) {
        for (name, value) in &self.0 {
            let known = FIGURES.iter().find(|(known, ..)| known == name);
            let Some((_, meaning, direction, aim)) = known else {
                println!("{name:<36} {value:>10}");
                continue;
            };
            let (met, aim) = match direction {
                '<' if aim.is_infinite() => (true, String::new()),
                '<' => (value <= aim, format!("aim: at most {aim}")),
                _ if *aim == 0.0 => (true, String::new()),
                _ => (value >= aim, format!("aim: at least {aim}")),
            };
            println!("{name:<36} {value:>10}  {meaning}  {aim}{}", if met { "" } else { "  MISSED" });
        }
    }

    /// Writes the figures as one flat JSON object.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        let lines: Vec<String> = self.0.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        std::fs::write(file, format!("{{\n{}\n}}\n", lines.join(",\n")))
            .with_context(|| format!("writing {}", file.display()))
    }
}
