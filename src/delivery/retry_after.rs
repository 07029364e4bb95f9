//! When the far side wants to be asked again (RFC 9110, section 10.2.3).

use std::time::Duration;

use chrono::{DateTime, Utc};
use wire::http::{DATE, RETRY_AFTER, Response};

/// How long from the answer on, if it says so; nothing where it says something else.
///
/// It names seconds or a date. A date is compared with the answer's own: the clock of this computer
/// may be wrong.
pub(super) fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.header(RETRY_AFTER)?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let wait = http_date(text)? - http_date(response.header(DATE)?)?;
    Some(wait.to_std().unwrap_or_default())
}

/// The instant in the far side's time, if the answer has a date of its own or names one.
pub fn not_before(response: &Response) -> Option<DateTime<Utc>> {
    let text = response.header(RETRY_AFTER)?.trim();
    http_date(text).or_else(|| Some(http_date(response.header(DATE)?)? + retry_after(response)?))
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some(date.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE_OF_ANSWER: &str = "Mon, 10 Oct 2022 16:00:00 GMT";

    #[test]
    fn seconds_and_dates_are_both_understood() {
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Mon, 10 Oct 2022 16:02:00 GMT", Some(120));
        check("Mon, 10 Oct 2022 15:00:00 GMT", Some(0));
    }

    #[test]
    fn what_is_neither_says_nothing() {
        for text in [
            "",
            "soon",
            "-1",
            "1.5",
            "2022-10-10T16:02:00Z",
            "99999999999999",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_date_without_a_date_to_compare_it_with_says_nothing_about_how_long() {
        let response = busy("Mon, 10 Oct 2022 16:02:00 GMT");
        assert_eq!(retry_after(&response), None);
        let until = "2022-10-10T16:02:00Z".parse().ok();
        assert_eq!(not_before(&response), until);
    }

    #[test]
    fn the_instant_is_in_the_time_of_the_far_side() {
        let until = "2022-10-10T16:02:00Z".parse().ok();
        for text in ["120", "Mon, 10 Oct 2022 16:02:00 GMT"] {
            let response = busy(text).with_header(DATE, DATE_OF_ANSWER);
            assert_eq!(not_before(&response), until, "{text}");
        }
        assert_eq!(not_before(&busy("120")), None);
    }

    #[track_caller]
    fn check(text: &str, seconds: Option<u64>) {
        let response = busy(text).with_header(DATE, DATE_OF_ANSWER);
        let wait = seconds.map(Duration::from_secs);
        assert_eq!(retry_after(&response), wait, "{text}");
    }

    fn busy(retry_after: &str) -> Response {
        let response = Response {
            status: 503,
            headers: Vec::new(),
            body: String::new(),
        };
        response.with_header(RETRY_AFTER, retry_after)
    }
}
