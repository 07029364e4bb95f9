//! The whole app on the screen, in a browser that has never seen it.
//!
//! Only what `main.rs` and the page around the program do is done here instead; the rest is real.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use admin_center::api::Api;
use admin_center::app::App;
use admin_center::browser::{address, storage};
use admin_center::delivery::Limits;
use admin_center::reach::Reach;
use admin_center::words::{self, Catalogue, Language};
use js_sys::{Array, Uint8Array};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Document, HtmlElement, Url};

use crate::far_side::FarSide;
use crate::part::{Part, event, until};

/// The files that the build hands to the page, by the names under which the page looks for them.
macro_rules! made {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file))
    };
}
const FILES: &[(&str, &[u8])] = &[
    ("words.en", made!("words.en.json")),
    ("words.ja", made!("words.ja.json")),
    ("words.de", made!("words.de.json")),
    ("words.en-XA", made!("words.en-XA.json")),
    ("words.ar-XB", made!("words.ar-XB.json")),
    ("help-index", made!("help-index.bin")),
    ("articles.en", made!("articles.en.json")),
    ("articles.ja", made!("articles.ja.json")),
    ("licences", LICENCES),
];

/// What the build finds in the packages is much more.
const LICENCES: &[u8] = br#"{
    "texts": ["Permission is hereby granted"],
    "packages": [{ "name": "leptos", "version": "0.8.23", "licence": "MIT", "texts": [0] }]
}"#;

thread_local! {
    /// What is on the screen. A test that fails does not clear up, so the next one does.
    static ON_SCREEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

pub(crate) struct Screen {
    document: Document,
    whole: Part,
    pub(crate) far_side: FarSide,
}

/// All verbs of [`Part`], for all that is on the screen.
impl Deref for Screen {
    type Target = Part;

    fn deref(&self) -> &Part {
        &self.whole
    }
}

impl Screen {
    /// Opens an address, in English.
    pub(crate) async fn at(address: &str) -> Self {
        Self::on(FarSide::new().await, Language::EN, address)
    }

    pub(crate) async fn in_japanese_at(address: &str) -> Self {
        Self::on(FarSide::new().await, Language::JA, address)
    }

    pub(crate) fn on(far_side: FarSide, language: Language, address: &str) -> Self {
        clear();
        forget_everything();
        address::replace(address);
        Self::load(far_side, language)
    }

    /// Loads the page again: what is kept is there, and nothing else.
    pub(crate) async fn reload(self) -> Self {
        self.reload_at(&here()).await
    }

    /// Loads another address in the same browser.
    pub(crate) async fn reload_at(self, address: &str) -> Self {
        // A page that is loaded again runs nothing more, unlike one that is left.
        let kept = storage_entries();
        clear();
        for (name, text) in kept {
            storage::set(&name, &text).unwrap();
        }
        address::replace(address);
        let far_side = self.far_side.opened_again().await;
        Self::load(far_side, words::language_untracked())
    }

    fn load(far_side: FarSide, language: Language) -> Self {
        offer_files();
        words::speak(Catalogue::read(words_of(language)).unwrap());
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let provided = far_side.clone();
        let app = mount_to(root.clone(), move || {
            provide_context(provided.changes);
            provide_context(Arc::new(provided.host.clone()));
            provide_context(provided.keeping);
            let backend = Arc::new(provided.clone());
            let reach = Reach::open(backend, Limits::default(), None);
            provide_context(reach);
            provide_context(if provided.is_behind_delivery {
                Api::new(reach.delivery(), |_| {})
            } else {
                Api::new(provided, |_| {})
            });
            view! { <App /> }
        });
        ON_SCREEN.set(Some(Box::new((app, Root(root.clone())))));
        Self {
            document: document(),
            whole: Part::of(root),
            far_side,
        }
    }

    /// Waits until this is the address.
    pub(crate) async fn is_at(&self, address: &str) {
        let missing = || format!("{address} expected, not {}", here());
        until(missing, || (here() == address).then_some(())).await;
    }

    /// The title of the browser's tab.
    pub(crate) fn title(&self) -> String {
        self.document.title()
    }

    /// The language that the page says it is in.
    pub(crate) fn language(&self) -> Option<String> {
        self.root("lang")
    }

    /// Waits until this is an attribute of the whole document, by which style sheets know it.
    pub(crate) async fn wears(&self, name: &str, value: Option<&str>) {
        let missing = || format!("{name}: {value:?} expected, not {:?}", self.root(name));
        until(missing, || {
            (self.root(name).as_deref() == value).then_some(())
        })
        .await;
    }

    fn root(&self, name: &str) -> Option<String> {
        self.document.document_element()?.get_attribute(name)
    }
}

/// The address in view.
pub(crate) fn here() -> String {
    address::current().address
}

/// Whether the browser would ask if the page were closed now.
pub(crate) fn asks_before_closing() -> bool {
    let event = event("Event", "beforeunload", "{}");
    !web_sys::window().unwrap().dispatch_event(&event).unwrap()
}

/// Where the app is mounted; leaves the page when dropped.
struct Root(HtmlElement);

impl Drop for Root {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn clear() {
    ON_SCREEN.set(None);
}

fn forget_everything() {
    for (name, _) in storage_entries() {
        storage::remove(&name);
    }
}

/// All that the browser's small storage holds.
#[expect(
    clippy::disallowed_methods,
    reason = "the app's port to the storage answers to names alone"
)]
fn storage_entries() -> Vec<(String, String)> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let entries = (0..storage.length().unwrap()).map(|at| {
        let name = storage.key(at).unwrap().unwrap();
        let text = storage.get_item(&name).unwrap().unwrap();
        (name, text)
    });
    entries.collect()
}

fn words_of(language: Language) -> &'static str {
    let name = format!("words.{}", language.tag());
    let (_, file) = FILES.iter().find(|(file, _)| *file == name).unwrap();
    std::str::from_utf8(file).unwrap()
}

/// Writes the addresses of the files into the page, once.
fn offer_files() {
    for &(name, file) in FILES {
        let known = document().query_selector(&format!("meta[name=\"{name}\"]"));
        if known.unwrap().is_none() {
            let bytes = Array::of1(&Uint8Array::from(file));
            let blob = Blob::new_with_u8_array_sequence(&bytes).unwrap();
            let meta = document().create_element("meta").unwrap();
            meta.set_attribute("name", name).unwrap();
            let address = Url::create_object_url_with_blob(&blob).unwrap();
            meta.set_attribute("content", &address).unwrap();
            document().head().unwrap().append_child(&meta).unwrap();
        }
    }
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}
