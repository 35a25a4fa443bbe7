//! The promises of throttling: guessing is slowed, nobody is locked out by others, and restarts change nothing.
#![allow(clippy::unwrap_used)]
use super::*;
use domain::limits::Rate;
use domain::moment::{HOUR, Moment};
use std::net::IpAddr;
use std::time::Duration;
use uuid::Uuid;

const SCHOOL: Network = Network(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));

fn begin(clock: &Clock, saved: &[Bucket]) -> Limits {
    Limits::new(clock, Arc::new(Key::for_tests(1)), saved)
}

fn stopped() -> Clock {
    Clock::fixed_at(Moment(1_000_000_000_000))
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn amy() -> AccountId {
    AccountId::new(Uuid::from_u128(1))
}

/// The number of attempts allowed at once.
fn count(mut attempt: impl FnMut() -> Result<(), Throttled>) -> usize {
    std::iter::from_fn(|| attempt().ok()).take(10_000).count()
}

fn elsewhere(n: u32) -> Network {
    Network::of(IpAddr::V4(std::net::Ipv4Addr::from_bits(0x0A00_0000 + n)))
}

fn throttled(limit: Throttle, wait_seconds: u32) -> Result<(), Throttled> {
    Err(Throttled { limit, wait_seconds })
}

#[test]
fn guessing_one_account_stops_and_starts_again_by_itself() {
    let clock = stopped();
    let limits = begin(&clock, &[]);
    let amy = email("amy@hillside.uk");
    assert_eq!(count(|| limits.sign_in_unknown(&amy, SCHOOL, false)), 10);
    assert_eq!(
        limits.sign_in_unknown(&email("AMY@hillside.uk"), SCHOOL, false),
        throttled(Throttle::FromOneNetwork, 30),
        "whatever its case"
    );
    assert_eq!(limits.sign_in_unknown(&email("ben@hillside.uk"), SCHOOL, false), Ok(()), "a colleague in the building");
    clock.advance(30_000);
    assert_eq!(count(|| limits.sign_in_unknown(&amy, SCHOOL, false)), 1);
    clock.advance(HOUR);
    assert_eq!(count(|| limits.sign_in_unknown(&amy, SCHOOL, false)), 10);
}

#[test]
fn guesses_from_everywhere_are_slowed_and_a_usual_network_is_not_held_to_them() {
    let clock = stopped();
    let limits = begin(&clock, &[]);
    let amy = email("amy@hillside.uk");
    let mut n = 0;
    let guesses = count(|| {
        n += 1;
        limits.sign_in_unknown(&amy, elsewhere(n), false)
    });
    assert_eq!(guesses, 60, "from everywhere together");
    assert_eq!(limits.sign_in_unknown(&amy, SCHOOL, false), throttled(Throttle::FromEverywhere, 10));
    assert_eq!(limits.sign_in_unknown(&amy, SCHOOL, true), Ok(()));
    clock.advance(10_000);
    assert_eq!(limits.sign_in_unknown(&amy, elsewhere(n + 1), false), Ok(()), "elsewhere after a wait");
}

#[test]
fn a_known_device_is_kept_out_by_nothing_that_others_do() {
    let clock = stopped();
    let limits = begin(&clock, &[]);
    let address = email("amy@hillside.uk");
    for n in 0..2_000 {
        let _ = limits.sign_in_unknown(&address, if n % 2 == 0 { SCHOOL } else { elsewhere(n) }, false);
        let _ = limits.reset_unknown(&address, if n % 2 == 0 { SCHOOL } else { elsewhere(n) });
        let _ = limits.no_such_link(SCHOOL);
    }
    assert!(limits.sign_in_unknown(&address, SCHOOL, true).is_err());
    assert!(limits.reset_unknown(&address, SCHOOL).is_err());
    assert_eq!(limits.sign_in_known(amy(), b"tablet"), Ok(()));
    assert_eq!(limits.reset_known(amy(), b"tablet"), Ok(()));
    assert_eq!(limits.link("a link that exists"), Ok(()));
    // Attempts on the device itself are throttled, for a minute at most.
    assert_eq!(count(|| limits.sign_in_known(amy(), b"tablet")), 9);
    assert_eq!(limits.sign_in_known(amy(), b"tablet"), throttled(Throttle::KnownDevice, 30));
    assert_eq!(limits.sign_in_known(amy(), b"laptop"), Ok(()), "each device by itself");
    assert_eq!(count(|| limits.reset_known(amy(), b"tablet")), 2);
    assert_eq!(limits.reset_known(amy(), b"tablet"), throttled(Throttle::KnownDevice, 60));
}

#[test]
fn resets_links_and_sign_ins_are_limited_apart() {
    let limits = begin(&stopped(), &[]);
    let mut n = 0;
    let asked = count(|| {
        n += 1;
        limits.reset_unknown(&email(&format!("p{n}@hillside.uk")), SCHOOL)
    });
    assert_eq!(asked, 60, "resets of addresses that do not exist");
    assert_eq!(count(|| limits.no_such_link(SCHOOL)), 60);
    assert_eq!(limits.sign_in_unknown(&email("amy@hillside.uk"), SCHOOL, false), Ok(()));
}

#[test]
fn being_right_gives_the_attempts_back() {
    let limits = begin(&stopped(), &[]);
    let amy_at = email("amy@hillside.uk");
    for _ in 0..9 {
        limits.sign_in_unknown(&amy_at, SCHOOL, false).unwrap();
        limits.sign_in_known(amy(), b"tablet").unwrap();
    }
    limits.proved(&amy_at, SCHOOL);
    limits.proved_known(amy(), b"tablet");
    assert_eq!(count(|| limits.sign_in_unknown(&amy_at, SCHOOL, false)), 10);
    assert_eq!(count(|| limits.sign_in_known(amy(), b"tablet")), 10);
}

#[test]
fn a_whole_school_signs_in_from_one_address() {
    let limits = begin(&stopped(), &[]);
    for n in 0..300 {
        assert_eq!(limits.sign_in_unknown(&email(&format!("p{n}@hillside.uk")), SCHOOL, false), Ok(()));
    }
}

#[test]
fn a_restart_gives_no_new_attempts() {
    let clock = stopped();
    let limits = begin(&clock, &[]);
    let (amy_at, ben_at) = (email("amy@hillside.uk"), email("ben@hillside.uk"));
    count(|| limits.sign_in_unknown(&amy_at, SCHOOL, false));
    limits.sign_in_unknown(&ben_at, SCHOOL, false).unwrap();
    count(|| limits.sign_in_known(amy(), b"tablet"));
    let saved = limits.unsaved();
    assert_eq!(saved.len(), 2, "not what was tried once: {saved:?}");
    assert!(saved.iter().all(|bucket| !bucket.id.contains("amy") && !bucket.id.contains("192")), "{saved:?}");
    assert_eq!(limits.unsaved(), [], "only what is new");

    clock.advance(30_000);
    let restarted = begin(&clock, &saved);
    assert_eq!(count(|| restarted.sign_in_unknown(&amy_at, SCHOOL, false)), 1, "what came back meanwhile");
    assert_eq!(count(|| restarted.sign_in_known(amy(), b"tablet")), 1);
    assert_eq!(restarted.sign_in_unknown(&ben_at, SCHOOL, false), Ok(()));
    // Being right is remembered too.
    restarted.unsaved();
    restarted.proved(&amy_at, SCHOOL);
    let forgotten = restarted.unsaved();
    assert_eq!(forgotten.iter().map(|bucket| bucket.full_at).collect::<Vec<_>>(), [None]);
}

#[test]
fn one_ipv6_customer_is_one_network() {
    let of = |text: &str| Network::of(text.parse().unwrap());
    assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
    assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    assert_eq!(of("::ffff:192.0.2.1"), SCHOOL);
    assert_eq!((of("2001:db8:1:2::1").text(), SCHOOL.text()), ("2001:db8:1:2::/64".to_owned(), "192.0.2.1".to_owned()));
}

#[test]
fn memory_is_bounded() {
    let clock = stopped();
    let allowance = Allowance::new(&clock, "test", Rate::new(1, Duration::from_secs(30)));
    for key in 0..200_000 {
        allowance.take(key, Throttle::Network).unwrap();
    }
    assert!(allowance.remembered() <= 65_536, "{}", allowance.remembered());
    assert!(allowance.take(199_999, Throttle::Network).is_err(), "the latest is still known");
    assert!(allowance.unsaved().len() <= 2_048);
    clock.advance(HOUR);
    for key in 200_000..270_000 {
        let _ = allowance.take(key, Throttle::Network);
    }
    assert!(allowance.remembered() <= 65_536);
}
