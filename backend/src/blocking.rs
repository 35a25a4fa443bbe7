//! Work on threads of its own, for what takes long and would hold up requests.

use domain::problem::Problem;
use tokio::task::JoinError;

/// Runs `work` on a blocking thread and gives its result. When it panics, the log names only the work: the panic's
/// text may contain what a user typed.
#[expect(clippy::disallowed_methods, reason = "the one place that starts such work")]
pub(crate) fn run<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = Result<T, Problem>> + Send {
    let working = tokio::task::spawn_blocking(work);
    async move {
        working.await.map_err(|error| {
            tracing::error!(what, ended = ending(&error), "work beside the requests did not end well");
            Problem::Unexpected
        })
    }
}

/// How the work ended, without the text of a panic.
fn ending(error: &JoinError) -> &'static str {
    if error.is_panic() { "panicked" } else { "cancelled" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};
    use tracing::instrument::WithSubscriber as _;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("the lines").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_panic_is_logged_without_its_text() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let done = run("hashing", || if lines_are_short() { panic!("Zebedee's password") } else { 1 });
        assert_eq!(done.with_subscriber(subscriber).await, Err(Problem::Unexpected));
        let said = String::from_utf8(lines.0.lock().expect("the lines").clone()).expect("text");
        assert!(said.contains("hashing") && said.contains("panicked"), "{said}");
        assert!(!said.contains("Zebedee"), "{said}");
    }

    fn lines_are_short() -> bool {
        true
    }
}
