//! Counting attempts in memory by the minute, within a bound that a flood cannot exceed.

use crate::limits;
use crate::network::Network;
use crate::store::{AttemptEvent, AttemptTotal};
use domain::moment::{MINUTE, Moment};
use std::collections::HashMap;

/// Counts of the current minute, and those not yet taken to be written.
#[derive(Debug, Default)]
pub(super) struct AttemptBuffer {
    minute: i64,
    rows: HashMap<AttemptEvent, i64>,
    of_networks: HashMap<Network, usize>,
    earlier: Vec<AttemptTotal>,
}

impl AttemptBuffer {
    /// Counts an attempt at `at`.
    pub fn add(&mut self, at: Moment, happened: AttemptEvent) {
        let minute = at.0 - at.0.rem_euclid(MINUTE);
        if minute != self.minute {
            self.begin(minute);
        }
        let row = self.row_for(happened);
        *self.rows.entry(row).or_default() += 1;
    }

    /// Takes the counts since the last call.
    pub fn take(&mut self) -> Vec<AttemptTotal> {
        let mut taken = std::mem::take(&mut self.earlier);
        taken.append(&mut self.of_this_minute());
        // The rows stay with a count of zero, so that the limit per minute holds however often counts are taken.
        self.rows.values_mut().for_each(|times| *times = 0);
        taken
    }

    /// Puts counts back that could not be written. A bound applies, in case the database does not answer for hours.
    pub fn put_back(&mut self, mut counted: Vec<AttemptTotal>) {
        if self.earlier.len() < 100 * limits::ATTEMPT_ROWS {
            self.earlier.append(&mut counted);
        }
    }

    fn begin(&mut self, minute: i64) {
        let ended = self.of_this_minute();
        self.put_back(ended);
        (self.minute, self.rows, self.of_networks) = (minute, HashMap::new(), HashMap::new());
    }

    fn of_this_minute(&self) -> Vec<AttemptTotal> {
        let minute = Moment(self.minute);
        let counted = self.rows.iter().filter(|(_, times)| **times > 0);
        counted.map(|(happened, times)| AttemptTotal { minute, happened: *happened, times: *times }).collect()
    }

    /// The row for an attempt: its own while there is room, otherwise one without its network, otherwise one that
    /// combines everything.
    fn row_for(&mut self, happened: AttemptEvent) -> AttemptEvent {
        if self.rows.contains_key(&happened) {
            return happened;
        }
        if let Some(network) = happened.network {
            let of_network = self.of_networks.entry(network).or_default();
            if *of_network < limits::ATTEMPT_ROWS_OF_A_NETWORK && self.rows.len() < limits::ATTEMPT_ROWS {
                *of_network += 1;
                return happened;
            }
            self.of_networks.retain(|_, rows| *rows > 0);
        }
        let anywhere = AttemptEvent { network: None, ..happened };
        if self.rows.contains_key(&anywhere) || self.rows.len() < 2 * limits::ATTEMPT_ROWS {
            return anywhere;
        }
        AttemptEvent { account: None, member: None, ..anywhere }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::attempt::{Attempt, SignInFailure, Throttle};
    use domain::id::AccountId;
    use std::net::{IpAddr, Ipv4Addr};
    use uuid::Uuid;

    fn network(number: u32) -> Option<Network> {
        Some(Network::of(IpAddr::V4(Ipv4Addr::from_bits(number))))
    }

    fn wrong_password(account: u128, from: u32) -> AttemptEvent {
        let attempt = Attempt::Failed(SignInFailure::WrongPassword);
        let account = (account > 0).then(|| AccountId::new(Uuid::from_u128(account)));
        AttemptEvent { attempt, account, member: None, network: network(from) }
    }

    fn total(rows: &[AttemptTotal]) -> i64 {
        rows.iter().map(|row| row.times).sum()
    }

    #[test]
    fn the_same_in_a_minute_is_one_row() {
        let mut tally = AttemptBuffer::default();
        for second in [0, 10, 59] {
            tally.add(Moment(MINUTE + second * 1000), wrong_password(1, 1));
        }
        tally.add(Moment(2 * MINUTE), wrong_password(1, 1));
        let taken = tally.take();
        assert_eq!(
            taken.iter().map(|row| (row.minute.0, row.times)).collect::<Vec<_>>(),
            [(MINUTE, 3), (2 * MINUTE, 1)]
        );
        assert_eq!(tally.take(), []);
        tally.add(Moment(2 * MINUTE + 1), wrong_password(1, 1));
        assert_eq!(total(&tally.take()), 1, "only what is new");
    }

    #[test]
    fn a_flood_from_one_network_adds_few_rows_and_every_attempt_is_counted() {
        let mut tally = AttemptBuffer::default();
        let mut rows = 0;
        for account in 1..=5_000 {
            tally.add(Moment(MINUTE), wrong_password(account, 1));
            if account % 100 == 0 {
                rows += tally.take().len();
            }
        }
        assert!(
            rows <= 2 * limits::ATTEMPT_ROWS + 5_000 / 100,
            "{rows} rows, counting the one that is added to again and again"
        );
        assert!(tally.rows.len() <= 2 * limits::ATTEMPT_ROWS + 1, "{}", tally.rows.len());
    }

    #[test]
    fn a_flood_from_everywhere_adds_few_rows_and_the_account_is_still_counted() {
        let mut tally = AttemptBuffer::default();
        for from in 0..20_000 {
            tally.add(Moment(MINUTE), wrong_password(1, from));
        }
        let taken = tally.take();
        assert!(taken.len() <= limits::ATTEMPT_ROWS + 1, "{}", taken.len());
        assert_eq!(total(&taken), 20_000);
        assert!(taken.iter().all(|row| row.happened.account.is_some()));
        // A flood of accounts from many networks adds no more rows either.
        for from in 0..20_000 {
            tally.add(Moment(2 * MINUTE), wrong_password(u128::from(from) + 1, from));
            let throttled = AttemptEvent { attempt: Attempt::Throttled(Throttle::Network), ..wrong_password(0, from) };
            tally.add(Moment(2 * MINUTE), throttled);
        }
        let taken = tally.take();
        assert!(taken.len() <= 2 * limits::ATTEMPT_ROWS + 4, "{}", taken.len());
        assert_eq!(total(&taken), 40_000);
        assert!(tally.of_networks.len() <= limits::ATTEMPT_ROWS + 1, "{}", tally.of_networks.len());
    }

    #[test]
    fn what_nobody_takes_is_not_kept_for_ever() {
        let mut tally = AttemptBuffer::default();
        for minute in 0..1_000 {
            for from in 0..200 {
                tally.add(Moment(minute * MINUTE), wrong_password(1, from));
            }
        }
        assert!(tally.take().len() <= 101 * limits::ATTEMPT_ROWS + 200);
    }
}
