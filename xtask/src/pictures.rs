//! `cargo xtask pictures`: the pictures of the README, taken anew.

use crate::{Outcome, build, tools};

pub(crate) fn run() -> Outcome {
    tools::for_testing()?;
    build::run()?;
    tools::run(tools::playwright().args(["--config", "pictures.config.js"]))
}
