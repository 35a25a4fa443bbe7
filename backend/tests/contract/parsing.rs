//! The child process as the server sees it: whatever it does, the answer is a sentence and the server continues.

use backend::parsing::Runner;
use backend::{Backend, import, photo};
use domain::id::ImportId;
use domain::import::ListFault;
use domain::photo::{Crop, PhotoError};
use domain::problem::Problem;
use domain::upload::ParsingFailure;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A program run instead of the parser. `$FOLDER` is its folder.
struct Script {
    folder: TempDir,
}

impl Script {
    fn new(commands: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("program");
        let place = folder.path().display();
        std::fs::write(&path, format!("#!/bin/sh\nFOLDER={place}\n{commands}\n")).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("program")
    }

    fn runner(&self) -> Runner {
        Runner::Child(self.path())
    }

    /// What it wrote into a file in its folder; empty before that.
    fn wrote(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(8), "not in eight seconds: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn stage(backend: &Backend, by: &crate::test_context::Person, file: &[u8]) -> Result<ImportId, Problem> {
    import::stage(backend, &by.actor, "staff.csv", file.to_vec()).await
}

fn is_running(process: &str) -> bool {
    Path::new("/proc").join(process.trim()).join("exe").exists()
}

both! {
    async fn whatever_ends_the_reader_is_a_sentence(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let large = vec![b'x'; 3_000_000];
        for (commands, file, failure) in [
            ("kill -ABRT $$", &b"a,b"[..], ParsingFailure::OutOfMemory),
            ("kill -KILL $$", b"a,b", ParsingFailure::OutOfMemory),
            ("kill -XCPU $$", b"a,b", ParsingFailure::OutOfTime),
            ("kill -SEGV $$", b"a,b", ParsingFailure::Crashed),
            ("exit 101", b"a,b", ParsingFailure::Crashed),
            // It exits, or stops reading, before the end of the file.
            ("exit 0", &large, ParsingFailure::Crashed),
            ("exec <&-; echo no answer", &large, ParsingFailure::Crashed),
            ("/bin/cat", &large, ParsingFailure::Crashed),
            ("/bin/cat >&-; printf '\\377\\377\\377\\377\\377\\377'", b"a,b", ParsingFailure::Crashed),
            // An endless answer from a program that never ends.
            ("/bin/cat /dev/zero", b"a,b", ParsingFailure::TooMuch),
        ] {
            let script = Script::new(commands);
            let backend = world.reading_files(script.runner());
            let refused = stage(&backend, &owner, file).await;
            assert_eq!(refused, Err(ListFault::Parsing(failure).into()), "{commands}");
            let refused = photo::set(&backend, &owner.actor, owner.member, file.to_vec(), Crop::default()).await;
            assert_eq!(refused, Err(PhotoError::Parsing(failure).into()), "{commands}");
        }
        let nothing = world.reading_files(Runner::Child("/no/such/program".into()));
        let refused = stage(&nothing, &owner, b"a,b").await;
        assert_eq!(refused, Err(ListFault::Parsing(ParsingFailure::NotStarted).into()));
        assert_eq!(world.number("SELECT COUNT(*) FROM imports").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM photos").await, 0);
    }

    async fn a_reader_that_does_not_end_is_ended(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let script = Script::new("echo $$ > $FOLDER/process; exec /bin/sleep 60");
        let backend = world.reading_files(script.runner());
        let begun = Instant::now();
        let refused = stage(&backend, &owner, b"a,b").await;
        assert_eq!(refused, Err(ListFault::Parsing(ParsingFailure::OutOfTime).into()));
        assert!(begun.elapsed() < Duration::from_secs(13), "{:?}", begun.elapsed());
        assert!(!is_running(&script.wrote("process")));
    }

    async fn a_request_that_is_broken_off_ends_its_reader(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let script = Script::new("echo $$ > $FOLDER/process; exec /bin/sleep 60");
        let backend = world.reading_files(script.runner());
        let asking = tokio::spawn(async move { stage(&backend, &owner, b"a,b").await });
        until("the reader runs", || script.wrote("process").ends_with('\n')).await;
        assert!(is_running(&script.wrote("process")));
        asking.abort();
        until("the reader has ended", || !is_running(&script.wrote("process"))).await;
    }

    async fn no_secret_of_the_server_reaches_the_reader(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let script = Script::new("/usr/bin/env > $FOLDER/environment; /bin/ls -l /proc/self/fd > $FOLDER/open; exit 1");
        let _ = stage(&world.reading_files(script.runner()), &owner, b"a,b").await;
        let told: Vec<_> = script.wrote("environment").lines().map(|line| line.split('=').next().unwrap().to_owned()).collect();
        // The shell adds its folder, its level and the current command.
        let expected = ["MIMALLOC_ARENA_EAGER_COMMIT", "PWD", "OLDPWD", "SHLVL", "_"];
        assert!(told.iter().all(|name| expected.contains(&name.as_str())), "{told:?}");
        assert!(!script.wrote("open").contains("socket"), "{}", script.wrote("open"));
    }
}
