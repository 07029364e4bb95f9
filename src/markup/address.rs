//! Where a link in a foreign text may lead.

use std::fmt;
use std::sync::Arc;

/// An absolute address with the scheme http, https or mailto. Nothing else can be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Arc<str>);

/// Longer than any address that a person means to open.
const LONGEST: usize = 2048;

impl Address {
    /// Reads the address as a browser does: it overlooks spaces and control characters around it,
    /// tabs and line ends within it, and the case of its scheme. What a browser would have to mend
    /// or a reader could take for another place is no address here.
    pub fn read(written: &str) -> Option<Self> {
        if written.len() > LONGEST {
            return None;
        }
        let trimmed = written.trim_matches(|it: char| it <= ' ');
        let address = trimmed.replace(['\t', '\n', '\r'], "");
        let (scheme, rest) = address.split_once(':')?;
        let is_safe = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => has_host(rest),
            "mailto" => rest.contains('@') && !rest.starts_with('@'),
            _ => false,
        };
        (is_safe && !address.contains(is_hidden)).then(|| Self(address.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Whether a host stands where everybody looks for it. Without two slashes the address would be one
/// of this site, and a name with `@` before the host only looks like a host.
fn has_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_in_hosts =
        |it: char| it.is_alphanumeric() || matches!(it, '-' | '.' | '_' | ':' | '[' | ']');
    host.contains(char::is_alphanumeric) && host.chars().all(is_in_hosts)
}

/// What is not seen, or shows other characters in an order that is not theirs.
fn is_hidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        let read = Address::read(written);
        assert_eq!(read.as_ref().map(Address::as_str), expected, "{written:?}");
    }

    #[test]
    fn only_three_schemes_lead_out() {
        check(
            "https://aka.ms/EXOBasicAuthLatest",
            Some("https://aka.ms/EXOBasicAuthLatest"),
        );
        check(
            "HTTP://example.com:80/?a=1#b",
            Some("HTTP://example.com:80/?a=1#b"),
        );
        check("mailto:admin@example.com", Some("mailto:admin@example.com"));
        check("https://例え.テスト/", Some("https://例え.テスト/"));
        check("http://[::1]/", Some("http://[::1]/"));
        for refused in [
            "",
            ":",
            "ftp://example.com",
            "javascript:alert(1)",
            "tel:1",
            "mailto:",
            "mailto:@",
        ] {
            check(refused, None);
        }
    }

    #[test]
    fn an_address_of_this_site_is_none() {
        for relative in [
            "/t/x",
            "//example.com/",
            "x",
            "#x",
            "?x",
            "https:/x",
            "https:x",
            "https:///x",
            r"https:\\x",
        ] {
            check(relative, None);
        }
    }

    #[test]
    fn it_is_read_as_a_browser_reads_it() {
        check(
            "\u{1} ht\ntps://exa\tmple.com/ ",
            Some("https://example.com/"),
        );
        check("java\nscript:alert(1)", None);
        check("https://example.com/a b", Some("https://example.com/a b"));
    }

    #[test]
    fn what_a_reader_could_mistake_is_refused() {
        check("https://microsoft.com@evil.test/", None);
        check("https://a b/", None);
        check("https://evil.test\\@microsoft.com/", None);
        check("https://example.com/\u{202e}moc", None);
        check("https://exam\u{200b}ple.com/", None);
        check("https://example.com/\u{7f}", None);
        check(
            &format!("https://example.com/{}", "a".repeat(LONGEST)),
            None,
        );
    }
}
