use crate::clock::Clock;
use domain::problem::Problem;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};
use std::collections::{HashMap, HashSet, VecDeque};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most keys that are remembered, about 2 MB; beyond, the half nearest to being forgotten goes.
const MOST: usize = 65_536;

/// How often each of many keys may do something.
pub(super) struct Allowance {
    limiter: RateLimiter<u64, Tally, Ticks, NoOpMiddleware<Duration>>,
    tally: Tally,
}

impl core::fmt::Debug for Allowance {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Allowance")
    }
}

impl Allowance {
    /// `burst` times at once, and once more `every` so often.
    pub fn new(clock: &Clock, burst: u32, every: Duration) -> Self {
        let ticks = Ticks(clock.clone());
        let tally = Tally { start: ticks.now(), ticks: ticks.clone(), seen: Arc::default() };
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let quota = quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::new(quota, tally.clone(), ticks), tally }
    }

    /// Takes one time, or says how long to wait for one.
    pub fn take(&self, key: u64) -> Result<(), Problem> {
        self.limiter.check_key(&key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.limiter.clock().now());
            let wait_seconds = u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1);
            Problem::TooMany { wait_seconds }
        })
    }

    /// Gives a key all its times back.
    pub fn forget(&self, key: u64) {
        self.tally.seen().times.remove(&key);
    }

    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        self.tally.seen().times.len()
    }
}

/// Our clock as governor wants it.
#[derive(Clone, Debug)]
struct Ticks(Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().0).unwrap_or(0))
    }
}

/// When each key will be as if it had never done anything, counted from the start.
#[derive(Clone)]
struct Tally {
    start: Duration,
    ticks: Ticks,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    times: HashMap<u64, Nanos>,
    /// How many keys there are when it is next looked which can go.
    tidy_at: usize,
}

impl Tally {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StateStore for Tally {
    type Key = u64;

    fn measure_and_replace<T, F, E>(&self, key: &u64, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut seen = self.seen();
        let (outcome, time) = measure(seen.times.get(key).copied())?;
        seen.times.insert(*key, time);
        if seen.times.len() > seen.tidy_at.max(1024) {
            let now = Nanos::from(self.ticks.now().saturating_sub(self.start));
            seen.tidy(now);
        }
        Ok(outcome)
    }
}

impl Seen {
    fn tidy(&mut self, now: Nanos) {
        self.times.retain(|_, time| *time > now);
        if self.times.len() > MOST {
            let mut times: Vec<Nanos> = self.times.values().copied().collect();
            let (_, median, _) = times.select_nth_unstable(MOST / 2);
            let median = *median;
            self.times.retain(|_, time| *time > median);
        }
        // Looking again only when there are twice as many keeps the cost per attempt the same however many there are.
        self.tidy_at = (self.times.len() * 2).min(MOST);
        self.times.shrink_to(self.tidy_at);
    }
}

/// The pairs of account and address that signed in lately; the oldest are forgotten.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<(HashSet<u64>, VecDeque<u64>)>);

impl Known {
    const MOST: usize = 16_384;

    pub fn holds(&self, key: u64) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.contains(&key)
    }

    pub fn add(&self, key: u64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (keys, order) = &mut *known;
        if keys.insert(key) {
            order.push_back(key);
        }
        if order.len() > Self::MOST
            && let Some(oldest) = order.pop_front()
        {
            keys.remove(&oldest);
        }
    }
}
