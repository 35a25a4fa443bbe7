//! Mutation testing: files with a few damaged bytes reveal what a parser overlooks. For tests only; other crates'
//! tests include this file.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::time::{Duration, Instant};

/// Values that parsers often mishandle.
const STUMBLING_BLOCKS: &[&[u8]] = &[
    b"\"",
    b"\0",
    b"\r\n",
    b"\n\n",
    b",",
    b";",
    b"\t",
    b"<",
    b">",
    b"]]>",
    b"&amp;",
    b"&#x110000;",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xC3",
    b"PK\x03\x04",
    b"-1",
    b"0",
    b"300000000000000000",
    b"18446744073709551616",
    b"XFD1048576",
    b"=",
    b"&",
    b"%00",
    b"%ZZ",
    b"%F0",
    b"..",
    b"/",
    b"[]",
    b"[0]",
    b"NaN",
    b"1e999",
    b"%E2%80%AE",
];

#[derive(Clone, Debug)]
enum Mutation {
    Replace(Index, u8),
    Insert(Index, &'static [u8]),
    Remove(Index, usize),
    Repeat(Index, usize, usize),
    Cut(Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<Index>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        (place(), select(STUMBLING_BLOCKS)).prop_map(|(at, block)| Mutation::Insert(at, block)),
        (place(), 1..64_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        (place(), 1..64_usize, 1..200_usize).prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
        place().prop_map(Mutation::Cut),
    ]
}

impl Mutation {
    fn apply(&self, mut file: Vec<u8>) -> Vec<u8> {
        if file.is_empty() {
            return file;
        }
        let end = |from: usize, length: usize| (from + length).min(file.len());
        match self {
            Self::Replace(at, byte) => {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            Self::Insert(at, block) => {
                let at = at.index(file.len());
                file.splice(at..at, block.iter().copied());
            }
            Self::Remove(at, length) => {
                let at = at.index(file.len());
                file.drain(at..end(at, *length));
            }
            Self::Repeat(at, length, times) => {
                let at = at.index(file.len());
                let part = file[at..end(at, *length)].repeat(*times);
                file.splice(at..at, part);
            }
            Self::Cut(at) => file.truncate(at.index(file.len())),
        }
        file
    }
}

/// One of these files after up to four mutations, with its index.
fn nearly(corpus: Vec<Vec<u8>>) -> impl Strategy<Value = (usize, Vec<u8>)> {
    let which = 0..corpus.len();
    (which, proptest::collection::vec(mutation(), 0..=4)).prop_map(move |(which, mutations)| {
        (which, mutations.iter().fold(corpus[which].clone(), |file, mutation| mutation.apply(file)))
    })
}

/// Checks this number of mutated files, always the same ones. (Unused in some crates that include this file.)
#[allow(dead_code)]
pub fn hold_each(files: u32, corpus: Vec<Vec<u8>>, check: impl Fn(usize, &[u8])) {
    let config = Config { cases: files, failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]));
    let held = runner.run(&nearly(corpus), |(which, file)| {
        check(which, &file);
        Ok(())
    });
    held.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Checks mutated files until the time is over; `check` panics on a failure. The files come in the same order each
/// time.
pub fn hold(time: Duration, corpus: Vec<Vec<u8>>, check: impl Fn(usize, &[u8])) {
    let config = Config { cases: 8, failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let files = nearly(corpus);
    let begun = Instant::now();
    while begun.elapsed() < time {
        let held = runner.run(&files, |(which, file)| {
            check(which, &file);
            Ok(())
        });
        held.unwrap_or_else(|failure| panic!("{failure}"));
    }
}
