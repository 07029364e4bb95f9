//! Folding: different ways to write the same thing become one.
//!
//! Full-width ASCII, half-width kana, hiragana, quotes, spaces, case and the long-vowel mark.
//! A table of our own, because the normalisation tables of Unicode would outweigh the rest of
//! the search in the page; its tests hold it against them.

/// A folded character and the bytes of the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) char: char,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

pub(crate) fn fold(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::with_capacity(text.len());
    for (from, char) in text.char_indices() {
        let to = from + char.len_utf8();
        let after_kana = folded.last_mut().filter(|last| is_katakana(last.char));
        match (char, after_kana) {
            // ユーザー and ユーザ, サーバー and サーバ: whoever searches means the same word.
            ('ー' | 'ｰ' | '－' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−', Some(kana)) =>
            {
                kana.to = to;
            }
            ('\u{3099}' | 'ﾞ', Some(kana)) => {
                kana.char = voiced(kana.char);
                kana.to = to;
            }
            ('\u{309A}' | 'ﾟ', Some(kana)) => {
                kana.char = half_voiced(kana.char);
                kana.to = to;
            }
            // A voicing mark on its own says nothing.
            ('\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ', None) => {}
            _ => folded.push(Folded {
                char: small(plain(char)),
                from,
                to,
            }),
        }
    }
    folded
}

pub(crate) fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ヽ' | 'ヾ')
}

fn plain(char: char) -> char {
    match char {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' | 'ʼ' | '＇' | '｀' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '〝' | '〞' | '〟' => '"',
        '！'..='～' => shifted(char, '！', '!'),
        '｡'..='ﾝ' => HALF_WIDTH[char as usize - '｡' as usize],
        'ぁ'..='ゖ' => shifted(char, 'ぁ', 'ァ'),
        'ゝ' => 'ヽ',
        'ゞ' => 'ヾ',
        _ => char,
    }
}

/// Case as far as English and the names in it need it; all of Unicode's would be 10 KiB to fetch.
fn small(char: char) -> char {
    match char {
        '×' => char,
        'A'..='Z' => shifted(char, 'A', 'a'),
        'À'..='Þ' => shifted(char, 'À', 'à'),
        _ => char,
    }
}

/// The character as far from `to` as `char` is from `from`.
fn shifted(char: char, from: char, to: char) -> char {
    char::from_u32(char as u32 - from as u32 + to as u32).unwrap_or(char)
}

fn voiced(kana: char) -> char {
    match kana {
        'ウ' => 'ヴ',
        'ワ'..='ヲ' => shifted(kana, 'ワ', 'ヷ'),
        'ヽ' => 'ヾ',
        _ if "カキクケコサシスセソタチツテトハヒフヘホ".contains(kana) => {
            shifted(kana, 'カ', 'ガ')
        }
        _ => kana,
    }
}

fn half_voiced(kana: char) -> char {
    if "ハヒフヘホ".contains(kana) {
        shifted(kana, 'ハ', 'パ')
    } else {
        kana
    }
}

/// From U+FF61 in the order of Unicode.
#[rustfmt::skip]
const HALF_WIDTH: [char; 61] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ',
    'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ',
    'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン',
];

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn folded(text: &str) -> String {
        fold(text).iter().map(|folded| folded.char).collect()
    }

    /// What Unicode says once case and the two kana are one; stray marks go.
    fn oracle(text: &str) -> String {
        text.nfkc()
            .flat_map(char::to_lowercase)
            .map(|char| match char {
                'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(char as u32 + 0x60).unwrap(),
                '`' => '\'',
                _ => char,
            })
            .nfc()
            .filter(|char| !matches!(char, '\u{3099}' | '\u{309A}'))
            .collect()
    }

    fn is_long_vowel(char: char) -> bool {
        matches!(char, 'ー' | 'ｰ')
    }

    #[test]
    fn every_relevant_code_point_folds_as_unicode_normalises_it() {
        let ranges = [
            ' '..='~',
            '\u{2000}'..='\u{200A}',
            'À'..='ÿ',
            'ぁ'..='ゖ',
            'ゝ'..='ゞ',
            'ァ'..='ヾ',
            '一'..='鿿',
            '！'..='～',
            '｡'..='ﾟ',
        ];
        for char in ranges.into_iter().flatten() {
            let text = char.to_string();
            assert_eq!(folded(&text), oracle(&text), "U+{:04X} {char}", char as u32);
        }
        for char in ['\u{A0}', '\u{202F}', '\u{205F}', '\u{3000}'] {
            assert_eq!(folded(&char.to_string()), " ");
        }
    }

    #[test]
    fn every_kana_takes_its_voicing_mark_as_in_unicode() {
        for kana in ('ぁ'..='ゖ').chain('ァ'..='ヾ').chain('ｦ'..='ﾝ') {
            for mark in ['\u{3099}', '\u{309A}', 'ﾞ', 'ﾟ'] {
                if !is_long_vowel(kana) && !matches!(kana, '・') {
                    let text = format!("{kana}{mark}");
                    assert_eq!(folded(&text), oracle(&text), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_long_vowel_mark_goes_after_kana_and_only_there() {
        assert_eq!(folded("ユーザー"), folded("ﾕｰｻﾞ"));
        assert_eq!(folded("ベ－シック"), folded("ベーシック"));
        assert_eq!(folded("Z－1"), "z-1");
    }

    #[test]
    fn quotes_of_every_kind_become_two() {
        assert_eq!(folded("‘’‚‛′´`ʼ＇'"), "'".repeat(10));
        assert_eq!(folded("“”„‟″«»〝〞〟＂\""), "\"".repeat(12));
    }

    #[test]
    fn a_folded_character_knows_its_source() {
        let text = "ﾃﾞｰ X";
        let sources: Vec<&str> = fold(text).iter().map(|f| &text[f.from..f.to]).collect();
        assert_eq!(sources, ["ﾃﾞｰ", " ", "X"]);
    }
}
