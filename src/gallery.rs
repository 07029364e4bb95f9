//! Every component in every state, in each theme, in the language in use. In debug builds only.
//!
//! It shows what the components bring themselves and lends them the app's words. It has none of its
//! own: what it names are files and properties.

use leptos::prelude::*;

use crate::router::Router;
use crate::ui::{self, Errors, Lent, Specimen};
use crate::words::{app, check, records};

/// What the page calls itself in every language.
const NAME: &str = "src/ui";

/// Its own layout stands here and in no style sheet, or all would fetch it.
const COLUMNS: &str = "repeat(auto-fill, minmax(min(100%, 26rem), 1fr))";
const GAP: &str = "1rem";

/// The attributes of a part of the page that looks different, and its name.
const LOOKS: [Look; 4] = [
    Look::of("light", "light", None),
    Look::of("dark", "dark", None),
    Look::of("light-more", "light", Some("more")),
    Look::of("dark-more", "dark", Some("more")),
];

#[component]
pub(crate) fn GalleryPage() -> impl IntoView {
    let router = expect_context::<Router>();
    router.name_page(NAME);
    // What a specimen says went wrong did not.
    provide_context(Errors::none());
    let components = ui::SPECIMENS.iter().map(|(file, specimens)| {
        view! {
            <section aria-label=*file style:display="grid" style:gap=GAP style:grid-template-columns=COLUMNS>
                <h2 style:grid-column="1 / -1"><code>{*file}</code></h2>
                {LOOKS.map(|look| look.show(specimens(lent(look.name)))).collect_view()}
            </section>
        }
    });
    view! {
        <h1 tabindex="-1"><code>{NAME}</code></h1>
        {components.collect_view()}
    }
}

fn lent(place: &'static str) -> Lent {
    Lent {
        place,
        names: [
            app::home().into(),
            app::diagnostic().into(),
            app::help().into(),
        ],
        sentence: records::export_about().into(),
        reason: check::acknowledge_first().into(),
    }
}

#[derive(Clone, Copy)]
struct Look {
    name: &'static str,
    theme: &'static str,
    contrast: Option<&'static str>,
}

impl Look {
    const fn of(name: &'static str, theme: &'static str, contrast: Option<&'static str>) -> Self {
        Self {
            name,
            theme,
            contrast,
        }
    }

    fn show(self, specimens: Vec<Specimen>) -> impl IntoView {
        let shown = specimens.into_iter().map(|Specimen { state, view }| {
            view! {
                <div>
                    <p class="muted"><code>{state}</code></p>
                    {view}
                </div>
            }
        });
        view! {
            <div
                class="card stack"
                role="group"
                aria-label=self.name
                data-theme=self.theme
                data-contrast=self.contrast
            >
                {shown.collect_view()}
            </div>
        }
    }
}
