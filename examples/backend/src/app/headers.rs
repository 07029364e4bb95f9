//! Reads `_headers`, which the app's build writes for hosts such as Netlify: an address, then its
//! headers, each on a line of its own that is indented.

use axum::http::{HeaderName, HeaderValue};

pub(super) struct Rules(Vec<Rule>);

struct Rule {
    address: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Rules {
    /// The error is a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let unreadable = || format!("_headers: {line:?} cannot be read.");
            if line.starts_with(' ') {
                let rule = rules.last_mut().ok_or_else(unreadable)?;
                let (name, value) = line.trim().split_once(": ").ok_or_else(unreadable)?;
                let name = HeaderName::try_from(name).map_err(|_| unreadable())?;
                let value = HeaderValue::try_from(value).map_err(|_| unreadable())?;
                rule.headers.push((name, value));
            } else {
                let address = line.to_owned();
                let headers = Vec::new();
                rules.push(Rule { address, headers });
            }
        }
        Ok(Self(rules))
    }

    /// Of all rules that fit; a star at the end of one stands for anything.
    pub(super) fn for_path(&self, path: &str) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let fits = move |rule: &&Rule| match rule.address.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => rule.address == path,
        };
        let rules = self.0.iter().filter(fits);
        rules.flat_map(|rule| rule.headers.iter().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_that_fit_are_put_together() {
        let rules = Rules::parse("/*\n  A: b 'c'; d: e\n/x.js\n  Cache-Control: no-cache\n");
        let rules = rules.unwrap();
        let of = |path| -> Vec<_> {
            let found = rules.for_path(path);
            found
                .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                .collect()
        };
        assert_eq!(of("/"), ["a: b 'c'; d: e"]);
        assert_eq!(of("/x.js"), ["a: b 'c'; d: e", "cache-control: no-cache"]);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in ["  A: b", "/\n  A", "/\n  A b: c"] {
            assert!(Rules::parse(text).is_err(), "{text}");
        }
    }
}
