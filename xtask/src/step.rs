//! Reports progress: the present step and the number of steps.

use anyhow::Result;
use std::time::{Duration, Instant};

/// The steps of one command.
pub struct Steps {
    total: usize,
    begun: usize,
    start: Instant,
}

impl Steps {
    /// A command with this number of steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0, start: Instant::now() }
    }

    /// Takes the next step: prints what it is, runs it, and prints how long it took if that was long.
    ///
    /// # Errors
    /// The error of the step itself.
    pub fn take<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.say(what);
        let start = Instant::now();
        let done = work()?;
        let took = start.elapsed();
        if took > Duration::from_secs(5) {
            println!("      {}", spelled(took));
        }
        Ok(done)
    }

    /// Prints what the next step is, for a step without an end.
    pub fn say(&mut self, what: &str) {
        self.begun += 1;
        println!("[{}/{}] {what}…", self.begun, self.total);
    }

    /// The time since the first step.
    pub fn elapsed(&self) -> String {
        spelled(self.start.elapsed())
    }
}

/// A duration as words.
pub fn spelled(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{seconds}.{} s", time.subsec_millis() / 100),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
