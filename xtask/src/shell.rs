//! What is seen of the page before its program runs: the shell of index.html, once in each language.
//!
//! It is a `template` there, so a page that nobody has filled shows none of it. `{home.title}` is a
//! message of the catalogues, `{icon home_20_regular}` the outline of an icon.

use crate::Outcome;
use catalogue::Catalogues;
use std::{fmt::Write, fs};

const BEGINS: &str = "<template id=\"shell\">";
const ENDS: &str = "</template>";
const ICONS: &str = "src/ui/icons";

/// The page with the shells in the place of their template. Assistive technology is not told of them:
/// nothing in them can be used.
pub(crate) fn filled(page: &str, catalogues: &Catalogues) -> Outcome<String> {
    let (before, rest) = page.split_once(BEGINS).ok_or("index.html has no shell")?;
    let (shell, after) = rest.split_once(ENDS).ok_or("The shell has no end")?;
    let mut shells = String::new();
    for (at, language) in catalogues.languages().enumerate() {
        let text = replaced(shell, |name| said(name, catalogues, at))?;
        let tag = &language.tag;
        let _ = writeln!(
            shells,
            "<div class=\"shell\" lang=\"{tag}\" aria-hidden=\"true\">{text}</div>"
        );
    }
    Ok(format!("{before}{shells}{after}"))
}

/// The text with something in the place of each name in braces.
fn replaced(text: &str, with: impl Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let mut rest = text;
    let mut replaced = String::new();
    while let Some((before, name)) = rest.split_once('{') {
        let (name, after) = name
            .split_once('}')
            .ok_or("The shell has a { without a }")?;
        replaced += before;
        replaced += &with(name)?;
        rest = after;
    }
    Ok(replaced + rest)
}

/// What the name stands for in the language at this place.
fn said(name: &str, catalogues: &Catalogues, language: usize) -> Outcome<String> {
    if let Some(icon) = name.strip_prefix("icon ") {
        let file = format!("{ICONS}/{icon}.svg");
        let svg = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        let outline = svg
            .split_once(" d=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let (outline, _) = outline.ok_or_else(|| format!("{file} has no outline"))?;
        return Ok(outline.to_owned());
    }
    let texts = catalogues.plain(name);
    let texts = texts.ok_or_else(|| format!("{name} is no message that is always the same"))?;
    let (_, text) = texts[language];
    Ok(escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_the_app() -> Catalogues {
        Catalogues::load("../src/words".as_ref()).unwrap()
    }

    #[test]
    fn there_is_one_in_each_language_in_the_place_of_the_template() {
        let page = "<body><template id=\"shell\"><h1>{home.title}</h1></template></body>";
        let filled = filled(page, &of_the_app()).unwrap();
        assert!(filled.starts_with("<body><div class=\"shell\" lang=\"en\" aria-hidden=\"true\">"));
        assert!(filled.contains("<h1>Basic authentication</h1>"), "{filled}");
        assert!(
            filled.contains("lang=\"ja\" aria-hidden=\"true\"><h1>基本認証</h1>"),
            "{filled}"
        );
        assert!(
            !filled.contains("template") && !filled.contains('{'),
            "{filled}"
        );
        assert!(filled.ends_with("</body>"));
    }

    #[test]
    fn a_shell_that_cannot_be_filled_stops_the_build() {
        let fails = |page: &str| filled(page, &of_the_app()).unwrap_err();
        assert_eq!(fails("<body></body>"), "index.html has no shell");
        assert_eq!(fails("<template id=\"shell\">"), "The shell has no end");
        let with = |name| format!("<template id=\"shell\">{{{name}}}</template>");
        for name in ["home.no_such", "home.lead_opt_out"] {
            let sentence = format!("{name} is no message that is always the same");
            assert_eq!(fails(&with(name)), sentence);
        }
    }

    #[test]
    fn text_is_not_taken_for_markup() {
        assert_eq!(escaped("<b> & c"), "&lt;b> &amp; c");
    }
}
