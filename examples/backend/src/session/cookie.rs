//! The cookies of this server. Their prefix makes the browser refuse them from a neighbour, without
//! encryption (except on this machine), or for a part of the site.

use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use super::token::Token;

/// Who is signed in.
pub(crate) const SESSION: &str = "__Host-session";
/// What this browser sent to the identity provider.
pub(crate) const SIGN_IN: &str = "__Host-sign-in";

/// The value of `Set-Cookie`. Without an age it is forgotten with the browser.
pub(crate) fn set(name: &str, token: &Token, age: Option<Duration>) -> String {
    let age = age.map(|age| format!("; Max-Age={}", age.as_secs()));
    let age = age.unwrap_or_default();
    format!("{name}={}{ATTRIBUTES}{age}", token.reveal())
}

pub(crate) fn forget(name: &str) -> String {
    format!("{name}={ATTRIBUTES}; Max-Age=0")
}

/// The one cookie of this name; nothing where there are two, because one of them is somebody
/// else's.
pub(crate) fn read(headers: &HeaderMap, name: &str) -> Option<Token> {
    let lines = headers.get_all(COOKIE).into_iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name);
    match (found.next(), found.next()) {
        (Some((_, value)), None) => Token::parse(value),
        _ => None,
    }
}

const ATTRIBUTES: &str = "; Path=/; Secure; HttpOnly; SameSite=Lax";

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(line: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, line.parse().unwrap());
        read(&headers, SESSION).map(|token| token.reveal().to_owned())
    }

    #[test]
    fn the_cookie_is_found_among_others_and_never_guessed() {
        let token = Token::random();
        let ours = format!("{SESSION}={}", token.reveal());
        let found = Some(token.reveal().to_owned());
        assert_eq!(sent(&ours), found);
        assert_eq!(sent(&format!("a=b; {ours}; c=d")), found);
        assert_eq!(sent(&format!("{ours}; {ours}")), None);
        assert_eq!(sent("session=1"), None);
        assert_eq!(sent(&format!("{SESSION}=short")), None);
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let line = set(SESSION, &Token::random(), None);
        assert!(line.starts_with("__Host-session="));
        assert!(line.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assert!(forget(SESSION).ends_with("Max-Age=0"));
    }
}
