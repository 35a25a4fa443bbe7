//! Measures the permission rules and prints one `name=number` a line: everything one member has in all products, and
//! the differences between two roles. `cargo xtask bench` runs it.
#![allow(missing_docs, clippy::print_stdout)]

use domain::catalogue::Catalogue;
use domain::permission::{Permissions, RoleChoice, SchoolRoles, difference, permissions_of};
use domain::role::Role;
use std::hint::black_box;
use std::time::Instant;

const TURNS: u32 = 20_000;

fn main() {
    let roles = SchoolRoles::none();
    let of = |role: Role| {
        permissions_of(
            black_box(&RoleChoice::in_every_product(role)),
            black_box(Catalogue::published().products()),
            black_box(&roles),
        )
    };
    print("permissions_of_person_ns", || {
        for role in Role::ALL {
            black_box(of(role));
        }
    });
    let sets: Vec<Permissions> = Role::ALL.into_iter().map(of).collect();
    print("role_difference_ns", || {
        for (place, before) in sets.iter().enumerate() {
            black_box(difference(black_box(before), black_box(&sets[(place + 3) % sets.len()])));
        }
    });
}

/// Prints the median of ten runs, divided by the eight calls in each run.
fn print(name: &str, eight: impl Fn()) {
    let mut times: Vec<f64> = (0..10)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..TURNS {
                eight();
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(TURNS) / 8.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name}={:.1}", times[times.len() / 2]);
}
