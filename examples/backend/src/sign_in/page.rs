//! The two pages that this server has of its own, in the reader's language.

use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    REFERRER_POLICY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::IntoResponse;

use crate::answer::{self, Answer};

pub(super) enum Page {
    Choose {
        /// Ready to stand in HTML, as is the next.
        people: String,
        return_to: String,
        /// Where the form may lead on to beside this site, ready to stand in a policy.
        apps: String,
    },
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    English,
    Japanese,
}

pub(super) fn answer(headers: &HeaderMap, page: Page, status: StatusCode) -> Answer {
    let language = Language::of(headers);
    let (html, apps) = match page {
        Page::Choose {
            people,
            return_to,
            apps,
        } => {
            let page = match language {
                Language::English => include_str!("choose.en.html"),
                Language::Japanese => include_str!("choose.ja.html"),
            };
            let page = page.replace("{people}", &people);
            (page.replace("{return_to}", &return_to), apps)
        }
        Page::Failed => {
            let page = match language {
                Language::English => include_str!("failed.en.html"),
                Language::Japanese => include_str!("failed.ja.html"),
            };
            (page.to_owned(), String::new())
        }
    };
    let mut answer = answer::of(wire::http::Response {
        status: status.as_u16(),
        headers: Vec::new(),
        body: html,
    });
    let headers = answer.headers_mut();
    // Browsers hold the way on from a form to it as well.
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {apps}; frame-ancestors 'none'; \
         base-uri 'none'"
    );
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_LANGUAGE, language.tag()),
        // Without a referrer browsers send a form with the origin "null", as if it were a stranger's.
        (REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// `GET /sign-in/page.css`: how both look.
pub(crate) async fn style() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css"), (CACHE_CONTROL, "no-cache")];
    (headers, include_str!("page.css"))
}

/// Text as it may stand in an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

impl Language {
    /// The first of the reader's languages that there is; English where there is none.
    fn of(headers: &HeaderMap) -> Self {
        let asked = headers.get(ACCEPT_LANGUAGE);
        let asked = asked
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let mut known =
            asked
                .split(',')
                .filter_map(|range| match range.split([';', '-']).next()?.trim() {
                    "ja" => Some(Self::Japanese),
                    "en" => Some(Self::English),
                    _ => None,
                });
        known.next().unwrap_or(Self::English)
    }

    const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_speaks_the_readers_first_language_that_it_can() {
        let of = |asked: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, asked.parse().unwrap());
            Language::of(&headers)
        };
        assert_eq!(of("ja,en;q=0.8"), Language::Japanese);
        assert_eq!(of("fr, ja-JP;q=0.9, en;q=0.8"), Language::Japanese);
        assert_eq!(of("en-GB, ja"), Language::English);
        assert_eq!(of("fr"), Language::English);
        assert_eq!(Language::of(&HeaderMap::new()), Language::English);
    }
}
