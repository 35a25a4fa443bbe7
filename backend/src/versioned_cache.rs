//! A cache of values computed from the database, each valid until the school's change number moves.

use domain::moment::Moment;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by key, each with the change number it was computed at.
#[derive(Debug)]
pub(crate) struct VersionedCache<K, V> {
    kept: Mutex<HashMap<K, Place<V>>>,
    most: usize,
}

/// Locked while the value is computed, so that simultaneous requests compute it once.
type Place<V> = Arc<tokio::sync::Mutex<Option<CacheEntry<V>>>>;

#[derive(Debug)]
struct CacheEntry<V> {
    change_no: i64,
    until: Moment,
    value: V,
}

impl<K: Eq + Hash, V: Clone> VersionedCache<K, V> {
    /// A cache of up to `most` values.
    pub fn new(most: usize) -> Self {
        Self { kept: Mutex::new(HashMap::new()), most }
    }

    /// The value for `key` in a school whose change number is, or was a moment ago, `change_no`. `work_out` computes
    /// it, together with the moment at which it expires even without changes.
    pub async fn get<E>(
        &self,
        key: K,
        change_no: i64,
        now: Moment,
        work_out: impl Future<Output = Result<(V, Moment), E>>,
    ) -> Result<V, E> {
        let place = self.place(key);
        let mut kept = place.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.change_no >= change_no && now < kept.until) {
            return Ok(kept.value.clone());
        }
        let (value, until) = work_out.await?;
        *kept = Some(CacheEntry { change_no, until, value: value.clone() });
        Ok(value)
    }

    fn place(&self, key: K) -> Place<V> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most && !kept.contains_key(&key) {
            kept.clear();
        }
        Arc::clone(kept.entry(key).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    const ALWAYS: Moment = Moment(i64::MAX);

    async fn get(
        remembered: &VersionedCache<u8, u32>,
        key: u8,
        change_no: i64,
        now: i64,
        until: Moment,
        worked: &AtomicU32,
    ) -> u32 {
        let work_out = async {
            tokio::task::yield_now().await;
            Ok::<_, ()>((worked.fetch_add(1, Ordering::SeqCst) + 1, until))
        };
        remembered.get(key, change_no, Moment(now), work_out).await.unwrap_or_default()
    }

    #[tokio::test]
    async fn a_value_holds_until_the_school_changes_or_its_time_is_over() {
        let (remembered, worked) = (VersionedCache::new(10), AtomicU32::new(0));
        assert_eq!(get(&remembered, 1, 5, 0, Moment(100), &worked).await, 1);
        assert_eq!(get(&remembered, 1, 5, 99, Moment(100), &worked).await, 1);
        assert_eq!(get(&remembered, 1, 5, 100, ALWAYS, &worked).await, 2);
        assert_eq!(get(&remembered, 1, 6, 100, ALWAYS, &worked).await, 3);
        assert_eq!(get(&remembered, 2, 6, 100, ALWAYS, &worked).await, 4);
    }

    #[tokio::test]
    async fn many_who_ask_at_once_have_it_worked_out_once() {
        let (remembered, worked) = (VersionedCache::new(10), AtomicU32::new(0));
        let ask = || get(&remembered, 1, 5, 0, ALWAYS, &worked);
        assert_eq!(tokio::join!(ask(), ask(), ask()), (1, 1, 1));
    }

    #[tokio::test]
    async fn no_more_is_kept_than_was_said() {
        let (remembered, worked) = (VersionedCache::new(2), AtomicU32::new(0));
        for key in 0..9 {
            get(&remembered, key, 1, 0, ALWAYS, &worked).await;
        }
        let kept = remembered.kept.lock().unwrap_or_else(PoisonError::into_inner).len();
        assert!(kept <= 2, "{kept}");
    }
}
