//! `cargo xtask bench shares`: what the program of the first view consists of, into
//! docs/bench-shares.md: by crate, by module of ours, and what is there in many instances.

use super::circumstances;
use crate::{Outcome, build};
use std::{collections::BTreeMap, fmt::Write, fs};
use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};

const TABLE: &str = "docs/bench-shares.md";
/// Rows of a table; what is less than the last one changes nothing.
const ROWS: usize = 15;
/// Crates of the workspace, as functions begin with them.
const OURS: [&str; 6] = [
    "admin_center",
    "flows",
    "policy",
    "search",
    "service",
    "wire",
];

/// A function by its name without the compiler's hash, and the bytes of its code.
#[derive(Clone, Debug, PartialEq)]
struct Function {
    name: String,
    bytes: usize,
}

pub(crate) fn run() -> Outcome {
    build::run()?;
    let wasm = build::first_view().map_err(|error| format!("the first view: {error}"))?;
    let functions = functions(&wasm).map_err(|error| format!("the first view: {error}"))?;
    let page = page(&functions, &circumstances()?);
    println!("{page}");
    fs::write(TABLE, page).map_err(|error| format!("{TABLE}: {error}"))
}

/// All that have code in the module.
fn functions(wasm: &[u8]) -> wasmparser::Result<Vec<Function>> {
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                sizes.push(usize::try_from(range.end - range.start).unwrap_or_default());
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(reader) = section.as_known() {
                    names = names_of(reader)?;
                }
            }
            _ => {}
        }
    }
    let functions = sizes.into_iter().enumerate().map(|(at, bytes)| Function {
        name: names
            .get(&(imported + at))
            .map_or("?", |name| without_hash(name))
            .to_owned(),
        bytes,
    });
    Ok(functions.collect())
}

fn names_of(reader: NameSectionReader<'_>) -> wasmparser::Result<BTreeMap<usize, &str>> {
    let mut names = BTreeMap::new();
    for part in reader {
        if let Name::Function(functions) = part? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index as usize, naming.name);
            }
        }
    }
    Ok(names)
}

/// `core::fmt::write` of `core::fmt::write::h0123456789abcdef`.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 => path,
        _ => name,
    }
}

/// The crate that wrote the function, which for generic code is not the one that wanted it: the first
/// name with a path behind it.
fn crate_of(name: &str) -> &str {
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut rest = name;
    while let Some(begin) = rest.find(is_of_a_name) {
        rest = &rest[begin..];
        let end = rest
            .find(|letter| !is_of_a_name(letter))
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if behind.starts_with("::") || behind.starts_with('[') {
            return word;
        }
        rest = behind;
    }
    "?"
}

/// Crate and module of one of our functions: at most three parts of its path.
fn module_of(name: &str) -> Option<String> {
    let ours = crate_of(name);
    let path = &name[name.find(ours)?..];
    let is_of_a_path = |part: &&str| part.chars().all(|it| it.is_ascii_lowercase() || it == '_');
    let parts = path.split("::").take_while(is_of_a_path).take(3);
    let parts: Vec<_> = parts.filter(|part| !part.starts_with("__")).collect();
    OURS.contains(&ours).then(|| parts.join("::"))
}

fn page(functions: &[Function], circumstances: &str) -> String {
    let all: usize = functions.iter().map(|it| it.bytes).sum();
    let mut page = format!(
        "# What the first view consists of\n\n\
         Written by `cargo xtask bench shares`: {circumstances}. The code of the part of the program \
         that Home needs, before wasm-opt and brotli, which leave less than a third of it: {} KiB in {} \
         functions.\n",
        all / 1024,
        functions.len(),
    );
    let by = |of: &dyn Fn(&Function) -> Option<String>| {
        let mut sums: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for function in functions {
            if let Some(key) = of(function) {
                let (bytes, count) = sums.entry(key).or_default();
                *bytes += function.bytes;
                *count += 1;
            }
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
        sums
    };
    let mut table = |heading: &str, what: &str, rows: Vec<(String, (usize, usize))>| {
        let _ = write!(
            page,
            "\n## {heading}\n\n| {what} | KiB | functions |\n| --- | ---: | ---: |\n"
        );
        for (name, (bytes, count)) in rows.into_iter().take(ROWS) {
            let _ = writeln!(page, "| `{name}` | {} | {count} |", bytes / 1024);
        }
    };
    table(
        "By crate",
        "the crate that wrote it",
        by(&|it| Some(crate_of(&it.name).to_owned())),
    );
    table("Ours by module", "module", by(&|it| module_of(&it.name)));
    let mut instances = by(&|it| Some(it.name.clone()));
    instances.retain(|(name, (_, count))| *count > 1 && name != "?");
    table("In many instances", "generic function", instances);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_in_its_name() {
        for (name, expected) in [
            ("core::ptr::drop_in_place<wire::receipt::Receipt>", "core"),
            (
                "<T as tachys::html::attribute::IntoAnyAttribute>::build",
                "tachys",
            ),
            ("<u64 as core[c5930c85a12de822]::fmt::Display>::fmt", "core"),
            ("<unknown> externref shim", "?"),
            ("memcpy", "?"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn modules_are_named_for_our_own_functions_alone() {
        let of = |name| module_of(name);
        let expiry = "admin_center::app::banner::expiry::__component_notice::{{closure}}";
        assert_eq!(of(expiry).as_deref(), Some("admin_center::app::banner"));
        assert_eq!(
            of("<service::state::State as core::clone::Clone>::clone").as_deref(),
            Some("service::state")
        );
        assert_eq!(of("serde_json::de::from_trait"), None);
    }

    #[test]
    fn a_hash_is_no_part_of_a_name() {
        assert_eq!(without_hash("a::b::h0123456789abcdef"), "a::b");
        assert_eq!(without_hash("a::hidden"), "a::hidden");
    }

    #[test]
    fn what_is_there_twice_is_counted_together() {
        let function = |name: &str, kib: usize| Function {
            name: name.to_owned(),
            bytes: kib * 1024,
        };
        let functions = [
            function("tachys::build", 3),
            function("tachys::build", 2),
            function("wire::receipt::read", 4),
        ];
        let page = page(&functions, "today");
        assert!(page.contains("9 KiB in 3 functions"), "{page}");
        assert!(page.contains("| `tachys` | 5 | 2 |"), "{page}");
        assert!(page.contains("| `wire::receipt::read` | 4 | 1 |"), "{page}");
        assert!(page.ends_with("| `tachys::build` | 5 | 2 |\n"), "{page}");
    }
}
