//! Every command of the README: `cargo xtask serve | test | decide`.

fn main() {}
