//! Numbers, days and instants as a language writes them, by the browser's own tables.
//!
//! Every instant comes with the zone to show it in; the computer's own zone is never used by itself.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, Utc};
use js_sys::Intl::{
    DateTimeFormat, DateTimeFormatOptions, DayFormat, HourCycle, MonthFormat, NumberFormat,
    NumberFormatOptions, NumericFormat, PluralRules, PluralRulesOptions, TimeZoneNameFormat,
    YearFormat,
};
use js_sys::Intl::{ListFormat, ListFormatOptions};
use js_sys::{Array, Date, Function};
use wasm_bindgen::JsValue;

/// The zone in which instants are shown unless the administrator chooses another.
pub const UTC: &str = "UTC";

/// How far from UTC this computer's zone is at an instant. Only to tell the reader what an instant
/// is by their own clock, beside the zone that counts.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no zone is further from UTC than 14 hours"
)]
pub fn zone_here(at: DateTime<Utc>) -> FixedOffset {
    // Minutes, and west of Greenwich above zero.
    let west = date(at).get_timezone_offset();
    FixedOffset::west_opt((west * 60.0) as i32).unwrap_or(Utc.fix())
}

/// A number with the language's own separators. `language` is a valid BCP 47 tag here and below.
pub fn number(language: &str, value: f64) -> String {
    let options = NumberFormatOptions::new();
    let make = || NumberFormat::new(&locales(language), &options).format();
    formatted(Shape::Number, language, "", make, &value.into())
}

/// A day of the calendar, which has no zone.
pub fn day(language: &str, day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let make = || DateTimeFormat::new(&locales(language), &day_options(UTC)).format();
    formatted(Shape::Day, language, UTC, make, &date(midnight))
}

/// A month of the calendar, by any of its days.
pub fn month(language: &str, day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let make = || {
        let options = DateTimeFormatOptions::new();
        options.set_year(YearFormat::Numeric);
        options.set_month(MonthFormat::Long);
        options.set_time_zone(UTC);
        DateTimeFormat::new(&locales(language), &options).format()
    };
    formatted(Shape::Month, language, UTC, make, &date(midnight))
}

/// An instant to the minute, with the zone written. `zone` is `UTC` or an offset like `+09:00`.
pub fn instant(language: &str, zone: &str, at: DateTime<Utc>) -> String {
    let make = || {
        let options = day_options(zone);
        options.set_hour(NumericFormat::TwoDigit);
        options.set_minute(NumericFormat::TwoDigit);
        options.set_hour_cycle(HourCycle::H23);
        options.set_time_zone_name(TimeZoneNameFormat::Short);
        DateTimeFormat::new(&locales(language), &options).format()
    };
    formatted(Shape::Instant, language, zone, make, &date(at))
}

/// The plural category that a number has in the language, by its name in Unicode CLDR ("one").
pub fn plural(language: &str, value: f64) -> String {
    PLURALS.with_borrow_mut(|known| {
        let rules = known
            .entry(language.to_owned())
            .or_insert_with(|| PluralRules::new(&locales(language), &PluralRulesOptions::new()));
        rules.select(value).into()
    })
}

/// Several things in a row: "A, B and C" or 「A、B、C」.
pub fn list(language: &str, things: &[String]) -> String {
    let things: Array = things.iter().map(JsValue::from).collect();
    ListFormat::new(&locales(language), &ListFormatOptions::new())
        .format(&things)
        .into()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Number,
    Day,
    Month,
    Instant,
}

thread_local! {
    // Making a formatter looks the language up in the browser's tables; using it does not.
    static FORMATS: RefCell<HashMap<(Shape, String, String), Function>> = RefCell::default();
    static PLURALS: RefCell<HashMap<String, PluralRules>> = RefCell::default();
}

fn formatted(
    shape: Shape,
    language: &str,
    zone: &str,
    make: impl FnOnce() -> Function,
    value: &JsValue,
) -> String {
    FORMATS.with_borrow_mut(|known| {
        known
            .entry((shape, language.to_owned(), zone.to_owned()))
            .or_insert_with(make)
            .call1(&JsValue::UNDEFINED, value)
            .ok()
            .and_then(|text| text.as_string())
            .expect("numbers and dates always format")
    })
}

fn day_options(zone: &str) -> DateTimeFormatOptions {
    let options = DateTimeFormatOptions::new();
    options.set_year(YearFormat::Numeric);
    options.set_month(MonthFormat::Short);
    options.set_day(DayFormat::Numeric);
    options.set_time_zone(zone);
    options
}

fn locales(language: &str) -> Array {
    Array::of1(&language.into())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "JavaScript counts milliseconds in doubles, exact for 285,000 years"
)]
fn date(at: DateTime<Utc>) -> Date {
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}
