//! The licences of what the page is made of, as the page shows them: read from the packages, so that
//! nobody keeps a list.

use crate::{Outcome, tools};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What `licences-….json` holds.
#[derive(Serialize)]
pub(crate) struct Licences {
    /// Every text once: many packages have the same.
    texts: Vec<String>,
    packages: Vec<Package>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Package {
    name: String,
    version: String,
    /// An SPDX expression, as the package states it.
    licence: String,
    /// Positions in the list of texts.
    texts: Vec<usize>,
}

/// Licences that ask no more than to be told, by their SPDX ids. A package that may be had under one
/// of them is had under it; any other needs a decision first.
const ACCEPTED: &[&str] = &[
    "Apache-2.0",
    "BSL-1.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Of every crate in the program, and of the icons. An error where one is not accepted.
pub(crate) fn of_the_page(project: &Path) -> Outcome<Licences> {
    let mut licences = Licences {
        texts: Vec::new(),
        packages: Vec::new(),
    };
    let mit = fs::read_to_string(project.join("LICENSE-MIT"))
        .map_err(|error| format!("LICENSE-MIT: {error}"))?;
    for package in linked(&metadata(project)?) {
        let licence = package.licence.as_deref().unwrap_or_default();
        if !is_accepted(licence) {
            let Named { name, .. } = package;
            return Err(format!(
                "{name} is under {licence:?}, which xtask/src/licences.rs lacks"
            ));
        }
        let folder = Path::new(&package.manifest_path).parent();
        let mut texts = texts_in(folder.unwrap_or(Path::new(".")))?;
        if texts.is_empty() {
            texts.push(standard(package, &mit)?);
        }
        licences.add(&package.name, &package.version, licence, texts);
    }
    let icons = fs::read_to_string(project.join("src/ui/icons/LICENSE"))
        .map_err(|error| format!("src/ui/icons/LICENSE: {error}"))?;
    licences.add("Fluent UI System Icons", "", "MIT", vec![icons]);
    Ok(licences)
}

impl Licences {
    fn add(&mut self, name: &str, version: &str, licence: &str, texts: Vec<String>) {
        let texts = texts.into_iter().map(|text| {
            let known = self.texts.iter().position(|known| *known == text);
            known.unwrap_or_else(|| {
                self.texts.push(text);
                self.texts.len() - 1
            })
        });
        let texts = texts.collect();
        self.packages.push(Package {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: licence.to_owned(),
            texts,
        });
    }
}

/// As much of what `cargo metadata` prints.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Named>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
    version: String,
    #[serde(rename = "license")]
    licence: Option<String>,
    authors: Vec<String>,
    /// Nothing where it is a crate of this repository.
    source: Option<String>,
    manifest_path: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// Nothing for what is linked; `build` or `dev` for the rest.
    kind: Option<String>,
}

fn metadata(project: &Path) -> Outcome<Metadata> {
    let mut cargo = tools::command("cargo");
    cargo.current_dir(project);
    cargo.args(["metadata", "--format-version=1", "--locked"]);
    cargo.arg("--filter-platform=wasm32-unknown-unknown");
    let printed = cargo.output().map_err(|error| format!("cargo: {error}"))?;
    serde_json::from_slice(&printed.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

/// The foreign packages that are linked into the page, by name. A macro runs in the compiler only.
fn linked(metadata: &Metadata) -> Vec<&Named> {
    let packages: BTreeMap<&str, &Named> = metadata
        .packages
        .iter()
        .map(|package| (package.id.as_str(), package))
        .collect();
    let nodes: BTreeMap<&str, &Node> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let root = metadata
        .packages
        .iter()
        .find(|package| package.name == "admin-center");
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&str> = root.map(|root| root.id.as_str()).into_iter().collect();
    while let Some(id) = ahead.pop() {
        if !is_macro(packages[id]) && reached.insert(id) {
            let linked =
                |found: &&Dependency| found.dep_kinds.iter().any(|kind| kind.kind.is_none());
            let next = nodes[id].deps.iter().filter(linked);
            ahead.extend(next.map(|dependency| dependency.pkg.as_str()));
        }
    }
    let foreign = reached.into_iter().map(|id| packages[id]);
    let mut foreign: Vec<_> = foreign.filter(|package| package.source.is_some()).collect();
    foreign.sort_by_key(|package| (&package.name, &package.version));
    foreign
}

fn is_macro(package: &Named) -> bool {
    let mut kinds = package.targets.iter().flat_map(|target| &target.kind);
    kinds.any(|kind| kind == "proc-macro")
}

/// Whether one of the choices that an SPDX expression leaves is accepted as a whole.
fn is_accepted(expression: &str) -> bool {
    // Some still write the old form of OR.
    let expression = expression.replace('/', " OR ").replace(['(', ')'], "");
    expression.split(" OR ").any(|choice| {
        let mut all = choice.split(" AND ").map(str::trim);
        all.all(|licence| ACCEPTED.contains(&licence))
    })
}

/// The files beside a package's manifest that say under what it is, in the order of their names.
fn texts_in(folder: &Path) -> Outcome<Vec<String>> {
    let failed = |error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let is_text = ["LICENSE", "LICENCE", "COPYING", "NOTICE"]
            .iter()
            .any(|word| name.starts_with(word));
        if is_text && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).map_err(failed));
    texts
        .map(|text| text.map(|text| text.trim().to_owned()))
        .collect()
}

/// For a package that states the MIT licence and does not bring its text: the words that all share,
/// from our own, under the names of its authors.
fn standard(package: &Named, mit: &str) -> Outcome<String> {
    let named = package
        .licence
        .as_deref()
        .is_some_and(|licence| licence.contains("MIT"));
    let words = mit.split_once("Permission is hereby granted");
    let Some((_, words)) = words.filter(|_| named) else {
        return Err(format!("{} brings no text of its licence", package.name));
    };
    let authors = match package.authors.as_slice() {
        [] => format!("The authors of {}", package.name),
        authors => authors.join(", "),
    };
    Ok(format!(
        "MIT License\n\nCopyright (c) {authors}\n\nPermission is hereby granted{words}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_choice_that_is_accepted_is_enough() {
        for accepted in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "MIT/Apache-2.0",
            "(MIT OR X) AND Zlib",
        ] {
            assert!(is_accepted(accepted), "{accepted}");
        }
        for other in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only"] {
            assert!(!is_accepted(other), "{other}");
        }
    }

