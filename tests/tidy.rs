//! The rules of this repository that no compiler enforces.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Our own modules that a part must not mention, beside what the crates inside `src` cannot.
const NEVER: &[(&str, &[&str])] = &[
    ("src/api.rs", &["leptos"]),
    ("src/backend", &["leptos", "pages", "ui"]),
    (
        "src/browser",
        &[
            "api", "app", "backend", "delivery", "flows", "help", "pages", "policy", "routes",
            "search", "service", "ui", "wire", "words",
        ],
    ),
    (
        "src/config.rs",
        &[
            "api", "app", "backend", "browser", "leptos", "pages", "ui", "words",
        ],
    ),
    ("src/delivery.rs", &["leptos"]),
    ("src/markup.rs", READS_ALONE),
    ("src/markup", READS_ALONE),
    ("src/pages", &["backend", "service"]),
    (
        "src/ui",
        &[
            "api", "app", "backend", "delivery", "flows", "help", "pages", "policy", "routes",
            "search", "service", "wire", "words",
        ],
    ),
];

/// For what is handed a text and gives back a value.
const READS_ALONE: &[&str] = &[
    "api", "app", "backend", "browser", "delivery", "flows", "help", "leptos", "pages", "policy",
    "routes", "search", "service", "ui", "wire", "words",
];

/// The crates that reach the browser, and who may use them.
const BROWSER: &[&str] = &["web_sys", "js_sys", "gloo_net"];
const AT_THE_EDGE: &[&str] = &[
    "src/backend/http.rs",
    "src/browser",
    "src/browser.rs",
    "src/ui",
];

/// Without a meaning that a theme can change.
const COLOURS: &[&str] = &[
    "#", "rgb", "hsl", "hwb", "lab(", "lch(", "oklab", "oklch", "color(",
];

/// Folders that commands fill and nobody keeps.
const MADE: &[&str] = &[".git", "dist", "node_modules", "target"];

