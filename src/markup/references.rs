//! Character references: `&amp;`, `&#38;`, `&#x26;`.
//!
//! The table is short on purpose: it has what people write in texts. A name that is not in it stays
//! as it was written, also in an address, which then leads nowhere else for it.

/// A name, what it stands for, and whether it did without a semicolon in old documents.
type Named = (&'static str, char, bool);

const NAMES: &[Named] = &[
    ("amp", '&', true),
    ("AMP", '&', true),
    ("lt", '<', true),
    ("LT", '<', true),
    ("gt", '>', true),
    ("GT", '>', true),
    ("quot", '"', true),
    ("QUOT", '"', true),
    ("apos", '\'', false),
    ("nbsp", '\u{a0}', true),
    ("copy", '©', true),
    ("reg", '®', true),
    ("trade", '™', false),
    ("yen", '¥', true),
    ("pound", '£', true),
    ("euro", '€', false),
    ("sect", '§', true),
    ("para", '¶', true),
    ("deg", '°', true),
    ("middot", '·', true),
    ("bull", '•', false),
    ("times", '×', true),
    ("hellip", '…', false),
    ("ndash", '–', false),
    ("mdash", '—', false),
    ("lsquo", '‘', false),
    ("rsquo", '’', false),
    ("ldquo", '“', false),
    ("rdquo", '”', false),
    ("laquo", '«', true),
    ("raquo", '»', true),
    ("larr", '←', false),
    ("rarr", '→', false),
    ("Tab", '\t', false),
    ("NewLine", '\n', false),
    ("colon", ':', false),
    ("sol", '/', false),
    ("lpar", '(', false),
    ("rpar", ')', false),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// Where `?a=1&copy=2` is not a sign.
    Attribute,
}

/// The text that is meant. A null byte is nothing in a text, and a sign of damage elsewhere.
pub(super) fn decoded(written: &str, place: Place) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find(['&', '\0']) {
        out.push_str(&rest[..at]);
        let (sign, length) = match rest.as_bytes()[at] {
            b'&' => reference(&rest[at + 1..], place).unwrap_or((Some('&'), 0)),
            _ => ((place == Place::Attribute).then_some(DAMAGED), 0),
        };
        out.extend(sign);
        rest = &rest[at + 1 + length..];
    }
    out.push_str(rest);
    out
}

const DAMAGED: char = '\u{fffd}';

/// What the text after `&` stands for, and how long it is.
fn reference(rest: &str, place: Place) -> Option<(Option<char>, usize)> {
    if let Some(number) = rest.strip_prefix('#') {
        let (sign, length) = numeric(number)?;
        return Some((Some(sign), length + 1));
    }
    let longest = rest
        .bytes()
        .take(LONGEST_NAME)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let follows = |length: usize| rest.as_bytes().get(length).copied();
    let named = |name: &str| NAMES.iter().find(|(known, ..)| *known == name);
    if follows(longest) == Some(b';')
        && let Some((_, sign, _)) = named(&rest[..longest])
    {
        return Some((Some(*sign), longest + 1));
    }
    let (length, sign) = (2..=longest).rev().find_map(|length| {
        let (_, sign, is_old) = named(&rest[..length])?;
        is_old.then_some((length, *sign))
    })?;
    let goes_on = follows(length).is_some_and(|it| it == b'=' || it.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some((Some(sign), length))
}

/// Of the names in the table, and one more.
const LONGEST_NAME: usize = 8;

/// A number as in `38;` or `x26;`; the semicolon may be missing.
fn numeric(rest: &str) -> Option<(char, usize)> {
    let is_hex = rest.starts_with(['x', 'X']);
    let (from, radix) = if is_hex { (1, 16) } else { (0, 10) };
    let digits = &rest[from..];
    let count = digits
        .bytes()
        .take_while(|it| char::from(*it).is_digit(radix))
        .count();
    if count == 0 {
        return None;
    }
    let number = digits[..count].chars().filter_map(|it| it.to_digit(radix));
    let number = number.fold(0_u32, |sum, digit| {
        sum.saturating_mul(radix).saturating_add(digit)
    });
    let ends = usize::from(digits[count..].starts_with(';'));
    Some((sign(number), from + count + ends))
}

/// Numbers between 128 and 159 were meant as in Windows-1252.
fn sign(number: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match number {
        0 => DAMAGED,
        0x80..=0x9f => WINDOWS[number as usize - 0x80],
        _ => char::from_u32(number).unwrap_or(DAMAGED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(decoded(written, Place::Text), expected, "{written:?}");
    }

    #[test]
    fn names_and_numbers_stand_for_signs() {
        check(
            "a &amp; b &lt;c&gt; &quot;d&quot;&hellip;",
            "a & b <c> \"d\"…",
        );
        check("&#65;&#x42;&#X43;&#68", "ABCD");
        check("&#x3c;&#0060", "<<");
        check(
            "&#146;&#0;&#xD800;&#x110000;&#99999999999;",
            "’\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
        );
    }

    #[test]
    fn what_is_no_reference_stays() {
        check(
            "a & b && &; &# &#x &#xg; &unknown; &",
            "a & b && &; &# &#x &#xg; &unknown; &",
        );
        check("&amp;lt;", "&lt;");
        check("&Amp;", "&Amp;");
    }

    #[test]
    fn old_names_need_no_semicolon_except_within_an_address() {
        check("AT&ampT &copy2022 &hellipx", "AT&T ©2022 &hellipx");
        let address = |written| decoded(written, Place::Attribute);
        assert_eq!(address("?a=1&copy=2&amp;b&lt"), "?a=1&copy=2&b<");
        assert_eq!(address("&amp=1&ampx&amp;"), "&amp=1&ampx&");
    }

    #[test]
    fn null_bytes_are_left_out_of_texts_and_damage_addresses() {
        check("a\0b", "ab");
        assert_eq!(
            decoded("java\0script:", Place::Attribute),
            "java\u{fffd}script:"
        );
    }
}
