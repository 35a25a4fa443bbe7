//! Files made to harm the program that reads them, sent to the real program.

use crate::browser::Browser;
use crate::program::{Program, rolecall};
use crate::workbook::{countless_strings, one_long_string};
use domain::import::ListFault;
use domain::upload::ParsingFailure;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// A browser signed in as the demonstration's owner, the first in its list.
async fn signed_in(program: &Program) -> Browser {
    let browser = program.browser();
    let page = browser.get("/sign-in").await.body;
    let member = page.split("name=\"member\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(browser.post("/demo/sign-in", &[("member", &member)]).await.status, 303);
    browser
}

/// A figure from the system's status of a process, in kilobytes or as a number.
fn status_of(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').split_whitespace().next().unwrap().parse().unwrap()
}

fn children_of(process: u32) -> Vec<u32> {
    let processes =
        std::fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let parent = |child: u32| -> Option<u32> {
        let status = std::fs::read_to_string(format!("/proc/{child}/stat")).ok()?;
        status.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()
    };
    processes.filter(|child| parent(*child) == Some(process)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_made_to_take_all_memory_takes_none_of_the_servers() {
    let folder = tempdir().unwrap();
    let program = Program::serve(&folder, &["--demo"]);
    let owner = signed_in(&program).await;
    let (countless, long) = (countless_strings(), one_long_string());
    assert!(countless.len() < 2_000 && long.len() < 100_000, "small to send: {} {}", countless.len(), long.len());
    let memory = ListFault::Parsing(ParsingFailure::OutOfMemory).sentence();
    let sending = tokio::spawn({
        let owner = owner.clone();
        async move {
            // A workbook's own size is not trusted: this one is read as the one cell it has.
            let taken = owner.upload("/users/import", "staff.xlsx", &countless).await;
            assert_eq!(taken.status, 303, "{}", taken.body);
            for _ in 0..2 {
                let refused = owner.upload("/users/import", "staff.xlsx", &long).await;
                assert_eq!(refused.status, 422, "{}", refused.body);
                assert!(refused.body.contains(memory.as_str()), "{}", refused.body);
            }
        }
    });
    // Everyone else is still answered.
    let mut slowest = Duration::ZERO;
    while !sending.is_finished() {
        let asked = Instant::now();
        assert_eq!(program.browser().get("/healthz").await.status, 200);
        slowest = slowest.max(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    sending.await.unwrap();
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    let most = status_of(program.id(), "VmHWM");
    assert!(most < 120 * 1024, "{most} kB");
    assert_eq!(children_of(program.id()), [0; 0], "nothing is left of the readers");
    // A list of staff is still accepted.
    let taken = owner.upload("/users/import", "staff.csv", b"Forename,Surname\nAmy,Webb").await;
    assert_eq!(taken.status, 303, "{}", taken.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_pictures_are_read_after_the_program_was_replaced() {
    let folder = tempdir().unwrap();
    let copy = folder.path().join("rolecall");
    std::fs::copy(env!("CARGO_BIN_EXE_rolecall"), &copy).unwrap();
    let program = Program::serve_with(&copy, &folder, &["--demo"]);
    let owner = signed_in(&program).await;
    // As an upgrade does it: the old file goes, and another takes its name.
    std::fs::remove_file(&copy).unwrap();
    std::fs::write(&copy, "#!/bin/sh\nexit 1\n").unwrap();
    let taken = owner.upload("/users/import", "staff.csv", b"Forename,Surname\nAmy,Webb").await;
    assert_eq!(taken.status, 303, "{}", taken.body);
}

#[test]
fn the_reader_limits_itself_before_it_reads() {
    let folder = tempdir().unwrap();
    let mut command = rolecall(folder.path(), &["parse-file"]);
    let mut child =
        command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let limits = || std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let limit = |name: &str| -> String {
        let limits = limits();
        let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().to_owned()
    };
    let begun = Instant::now();
    while limit("Max core file size") != "0" || limit("Max open files") != "3" {
        assert!(begun.elapsed() < Duration::from_secs(10), "{}", limits());
        std::thread::sleep(Duration::from_millis(10));
    }
    for (name, most) in [
        ("Max data size", "268435456"),
        ("Max cpu time", "10"),
        ("Max file size", "0"),
        ("Max processes", "0"),
        ("Max open files", "3"),
    ] {
        assert_eq!(limit(name), most, "{name}");
    }
    assert_eq!(status_of(child.id(), "Threads"), 1);
    // It has used next to none of its memory limit.
    assert!(status_of(child.id(), "VmData") < 20_000);
    // It ends with the process that started it.
    drop(child.stdin.take());
    assert!(!child.wait().unwrap().success());
}
