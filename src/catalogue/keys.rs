//! The typed keys: a module per section, a function per key, a parameter per argument.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::message::Kind;
use crate::{Direction, Language, Message};

/// The section whose keys are also found by name: the explanations that the policy's rules carry.
const BY_NAME: &str = "rules";

/// Writes the languages and the module tree; `Language`, `About`, `Text` and `Argument` are looked
/// up in the module that includes it.
pub(crate) fn write(
    languages: &[&Language],
    messages: &BTreeMap<String, Message>,
    fingerprint: &str,
) -> String {
    let mut out = format!(
        "/// Of the keys this build was made with.\npub(crate) const KEYS: &str = \"{fingerprint}\";\n"
    );
    out.push_str(&self::languages(languages));
    let mut explained = String::new();
    let mut section = "";
    for (number, (name, message)) in messages.iter().enumerate() {
        let Some((own, key)) = name.split_once('.') else {
            continue;
        };
        if own != section {
            if !section.is_empty() {
                out.push_str("}\n");
            }
            section = own;
            // Writing to a string cannot fail.
            let _ = writeln!(out, "pub(crate) mod {section} {{\nuse super::*;");
        }
        let arguments = message.arguments();
        let parameters: Vec<_> = arguments.iter().map(parameter).collect();
        let values: Vec<_> = arguments
            .keys()
            .map(|name| format!("{name}.into()"))
            .collect();
        let _ = writeln!(
            out,
            "pub(crate) fn {key}({}) -> Text {{ Text::new({number}, vec![{}]) }}",
            parameters.join(", "),
            values.join(", "),
        );
        if own == BY_NAME {
            let known: Vec<_> = arguments.iter().map(looked_up).collect();
            let _ = writeln!(
                explained,
                "\"{key}\" => {BY_NAME}::{key}({}),",
                known.join(", ")
            );
        }
    }
    if !section.is_empty() {
        out.push_str("}\n");
    }
    let _ = write!(
        out,
        "/// The explanation with this key, where all that it speaks of is known.\n\
         pub(crate) fn explain(key: &str, known: &Known) -> Option<Text> {{\n\
         Some(match key {{\n{explained}_ => return None,\n}})\n}}\n"
    );
    out
}

/// A constant per language, named after its tag, and what is known of each.
fn languages(languages: &[&Language]) -> String {
    let mut names = String::new();
    let mut abouts = String::new();
    for (number, language) in languages.iter().enumerate() {
        let Language {
            tag,
            own_name,
            locale,
            direction,
            is_whole,
        } = language;
        let name = tag.to_uppercase().replace('-', "_");
        let is_right_to_left = *direction == Direction::RightToLeft;
        let _ = writeln!(names, "pub const {name}: Self = Self({number});");
        let _ = writeln!(
            abouts,
            "About {{ tag: {tag:?}, own_name: {own_name:?}, locale: {locale:?}, \
             is_right_to_left: {is_right_to_left}, is_whole: {is_whole} }},"
        );
    }
    let count = languages.len();
    format!(
        "impl Language {{\n{names}}}\n\
         /// By the number of the language.\n\
         pub(super) static ABOUT: [About; {count}] = [\n{abouts}];\n"
    )
}

fn parameter((name, kind): (&&str, &Kind)) -> String {
    let kind = match kind {
        Kind::Text => "impl Into<Argument>",
        Kind::Number => "i32",
        Kind::Date => "Day",
        Kind::Month => "Month",
        Kind::Time => "Time",
    };
    format!("{name}: {kind}")
}

/// An argument taken from what is known; the explanation is left out where it is missing.
fn looked_up((name, kind): (&&str, &Kind)) -> String {
    match kind {
        Kind::Text => format!("known.{name}.clone()?"),
        Kind::Number | Kind::Date | Kind::Month | Kind::Time => format!("known.{name}?"),
    }
}
