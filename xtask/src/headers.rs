//! The `_headers` file, which Netlify, Cloudflare Pages and the end-to-end tests read.

use crate::Outcome;
use std::{fmt::Write, fs};

pub(crate) const FILE: &str = "_headers";

const PAGE: &str = "index.html";
/// What operators edit where the app lies: asked for each time, and never there in a second copy.
pub(crate) const CONFIG: &str = "config.json";

/// The headers of Trunk.toml on every answer, and how long each of these files may be kept.
pub(crate) fn for_files<'a>(names: impl Iterator<Item = &'a str>) -> Outcome<String> {
    let text = fs::read_to_string("Trunk.toml").map_err(|error| format!("Trunk.toml: {error}"))?;
    Ok(file(&of_trunk(&text)?, names))
}

/// What `[serve.headers]` holds, the one place of these headers.
fn of_trunk(text: &str) -> Outcome<Vec<(String, String)>> {
    let settings: toml::Table = text
        .parse()
        .map_err(|error| format!("Trunk.toml: {error}"))?;
    let headers = settings.get("serve").and_then(|serve| serve.get("headers"));
    let headers = headers.and_then(toml::Value::as_table);
    headers
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = value.as_str().ok_or("Trunk.toml: a header is no text")?;
            Ok((name.clone(), value.to_owned()))
        })
        .collect()
}

/// A rule for every address, then how long each may be kept: hosts put the rules that fit together,
/// so no two of them may set the same header.
fn file<'a>(everywhere: &[(String, String)], names: impl Iterator<Item = &'a str>) -> String {
    let mut file = "/*\n".to_owned();
    for (name, value) in everywhere {
        let _ = writeln!(file, "  {name}: {value}");
    }
    for name in ["", PAGE, CONFIG] {
        let _ = writeln!(file, "/{name}\n  Cache-Control: no-cache");
    }
    for name in names.filter(|name| ![PAGE, CONFIG].contains(name)) {
        let _ = writeln!(
            file,
            "/{name}\n  Cache-Control: public, max-age=31536000, immutable"
        );
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_are_those_of_the_development_server() {
        let text = fs::read_to_string("../Trunk.toml").unwrap();
        let headers = of_trunk(&text).unwrap();
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"Content-Security-Policy"), "{names:?}");
        let faulty = "[serve.headers]\nX = 1";
        assert_eq!(
            of_trunk(faulty).unwrap_err(),
            "Trunk.toml: a header is no text"
        );
    }

    #[test]
    fn hashed_files_are_kept_for_ever_and_the_others_are_asked_for_each_time() {
        let names = ["app-1.js", "config.json", "index.html", "words.en-4.json"];
        let file = file(
            &[("A".to_owned(), "b 'c'; d".to_owned())],
            names.into_iter(),
        );
        let expected = "\
/*
  A: b 'c'; d
/
  Cache-Control: no-cache
/index.html
  Cache-Control: no-cache
/config.json
  Cache-Control: no-cache
/app-1.js
  Cache-Control: public, max-age=31536000, immutable
/words.en-4.json
  Cache-Control: public, max-age=31536000, immutable
";
        assert_eq!(file, expected);
    }
}
