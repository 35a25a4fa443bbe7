//! One throttle's memory of its keys, by the generic cell rate algorithm, bounded and savable.

use super::Throttled;
use crate::clock::Clock;
use crate::limits;
use crate::store::Bucket;
use domain::attempt::Throttle;
use domain::limits::Rate;
use domain::moment::Moment;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};
use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One limit for many keys, by the generic cell rate algorithm.
pub(super) struct Allowance {
    name: &'static str,
    /// How far ahead of now a half used-up key is.
    half: Nanos,
    limiter: RateLimiter<u64, Tally, Ticks, NoOpMiddleware<Duration>>,
    tally: Tally,
}

impl core::fmt::Debug for Allowance {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Allowance")
    }
}

impl Allowance {
    /// As often as `rate` says. `name` tells it from the others where it is saved.
    pub fn new(clock: &Clock, name: &'static str, rate: Rate) -> Self {
        let Rate { burst, every } = rate;
        let ticks = Ticks(clock.clone());
        let tally = Tally { start: ticks.now(), ticks: ticks.clone(), seen: Arc::default() };
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let quota = quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        let half = Nanos::from(every.saturating_mul(burst) / 2);
        Self { name, half, limiter: RateLimiter::new(quota, tally.clone(), ticks), tally }
    }

    /// Takes one attempt, or gives the time to wait for one.
    pub fn take(&self, key: u64, limit: Throttle) -> Result<(), Throttled> {
        self.limiter.check_key(&key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.limiter.clock().now());
            let wait_seconds = u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1);
            Throttled { limit, wait_seconds }
        })?;
        self.tally.seen().changed(key, self.tally.now(), self.half);
        Ok(())
    }

    /// Gives a key all its times back.
    pub fn forget(&self, key: u64) {
        self.tally.seen().forget(key);
    }

    /// The keys that became at least half used up since the last call, and saved keys that were reset.
    pub fn unsaved(&self) -> Vec<Bucket> {
        let mut seen = self.tally.seen();
        let unsaved = std::mem::take(&mut seen.unsaved);
        let start = self.tally.start;
        unsaved
            .into_iter()
            .map(|key| {
                let time = seen.times.get(&key).copied();
                if time.is_some() {
                    seen.saved.insert(key)
                } else {
                    seen.saved.remove(&key)
                };
                Bucket { id: format!("{} {key:016x}", self.name), full_at: time.map(|time| moment(start, time)) }
            })
            .collect()
    }

    /// Restores a saved key, if it belongs to this limit.
    pub fn restore(&self, bucket: &Bucket) {
        let key =
            bucket.id.strip_prefix(self.name).and_then(|rest| u64::from_str_radix(rest.strip_prefix(' ')?, 16).ok());
        if let (Some(key), Some(full_at)) = (key, bucket.full_at) {
            let full_at = Duration::from_millis(u64::try_from(full_at.0).unwrap_or(0));
            let mut seen = self.tally.seen();
            seen.times.insert(key, Nanos::from(full_at.saturating_sub(self.tally.start)));
            seen.saved.insert(key);
        }
    }

    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        self.tally.seen().times.len()
    }
}

/// The moment `time` after `start`, rounded up to a millisecond.
fn moment(start: Duration, time: Nanos) -> Moment {
    let at = start.as_millis() + Duration::from(time).as_nanos().div_ceil(1_000_000);
    Moment(i64::try_from(at).unwrap_or(i64::MAX))
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

/// When each key will be full again, counted from the start.
#[derive(Clone)]
struct Tally {
    start: Duration,
    ticks: Ticks,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    times: HashMap<u64, Nanos>,
    /// The number of keys at which full ones are next dropped.
    tidy_at: usize,
    /// Keys that differ from their stored state.
    unsaved: HashSet<u64>,
    /// Keys stored in the database.
    saved: HashSet<u64>,
}

impl Tally {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Nanos {
        Nanos::from(self.ticks.now().saturating_sub(self.start))
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
            let now = self.now();
            seen.tidy(now);
        }
        Ok(outcome)
    }
}

impl Seen {
    /// Marks the key for saving if it is at least half used up: one or two attempts are not worth a row.
    fn changed(&mut self, key: u64, now: Nanos, half: Nanos) {
        let ahead = self.times.get(&key).map(|time| time.saturating_sub(now));
        if ahead.is_some_and(|ahead| ahead >= half) && self.unsaved.len() < limits::THROTTLE_UNSAVED {
            self.unsaved.insert(key);
        }
    }

    fn forget(&mut self, key: u64) {
        self.times.remove(&key);
        if self.saved.contains(&key) {
            self.unsaved.insert(key);
        } else {
            self.unsaved.remove(&key);
        }
    }

    fn tidy(&mut self, now: Nanos) {
        self.times.retain(|_, time| *time > now);
        if self.times.len() > limits::THROTTLE_KEYS {
            let mut times: Vec<Nanos> = self.times.values().copied().collect();
            let (_, median, _) = times.select_nth_unstable(limits::THROTTLE_KEYS / 2);
            let median = *median;
            self.times.retain(|_, time| *time > median);
        }
        let times = &self.times;
        self.saved.retain(|key| times.contains_key(key));
        // The threshold doubles each time, which keeps the cost of an attempt constant.
        self.tidy_at = (self.times.len() * 2).min(limits::THROTTLE_KEYS);
        self.times.shrink_to(self.tidy_at);
    }
}
