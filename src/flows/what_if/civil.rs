//! An instant as a date and a time of day in a zone, the way that browsers' fields write them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike, Utc};

/// "2022-10-12T09:00", to the minute.
pub fn written(at: DateTime<Utc>, zone: FixedOffset) -> String {
    let there = at.with_timezone(&zone);
    let (date, hour, minute) = (there.date_naive(), there.hour(), there.minute());
    format!("{date}T{hour:02}:{minute:02}")
}

/// Nothing while it is not whole, and for years that have nothing to do with the programme.
pub fn read(text: &str, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let (date, time) = text.split_once('T')?;
    let date: NaiveDate = date.parse().ok()?;
    let (hour, minute) = time.split_once(':')?;
    let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0)?;
    let at = (date.and_time(time) - zone).and_utc();
    is_in_reach(at).then_some(at)
}

/// From the first announcement until well after the end.
pub(super) fn is_in_reach(at: DateTime<Utc>) -> bool {
    (2019..=2024).contains(&at.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(text: &str) -> FixedOffset {
        text.parse().expect("an offset")
    }

    #[test]
    fn what_is_written_is_read_in_the_same_zone() {
        for offset in ["+00:00", "+09:00", "-03:30"] {
            let at = "2022-10-12T09:05:00Z".parse().expect("an instant");
            let zone = zone(offset);
            assert_eq!(read(&written(at, zone), zone), Some(at));
        }
        let noon = "2022-10-12T03:00:00Z".parse().expect("an instant");
        assert_eq!(written(noon, zone("+09:00")), "2022-10-12T12:00");
    }

    #[test]
    fn what_is_not_whole_or_far_away_is_nothing() {
        for text in [
            "",
            "2022-10-12",
            "2022-10-12T",
            "2022-10-12T9",
            "0202-10-12T09:00",
            "2022-10-12T24:00",
        ] {
            assert_eq!(read(text, zone("+00:00")), None, "{text}");
        }
    }
}
