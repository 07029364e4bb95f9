//! The rules of the notice that the programme cites.

use crate::RuleNumber;

macro_rules! rules {
    ($($name:ident)+) => {
        $(pub(crate) const $name: RuleNumber = RuleNumber(stringify!($name));)+
    };
}

rules! {
    R4 R6 R7 R9 R17 R18 R19 R20 R21 R22 R26 R27 R28 R33 R34 R35 R36 R37 R38 R41 R44 R45 R46 R47 R49
    R51 R52 R54 R60 R61 R62 R63
    A7 A10 A11 A15 A16 A18 A20
}
