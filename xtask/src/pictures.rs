//! `cargo xtask pictures`: the pictures of the README, and what the tests compare pages with, taken
//! anew.

use crate::{Outcome, build, tools};

pub(crate) fn run() -> Outcome {
    tools::for_testing()?;
    build::run()?;
    tools::run(&mut tools::gallery())?;
    tools::run(tools::playwright().args(["--config", "pictures.config.js"]))
}
