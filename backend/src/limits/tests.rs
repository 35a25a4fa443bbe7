#![allow(clippy::unwrap_used)]
use super::*;
use domain::moment::{HOUR, Moment};

const SCHOOL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// How often it may be done at once.
fn count(mut attempt: impl FnMut() -> Result<(), Problem>) -> usize {
    std::iter::from_fn(|| attempt().ok()).take(10_000).count()
}

fn elsewhere(n: u32) -> IpAddr {
    IpAddr::V4(std::net::Ipv4Addr::from_bits(0x0A00_0000 + n))
}

#[test]
fn guessing_one_account_stops_and_starts_again_by_itself() {
    let clock = Clock::standing_at(Moment(1_000_000_000_000));
    let limits = Limits::new(&clock);
    let amy = email("amy@hillside.uk");
    assert_eq!(count(|| limits.sign_in(&amy, SCHOOL)), 10);
    assert_eq!(
        limits.sign_in(&email("AMY@hillside.uk"), SCHOOL),
        Err(Problem::TooMany { wait_seconds: 30 }),
        "whatever its case"
    );
    assert_eq!(limits.sign_in(&email("ben@hillside.uk"), SCHOOL), Ok(()), "a colleague in the same building");
    clock.advance(30_000);
    assert_eq!(count(|| limits.sign_in(&amy, SCHOOL)), 1);
    clock.advance(HOUR);
    assert_eq!(count(|| limits.sign_in(&amy, SCHOOL)), 10);
}

#[test]
fn guesses_from_everywhere_are_slowed_and_the_holder_still_gets_in() {
    let clock = Clock::standing_at(Moment(1_000_000_000_000));
    let limits = Limits::new(&clock);
    let amy = email("amy@hillside.uk");
    limits.sign_in(&amy, SCHOOL).unwrap();
    limits.proved(&amy, SCHOOL);
    let mut n = 0;
    let guesses = count(|| {
        n += 1;
        limits.sign_in(&amy, elsewhere(n))
    });
    assert_eq!(guesses, 59, "from everywhere together, the first one having been the holder's");
    assert_eq!(limits.sign_in(&amy, SCHOOL), Ok(()));
    clock.advance(10_000);
    assert_eq!(limits.sign_in(&amy, elsewhere(n + 1)), Ok(()), "elsewhere after a wait");
}

#[test]
fn being_right_gives_the_attempts_back() {
    let limits = Limits::new(&Clock::standing_at(Moment(1_000_000_000_000)));
    let amy = email("amy@hillside.uk");
    for _ in 0..9 {
        limits.sign_in(&amy, SCHOOL).unwrap();
    }
    limits.proved(&amy, SCHOOL);
    assert_eq!(count(|| limits.sign_in(&amy, SCHOOL)), 10);
}

#[test]
fn a_whole_school_signs_in_from_one_address() {
    let limits = Limits::new(&Clock::standing_at(Moment(1_000_000_000_000)));
    for n in 0..300 {
        assert_eq!(limits.sign_in(&email(&format!("p{n}@hillside.uk")), SCHOOL), Ok(()));
    }
}

#[test]
fn one_ipv6_customer_is_one_address() {
    let one: IpAddr = "2001:db8:1:2:3:4:5:6".parse().unwrap();
    let same: IpAddr = "2001:db8:1:2:ffff::1".parse().unwrap();
    let other: IpAddr = "2001:db8:1:3::1".parse().unwrap();
    assert_eq!(network(one), network(same));
    assert_ne!(network(one), network(other));
    assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), SCHOOL);
}

#[test]
fn memory_is_bounded() {
    let clock = Clock::standing_at(Moment(1_000_000_000_000));
    let allowance = Allowance::new(&clock, 1, Duration::from_secs(30));
    for key in 0..200_000 {
        allowance.take(key).unwrap();
    }
    assert!(allowance.remembered() <= 65_536, "{}", allowance.remembered());
    assert!(allowance.take(199_999).is_err(), "the latest is still known");
    clock.advance(HOUR);
    for key in 200_000..270_000 {
        let _ = allowance.take(key);
    }
    assert!(allowance.remembered() <= 65_536);
}
