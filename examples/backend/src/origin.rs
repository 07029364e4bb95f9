//! Whether a write comes from the app's own page: the defence against another site's page that
//! has the reader's browser send something with the reader's cookie.

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderValue};

use crate::settings::Settings;

/// Browsers tell at least one of the two with every write, and pages cannot make them lie. What is
/// no browser tells neither, and carries nobody's cookie by accident.
pub(crate) fn is_own(headers: &HeaderMap, own: &str) -> bool {
    let says = |name| headers.get(name).map(axum::http::HeaderValue::as_bytes);
    let is_own_origin = says(ORIGIN.as_str()).is_none_or(|origin| origin == own.as_bytes());
    let is_own_page = says("sec-fetch-site").is_none_or(|site| site == b"same-origin");
    is_own_origin && is_own_page
}

/// The same for the app, which may be served from elsewhere too. There browsers tell the origin.
pub(crate) fn is_the_apps(headers: &HeaderMap, settings: &Settings) -> bool {
    is_own(headers, &settings.origin) || elsewhere(headers, &settings.app_origins).is_some()
}

/// The origin that a request comes from, where the app is served from there.
pub(crate) fn elsewhere(headers: &HeaderMap, apps: &[String]) -> Option<HeaderValue> {
    let origin = headers.get(ORIGIN)?;
    let mut apps = apps.iter();
    apps.any(|app| origin == app.as_str())
        .then(|| origin.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        assert_eq!(is_own(&map, "https://admin.example"), expected);
    }

    #[test]
    fn a_page_of_another_site_is_told_from_our_own() {
        check(&[], true);
        check(&[("origin", "https://admin.example")], true);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "https://admin.example.evil")], false);
        check(&[("origin", "http://admin.example")], false);
        check(&[("origin", "null")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        let mixed = [
            ("origin", "https://admin.example"),
            ("sec-fetch-site", "cross-site"),
        ];
        check(&mixed, false);
    }
}
