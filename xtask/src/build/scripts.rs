//! The scripts as they ship: by esbuild, without comments and spaces, and with short names.

use super::WORK;
use crate::{Outcome, tools};
use std::{fs, path::Path};

/// How a browser runs a script, which says whose the names at its top are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// They are its own, except those that it exports.
    Module,
    /// They are every script's of the page.
    Classic,
}

impl Kind {
    /// A format would also wrap a classic script, or make a module of it: it runs as it is.
    fn format(self) -> Option<&'static str> {
        match self {
            Self::Module => Some("--format=esm"),
            Self::Classic => None,
        }
    }
}

/// Has esbuild do to a script what it does to all that ship.
pub(super) fn minified(esbuild: &Path, kind: Kind, script: &str) -> Outcome<String> {
    println!("{} --minify", esbuild.display());
    let (from, to) = (format!("{WORK}/script.js"), format!("{WORK}/script.min.js"));
    fs::write(&from, script).map_err(|error| format!("{from}: {error}"))?;
    let mut command = tools::command(&esbuild.to_string_lossy());
    command
        // What is newer, esbuild neither writes nor leaves. All that we and wasm-bindgen write is
        // in it, and every browser of the last two years knows it.
        .args(["--minify", "--target=es2022"])
        // Whose code it is, and under which licence, the page about the app says.
        .args(["--legal-comments=none", "--log-level=warning"])
        .args(kind.format())
        .args([&from, &format!("--outfile={to}")]);
    tools::run(&mut command)?;
    fs::read_to_string(&to).map_err(|error| format!("{to}: {error}"))
}
