//! The program, taken apart: what the first view needs, and what is fetched when it is wanted.
//!
//! `src/app/later.rs` says where it comes apart. The linker leaves its relocations in the module for
//! that, and wasm-split-cli divides functions and data by who reaches them.

use crate::{Outcome, tools};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

/// A module, its parts, and the JavaScript between them.
#[derive(Debug)]
pub(super) struct Program {
    /// What the page starts.
    pub(super) main: Vec<u8>,
    /// The module that starts it and loads the parts. It names [`MAIN`] and the parts.
    pub(super) module: String,
    pub(super) parts: BTreeMap<String, Vec<u8>>,
}

pub(super) const MAIN: &str = "app_bg.wasm";

/// With this in the environment, build.rs compiles a program that can be taken apart.
pub(super) const SPLIT: &str = "SPLIT";

const WORK: &str = "target/split";
/// What wasm-split-cli calls the module that loads the parts.
const LOADER: &str = "__wasm_split.js";

/// Takes apart what Trunk had cargo build.
pub(super) fn program() -> Outcome<Program> {
    let work = Path::new(WORK);
    let failed = |error| format!("{WORK}: {error}");
    if work.exists() {
        fs::remove_dir_all(work).map_err(failed)?;
    }
    let whole = built_by_cargo();
    tools::run(tools::command("wasm-split-cli").arg(&whole).arg(work))?;
    let bound = work.join("bound");
    tools::run(
        tools::command("wasm-bindgen")
            .args(["--target=web", "--no-typescript", "--keep-lld-exports"])
            .args(["--out-name=app", "--out-dir"])
            .args([&bound, &work.join("main.wasm")]),
    )?;

    let mut parts = BTreeMap::new();
    for entry in fs::read_dir(work).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".wasm") && name != "main.wasm" {
            parts.insert(name.into_owned(), read(&path)?);
        }
    }
    let starter = String::from_utf8(read(&bound.join("app.js"))?).map_err(|e| e.to_string())?;
    let loader = String::from_utf8(read(&work.join(LOADER))?).map_err(|e| e.to_string())?;
    Ok(Program {
        main: read(&bound.join(MAIN))?,
        module: joined(&starter, &loader)?,
        parts,
    })
}

/// What the first view needs of the program that was last taken apart, with the names of its
/// functions.
pub(super) fn main() -> std::io::Result<Vec<u8>> {
    fs::read(Path::new(WORK).join("bound").join(MAIN))
}

fn built_by_cargo() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    target.join("wasm32-unknown-unknown/release/admin-center.wasm")
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// One module of the two, which import each other: a name with the hash of what is in it can be
/// given to neither before the other has one.
fn joined(starter: &str, loader: &str) -> Outcome<String> {
    let import = format!(" from \"./{LOADER}\"");
    let (mut module, mut name) = (String::new(), None);
    for line in starter.lines() {
        match line.trim_end_matches(';').strip_suffix(&import) {
            Some(start) => name = start.strip_prefix("import * as "),
            None => module.extend([line, "\n"]),
        }
    }
    let name = name.ok_or_else(|| format!("wasm-bindgen wrote no import of {LOADER}"))?;
    let mut loads = Vec::new();
    for line in loader.lines().filter(|line| !line.starts_with("import ")) {
        let line = match line.strip_prefix("export ") {
            Some(load) => {
                let load = load.strip_prefix("const ").unwrap_or(load);
                loads.extend(load.split(' ').next());
                &line["export ".len()..]
            }
            None => line,
        };
        if !line.trim_start().starts_with("//") {
            module.extend([line, "\n"]);
        }
    }
    Ok(module + &format!("const {name} = {{ {} }};\n", loads.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTER: &str = r#"import * as import1 from "./__wasm_split.js"
export function initSync() { return imports(); }
function imports() {
    return { "./__wasm_split.js": import1 };
}
"#;

    const LOADER: &str = r#"import { initSync } from "./main.js";

let shared = undefined;
    // What it is for.
    shared = initSync();
export const load_help = load("./split_help.wasm");
export const load_later = load("./split_later.wasm");
"#;

    #[test]
    fn the_starter_and_the_loader_become_one_module() {
        let module = r#"export function initSync() { return imports(); }
function imports() {
    return { "./__wasm_split.js": import1 };
}

let shared = undefined;
    shared = initSync();
const load_help = load("./split_help.wasm");
const load_later = load("./split_later.wasm");
const import1 = { load_help, load_later };
"#;
        assert_eq!(joined(STARTER, LOADER).as_deref(), Ok(module));
    }

    #[test]
    fn a_program_that_was_not_made_to_be_taken_apart_is_refused() {
        let whole = joined("export function initSync() {}\n", LOADER);
        let sentence = "wasm-bindgen wrote no import of __wasm_split.js";
        assert_eq!(whole.unwrap_err(), sentence);
    }
}
