//! A deadline as a calendar file (RFC 5545), for whichever calendar an administrator lives by.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Timelike, Utc};

/// By when somebody has to do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The same for the same deadline, also after it has been moved.
    pub id: String,
    pub at: DateTime<Utc>,
    /// When this was last said.
    pub said_at: DateTime<Utc>,
    pub title: String,
    pub text: String,
    /// Where it can be read.
    pub address: String,
}

/// How long there is until a deadline, in the largest unit that says enough. What has begun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Days(u32),
    /// In the last two days.
    Hours(u32),
    /// In the last hour.
    Minutes(u32),
    Nothing,
}

impl Left {
    pub fn until(at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let seconds = u32::try_from((at - now).num_seconds().max(0)).unwrap_or(u32::MAX);
        match seconds {
            0 => Self::Nothing,
            1..=3600 => Self::Minutes(seconds.div_ceil(60)),
            3601..=172_800 => Self::Hours(seconds.div_ceil(3600)),
            _ => Self::Days(seconds.div_ceil(86_400)),
        }
    }
}

impl Deadline {
    /// The file. It names no zone: an instant in UTC is the same one everywhere.
    pub fn file(&self) -> String {
        let lines = [
            ("BEGIN", "VCALENDAR".to_owned()),
            ("VERSION", "2.0".to_owned()),
            ("PRODID", "-//Admin center//Deadline//EN".to_owned()),
            ("BEGIN", "VEVENT".to_owned()),
            ("UID", escaped(&self.id)),
            ("DTSTAMP", instant(self.said_at)),
            ("DTSTART", instant(self.at)),
            ("SUMMARY", escaped(&self.title)),
            ("DESCRIPTION", escaped(&self.text)),
            ("URL", self.address.clone()),
            // It takes nobody's time.
            ("TRANSP", "TRANSPARENT".to_owned()),
            ("END", "VEVENT".to_owned()),
            ("END", "VCALENDAR".to_owned()),
        ];
        let lines = lines.map(|(name, value)| folded(&format!("{name}:{value}")));
        lines.concat()
    }
}

/// `20220930T070000Z`
fn instant(at: DateTime<Utc>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    );
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            _ if sign.is_control() => {}
            _ => out.push(sign),
        }
    }
    out
}

/// The longest line, in bytes without its end.
const LONGEST: usize = 75;

/// Lines that are too long go on in the next one, which begins with a space. No character is cut.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 20 + 2);
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(sign);
        length += sign.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(title: &str, text: &str) -> Deadline {
        Deadline {
            id: "MC424238@alder-clinic".to_owned(),
            at: "2022-10-01T00:00:00Z".parse().expect("an instant"),
            said_at: "2022-09-13T09:05:07Z".parse().expect("an instant"),
            title: title.to_owned(),
            text: text.to_owned(),
            address: "https://admin.test/t/alder-clinic/messages/MC424238".to_owned(),
        }
    }

    #[test]
    fn the_time_left_is_told_in_the_largest_unit_that_says_enough() {
        let at: DateTime<Utc> = "2022-10-01T00:00:00Z".parse().expect("an instant");
        for (now, left) in [
            ("2022-09-12T09:00:00Z", Left::Days(19)),
            ("2022-09-28T23:59:59Z", Left::Days(3)),
            ("2022-09-29T00:00:00Z", Left::Hours(48)),
            ("2022-09-30T22:59:59Z", Left::Hours(2)),
            ("2022-09-30T23:00:00Z", Left::Minutes(60)),
            ("2022-09-30T23:59:59Z", Left::Minutes(1)),
            ("2022-10-01T00:00:00Z", Left::Nothing),
            ("2022-12-01T00:00:00Z", Left::Nothing),
        ] {
            let now = now.parse().expect("an instant");
            assert_eq!(Left::until(at, now), left, "{now}");
        }
    }

    #[test]
    fn a_deadline_is_an_event_at_an_instant() {
        assert_eq!(
            deadline("Opt out", "Until the end of September.").file(),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Admin center//Deadline//EN\r\n\
             BEGIN:VEVENT\r\nUID:MC424238@alder-clinic\r\nDTSTAMP:20220913T090507Z\r\n\
             DTSTART:20221001T000000Z\r\nSUMMARY:Opt out\r\n\
             DESCRIPTION:Until the end of September.\r\n\
             URL:https://admin.test/t/alder-clinic/messages/MC424238\r\n\
             TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn text_cannot_write_a_line_of_its_own() {
        let file = deadline("a,b;c\\d\r\nEND:VEVENT", "e\nf").file();
        assert!(file.contains("SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\r\n"));
        assert!(file.contains("DESCRIPTION:e\\nf\r\n"));
        assert_eq!(file.matches("\r\nEND:VEVENT").count(), 1);
    }

    #[test]
    fn no_line_is_too_long_and_no_character_cut() {
        let title = "基本認証の無効化まで、あと少しです。".repeat(9);
        let file = deadline(&title, &"x".repeat(200)).file();
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST));
        assert!(file.replace("\r\n ", "").contains(&title));
        assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains('\n'));
    }
}
