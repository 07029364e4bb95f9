//! The only source of time: how long the page has been open, and waiting.
//!
//! What day it is, the far side says. The clock of this computer is here for those who look into a
//! failure, and to point out that it is wrong; nothing is decided by it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Time since the page was opened, in whole milliseconds; never goes back.
pub fn elapsed() -> Duration {
    let performance = window().performance().expect("every browser measures time");
    Duration::from_millis(whole(performance.now()))
}

/// What this computer takes for the time; people set it as they like.
pub fn of_this_computer() -> DateTime<Utc> {
    let millis = i64::try_from(whole(js_sys::Date::now())).unwrap_or_default();
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// Resolves after at least this long; a page in the background may wait longer.
pub async fn sleep(duration: Duration) {
    let millis = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
    let timer = Promise::new(&mut |resolve, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
            .expect("a page can wait");
    });
    JsFuture::from(timer)
        .await
        .expect("a timer is never rejected");
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since the page was opened, or since 1970, are positive and far from the limits"
)]
fn whole(millis: f64) -> u64 {
    millis as u64
}
