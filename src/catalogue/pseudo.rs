//! Languages that nobody speaks, to see what the page does with longer words and other directions.

use crate::{Direction, Language};

/// How a text is disguised so that it can still be read.
#[derive(Clone, Copy)]
pub(crate) enum Disguise {
    /// With accents, and longer by a third, as German or Finnish are.
    Accented,
    /// Between marks that make the letters run from right to left.
    Mirrored,
}

pub(crate) fn languages() -> [(Language, Disguise); 2] {
    let language = |tag: &str, own_name: &str, direction| Language {
        tag: tag.to_owned(),
        own_name: own_name.to_owned(),
        locale: "en-GB".to_owned(),
        direction,
        // Only ever chosen by hand.
        is_whole: false,
    };
    [
        (
            language("en-XA", "[Þšéúðö ~~~]", Direction::LeftToRight),
            Disguise::Accented,
        ),
        (
            language("ar-XB", "\u{202e}Pseudo\u{202c}", Direction::RightToLeft),
            Disguise::Mirrored,
        ),
    ]
}

impl Disguise {
    /// Spaces at the ends stay there, so that parts of a message still fit together.
    pub(crate) fn put_on(self, text: &str) -> String {
        let inner = text.trim();
        let at = text.len() - text.trim_start().len();
        let (before, after) = (&text[..at], &text[at + inner.len()..]);
        match self {
            _ if inner.is_empty() => text.to_owned(),
            Self::Accented => {
                let accented: String = inner.chars().map(accented).collect();
                let more = "~".repeat(inner.chars().count().div_ceil(3));
                format!("{before}[{accented} {more}]{after}")
            }
            Self::Mirrored => {
                let upset: String = inner.chars().map(accented).collect();
                format!("{before}\u{202e}{upset}\u{202c}{after}")
            }
        }
    }
}

/// Every letter of English has another one that looks like it.
fn accented(letter: char) -> char {
    const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const ACCENTED: &str = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž";
    let at = PLAIN.chars().position(|plain| plain == letter);
    at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::Disguise::{Accented, Mirrored};

    #[test]
    fn a_disguise_changes_every_letter_and_keeps_the_ends() {
        assert_eq!(Accented.put_on(" for 2 days: "), " [ƒöŕ 2 ðåýš: ~~~~] ");
        assert_eq!(Mirrored.put_on("Home"), "\u{202e}Ĥöṁé\u{202c}");
        assert_eq!(Accented.put_on(" "), " ");
    }
}