    #[test]
    fn all_that_is_linked_has_a_licence_and_nothing_else_is_listed() {
        let licences = of_the_page("..".as_ref()).unwrap();
        let names: Vec<&str> = licences
            .packages
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        for linked in [
            "leptos",
            "serde",
            "chrono",
            "wasm-bindgen",
            "Fluent UI System Icons",
        ] {
            assert!(names.contains(&linked), "{linked}");
        }
        let told = |package: &Package| !package.texts.is_empty();
        assert!(licences.packages.iter().all(told));
        assert!(licences.packages.len() <= MOST, "what is each new one for?");
        // Ours, a macro, a tool of the build, one of the tests.
        for other in ["policy", "leptos_macro", "brotli", "proptest"] {
            assert!(!names.contains(&other), "{other}");
        }
    }

    /// More code than anybody reads is a risk of its own.
    const MOST: usize = 150;

    #[test]
    fn a_text_that_two_share_is_there_once() {
        let mut licences = Licences {
            texts: Vec::new(),
            packages: Vec::new(),
        };
        licences.add("a", "1", "MIT", vec!["M".to_owned(), "N".to_owned()]);
        licences.add("b", "2", "MIT", vec!["N".to_owned()]);
        assert_eq!(licences.texts, ["M", "N"]);
        assert_eq!(licences.packages[1].texts, [1]);
    }
}
