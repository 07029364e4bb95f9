//! Prints nanoseconds for each decision and milliseconds for each life, natively.

use policy_bench::{decided, lived};
use std::{hint::black_box, time::Instant};

const DECISIONS: u32 = 1_000_000;
const LIVES: u32 = 100;

fn main() {
    black_box(decided(DECISIONS / 10));
    let begun = Instant::now();
    black_box(decided(black_box(DECISIONS)));
    let decision = begun.elapsed().as_secs_f64() / f64::from(DECISIONS) * 1e9;
    let begun = Instant::now();
    for _ in 0..LIVES {
        black_box(lived());
    }
    let life = begun.elapsed().as_secs_f64() / f64::from(LIVES) * 1e3;
    println!("{decision} {life}");
}
