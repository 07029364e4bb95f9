//! The icons in use, by name; `icons/` has their files, as upstream has them.

use leptos::prelude::*;

/// An icon beside a text that says the same: hidden from assistive technology.
#[component]
pub fn Icon(
    #[prop(into)] glyph: Signal<Glyph>,
    /// 16 px instead of 20.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" data-size=small.then_some("small")>
            <path d=move || glyph.get().outline() />
        </svg>
    }
}

/// A new icon is a file of upstream's and a line here.
macro_rules! glyphs {
    ($($name:ident = $file:literal,)*) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph {
            $($name,)*
        }

        impl Glyph {
            #[cfg(debug_assertions)]
            const ALL: &[Self] = &[$(Self::$name,)*];

            const fn outline(self) -> &'static str {
                match self {
                    $(Self::$name => const { outline(include_str!(concat!("icons/", $file, ".svg"))) },)*
                }
            }
        }
    };
}

glyphs! {
    About = "info_20_regular",
    Archive = "archive_20_regular",
    Building = "building_20_regular",
    Chart = "data_bar_vertical_20_regular",
    CheckCircle = "checkmark_circle_20_filled",
    ChevronDown = "chevron_down_20_regular",
    Clock = "clock_20_regular",
    ClockFilled = "clock_20_filled",
    Dash = "subtract_circle_20_filled",
    Diagnostic = "stethoscope_20_regular",
    Dismiss = "dismiss_20_regular",
    Flowchart = "flowchart_20_regular",
    Health = "heart_pulse_20_regular",
    History = "history_20_regular",
    Home = "home_20_regular",
    Info = "info_20_filled",
    Language = "local_language_20_regular",
    Mail = "mail_20_regular",
    Menu = "navigation_20_regular",
    Prohibited = "prohibited_20_filled",
    Search = "search_20_regular",
    Settings = "settings_20_regular",
    Shield = "shield_20_regular",
    Star = "star_20_regular",
    StarFilled = "star_20_filled",
    Support = "person_support_20_regular",
    Theme = "dark_theme_20_regular",
    Warning = "warning_20_filled",
}

const BEFORE: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"><path d=""#;
const AFTER: &[u8] = br#""/></svg>"#;

/// The only path in upstream's file. It runs while compiling: a file of another shape stops the
/// build.
const fn outline(file: &str) -> &str {
    let (before, rest) = file.split_at(BEFORE.len());
    let (outline, after) = rest.split_at(rest.len() - AFTER.len());
    assert!(
        is(before, BEFORE) && is(after, AFTER),
        "not one path at 20 px"
    );
    outline
}

const fn is(text: &str, expected: &[u8]) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() && text[at] == expected[at] {
        at += 1;
    }
    at == text.len()
}

#[cfg(debug_assertions)]
pub(super) fn specimens(_: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let all = |small| {
        let glyphs = Glyph::ALL.iter();
        let icons = glyphs.map(move |glyph| view! { <Icon glyph=*glyph small /> });
        view! { <span class="cluster">{icons.collect_view()}</span> }
    };
    vec![
        Specimen::of("", all(false)),
        Specimen::of("small=true", all(true)),
    ]
}