#[test]
fn nobody_reaches_past_their_neighbours() {
    for (place, forbidden) in NEVER {
        for file in files(Path::new(place), "rs") {
            let code = code_of(&file);
            for name in *forbidden {
                assert!(
                    !mentions(&code, name),
                    "{} uses {name}: {place} may not. Hand in what it needs from outside.",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn only_the_edges_touch_the_browser() {
    for edge in AT_THE_EDGE {
        files(Path::new(edge), "rs");
    }
    for file in files(Path::new("src"), "rs") {
        if AT_THE_EDGE.iter().any(|edge| file.starts_with(edge)) {
            continue;
        }
        let code = code_of(&file);
        for name in BROWSER {
            assert!(
                !mentions(&code, name),
                "{} uses {name}: ask for what it needs in src/browser, which has one port a file",
                file.display()
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in ["examples", "src", "tests", "xtask/src"] {
        for file in files(Path::new(folder), "rs") {
            assert!(
                read(&file).starts_with("//!"),
                "{} does not begin with //!: say in a sentence or three what it is for",
                file.display()
            );
        }
    }
}

#[test]
fn every_style_sheet_is_linked_and_layers_come_first() {
    let page = read(Path::new("index.html"));
    let linked: Vec<_> = page
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix(r#"<link data-trunk rel="css" href=""#)
        })
        .filter_map(|line| line.strip_suffix(r#"">"#))
        .collect();
    assert_eq!(
        linked.first(),
        Some(&"style/layers.css"),
        "the order of the layers comes first"
    );

    let there = files(Path::new("style"), "css");
    let there: BTreeSet<_> = there.iter().filter_map(|file| file.to_str()).collect();
    let linked: BTreeSet<_> = linked.into_iter().collect();
    assert_eq!(
        linked, there,
        "index.html must link each style sheet once, and no other"
    );
}

#[test]
fn every_rule_of_style_is_in_a_layer() {
    for file in files(Path::new("style"), "css") {
        if file.ends_with("tokens.css") || file.ends_with("layers.css") {
            continue;
        }
        let style = style_of(&file);
        let style = style.trim();
        assert!(
            style.starts_with("@layer ") && first_block_ends(style) == Some(style.len()),
            "{} must be one @layer block; only tokens.css needs none",
            file.display()
        );
    }
}

#[test]
fn colours_live_in_the_tokens() {
    for file in files(Path::new("style"), "css") {
        if file.ends_with("tokens.css") {
            continue;
        }
        let style = style_of(&file);
        for colour in COLOURS {
            assert!(
                !style.contains(colour),
                "{} has {colour}: give the colour a meaning in tokens.css and use that; \
                 elements are named by classes, not ids",
                file.display()
            );
        }
    }
}

#[test]
fn style_says_where_text_begins_and_not_left_or_right() {
    for file in files(Path::new("style"), "css") {
        for declaration in style_of(&file).split([';', '{', '}']) {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let (property, value) = (property.trim(), value.trim());
            assert!(
                !is_physical(property, value),
                "{} has {property}: {value}. Write inline and block instead of the sides and of \
                 width and height, so that it also holds where text runs the other way.",
                file.display()
            );
        }
    }
}

#[test]
fn sides_are_recognised() {
    for (property, value) in [
        ("margin-left", "0"),
        ("border-top-color", "red"),
        ("right", "0"),
        ("width", "1rem"),
        ("max-height", "1rem"),
        ("overflow-x", "auto"),
        ("border-top-left-radius", "0"),
        ("text-align", "left"),
        ("float", "right"),
        ("padding", "0 var(--space-1) 0 calc(1rem + 2rem)"),
    ] {
        assert!(is_physical(property, value), "{property}: {value}");
    }
    for (property, value) in [
        ("margin-inline-start", "0"),
        ("padding", "0 calc(1rem + 2rem)"),
        ("padding", "0 1rem 2rem"),
        ("padding", "0 1rem 2rem 1rem"),
        ("inset", "auto"),
        ("min-inline-size", "0"),
        ("border-width", "0 1px 1px 0"),
        ("--copyright", "0"),
        ("justify-content", "end"),
    ] {
        assert!(!is_physical(property, value), "{property}: {value}");
    }
}

#[test]
fn every_component_has_specimens_in_the_gallery() {
    let list = read(Path::new("src/ui.rs"));
    let mut components = 0;
    for file in files(Path::new("src/ui"), "rs") {
        if !read(&file).contains("#[component]\npub fn ") {
            continue;
        }
        components += 1;
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(
            list.contains(&format!("(\"{name}.rs\", {name}::specimens),")),
            "{} has a component that the gallery does not show: write `specimens` beside it and \
             name them in SPECIMENS of src/ui.rs",
            file.display()
        );
    }
    assert!(components > 10, "only {components} components were found");
}

#[test]
fn the_project_stands_alone() {
    // Put together, or this file would find itself.
    let outside = ["../", "shared"].concat();
    for file in files(Path::new("."), "") {
        let text = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&text);
        assert!(
            !text.contains(&outside),
            "{} points out of the project, where a clone has nothing",
            file.display()
        );
    }
}

/// Every file under a place, or the place itself where it is a file. An empty ending takes all.
#[track_caller]
fn files(place: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(place, ending, &mut found);
    assert!(
        !found.is_empty(),
        "nothing was found in {}: if it moved, tell this test where to",
        place.display()
    );
    found
}

fn collect(place: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    if MADE.iter().any(|made| place.ends_with(made)) {
        return;
    }
    if place.is_dir() {
        for entry in fs::read_dir(place).expect("the folder is there") {
            let entry = entry.expect("the folder can be read");
            collect(&entry.path(), ending, found);
        }
    } else if ending.is_empty() || place.extension().is_some_and(|it| it == ending) {
        found.push(place.to_owned());
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A Rust file without its comments.
fn code_of(file: &Path) -> String {
    let source = read(file);
    let code = source
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    code.collect::<Vec<_>>().join("\n")
}

/// A style sheet without its comments.
fn style_of(file: &Path) -> String {
    let source = read(file);
    let mut parts = source.split("/*");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |style, part| {
        style + part.split_once("*/").map_or("", |(_, rest)| rest)
    })
}

/// Whether a declaration speaks of the sides of the screen and not of the direction of the text. A
/// border's width may: a tick is drawn with two turned sides, and looks the same in every language.
fn is_physical(property: &str, value: &str) -> bool {
    const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
    const AXES: [&str; 4] = ["width", "height", "x", "y"];
    if property.starts_with("--") {
        return false;
    }
    let words: Vec<_> = property.split('-').collect();
    let names_a_side = words.iter().any(|word| SIDES.contains(word));
    let is_thickness = matches!(words[0], "border" | "line");
    let names_an_axis = words.last().is_some_and(|last| AXES.contains(last)) && !is_thickness;
    let values = parts_of(value);
    let has_unequal_sides = matches!(property, "margin" | "padding" | "inset")
        && values.len() == 4
        && values[1] != values[3];
    let has_a_side = matches!(property, "float" | "clear" | "text-align") && SIDES.contains(&value);
    names_a_side || names_an_axis || has_unequal_sides || has_a_side
}

/// What stands between the spaces of a value; what is in brackets is one part.
fn parts_of(value: &str) -> Vec<&str> {
    let mut depth = 0;
    let parts = value.split(|character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0 && character.is_whitespace()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Where the first block in braces ends.
fn first_block_ends(style: &str) -> Option<usize> {
    let mut depth = 0;
    for (position, character) in style.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some(position + 1);
        }
    }
    None
}

/// Whether the code goes through a module or crate of this name, or brings it in.
fn mentions(code: &str, name: &str) -> bool {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(name).any(|(start, _)| {
        let before = &code[..start];
        let after = code[start + name.len()..].trim_start();
        !before.ends_with(is_name)
            && (after.starts_with("::")
                || before.ends_with("crate::")
                || (before.ends_with("use ") && after.starts_with([';', ' '])))
    })
}
