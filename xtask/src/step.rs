//! Says what is being done and how much is left.

use anyhow::Result;
use std::time::{Duration, Instant};

/// The steps of one command.
pub struct Steps {
    total: usize,
    begun: usize,
    start: Instant,
}

impl Steps {
    /// As many as will be taken.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0, start: Instant::now() }
    }

    /// Takes the next step: says what it is, does it, and says how long it took where that is worth saying.
    ///
    /// # Errors
    /// What the work says.
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

    /// Says what the next step is, for one that has no end.
    pub fn say(&mut self, what: &str) {
        self.begun += 1;
        println!("[{}/{}] {what}…", self.begun, self.total);
    }

    /// How long all of it took until now.
    pub fn elapsed(&self) -> String {
        spelled(self.start.elapsed())
    }
}

/// A length of time as people say it.
pub fn spelled(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{seconds}.{} s", time.subsec_millis() / 100),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
