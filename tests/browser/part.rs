//! A part of the screen: what is in it is found by role, name and text, as a person would.
//!
//! What is not there yet is waited for, frame by frame.

use std::time::Duration;

use admin_center::browser::clock;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use crate::role::{self, Role};

/// Long enough for a busy machine; only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part(HtmlElement);

/// Each verb waits until exactly one such thing is shown.
impl Part {
    /// By how it begins.
    pub(crate) async fn article(&self, beginning: &str) -> Self {
        self.the(Role::Article, beginning).await
    }

    pub(crate) async fn button(&self, name: &str) -> Self {
        self.the(Role::Button, name).await
    }

    pub(crate) async fn checkbox(&self, name: &str) -> Self {
        self.the(Role::Checkbox, name).await
    }

    pub(crate) async fn combobox(&self, name: &str) -> Self {
        self.the(Role::Combobox, name).await
    }

    pub(crate) async fn dialog(&self, name: &str) -> Self {
        self.the(Role::Dialog, name).await
    }

    pub(crate) async fn heading(&self, name: &str) -> Self {
        self.the(Role::Heading, name).await
    }

    pub(crate) async fn link(&self, name: &str) -> Self {
        self.the(Role::Link, name).await
    }

    /// The page itself, without what stands around it.
    pub(crate) async fn main(&self) -> Self {
        self.the(Role::Main, "").await
    }

    pub(crate) async fn pane(&self, name: &str) -> Self {
        self.the(Role::Complementary, name).await
    }

    pub(crate) async fn region(&self, name: &str) -> Self {
        self.the(Role::Region, name).await
    }

    /// By how it begins.
    pub(crate) async fn row(&self, beginning: &str) -> Self {
        self.the(Role::Row, beginning).await
    }

    pub(crate) async fn search_box(&self, name: &str) -> Self {
        self.the(Role::SearchBox, name).await
    }

    pub(crate) async fn tab(&self, name: &str) -> Self {
        self.the(Role::Tab, name).await
    }

    pub(crate) async fn text_box(&self, name: &str) -> Self {
        self.the(Role::TextBox, name).await
    }

    pub(crate) async fn the(&self, role: Role, name: &str) -> Self {
        let look = || {
            let mut found = self.named(role, name).into_iter();
            found.next().filter(|_| found.next().is_none())
        };
        let missing = || format!("not one {role:?} “{name}” in {:?}", self.names(role));
        until(missing, look).await
    }

    /// Waits until it says this somewhere.
    pub(crate) async fn shows(&self, text: &str) {
        self.becomes(text, true).await;
    }

    /// Waits until it says this nowhere.
    pub(crate) async fn hides(&self, text: &str) {
        self.becomes(text, false).await;
    }

    async fn becomes(&self, text: &str, shown: bool) {
        let missing = || format!("“{text}”: {} expected in:\n{}", shown, self.text());
        until(missing, || {
            (self.text().contains(text) == shown).then_some(())
        })
        .await;
    }

    /// Waits until it has the focus.
    pub(crate) async fn gets_focus(&self) {
        let missing = || format!("the focus is in {:?}", focused().map(|part| part.text()));
        until(missing, || self.has_focus().then_some(())).await;
    }

    /// Waits until this is typed or chosen in it.
    pub(crate) async fn holds(&self, value: &str) {
        let missing = || format!("“{value}” expected, not “{}”", self.value());
        until(missing, || (self.value() == value).then_some(())).await;
    }

    /// Waits until it has left the page.
    pub(crate) async fn goes(&self) {
        let missing = || format!("still there: {}", self.text());
        until(missing, || (!self.is_shown()).then_some(())).await;
    }
}

/// What is there now.
impl Part {
    pub(crate) fn of(element: HtmlElement) -> Self {
        Self(element)
    }

    /// All that has the role, in the order of the page.
    pub(crate) fn all(&self, role: Role) -> Vec<Self> {
        let all = self.0.get_elements_by_tag_name("*");
        (0..all.length())
            // Parts of a drawing are no HTML elements, and are found by the same means.
            .filter_map(|at| Some(all.item(at)?.unchecked_into::<HtmlElement>()))
            .filter(|element| role.is_of(element))
            .map(Self)
            .filter(Self::is_shown)
            .collect()
    }

    /// Those of them that are called this; an article and a row by how they begin.
    pub(crate) fn named(&self, role: Role, name: &str) -> Vec<Self> {
        let is_named = |part: &Self| {
            let called = role::name(&part.0, role);
            match role {
                Role::Article | Role::Row => called.starts_with(name),
                _ => called == name,
            }
        };
        self.all(role).into_iter().filter(is_named).collect()
    }

    /// The smallest element in it that says all these words: itself where there are none.
    pub(crate) fn teller(&self, words: &str) -> Self {
        if words.is_empty() {
            return self.clone();
        }
        let parts = self.0.children();
        let parts = (0..parts.length()).filter_map(|at| parts.item(at));
        // Parts of a drawing have no text of this kind.
        let mut parts = parts.filter_map(|part| Some(Self(part.dyn_into().ok()?)));
        match parts.find(|part| part.is_shown() && part.text().contains(words)) {
            Some(part) => part.teller(words),
            None => self.clone(),
        }
    }

    /// What is to be seen while it is out of the page, where it is put back at once.
    pub(crate) fn without<T>(&self, see: impl FnOnce() -> T) -> T {
        let around = self.0.parent_node().unwrap();
        let after = self.0.next_sibling();
        around.remove_child(&self.0).unwrap();
        let seen = see();
        around.insert_before(&self.0, after.as_ref()).unwrap();
        seen
    }

    pub(crate) fn names(&self, role: Role) -> Vec<String> {
        let all = self.all(role).into_iter();
        all.map(|part| role::name(&part.0, role)).collect()
    }

    pub(crate) fn texts(&self, role: Role) -> Vec<String> {
        self.all(role).iter().map(Self::text).collect()
    }

    pub(crate) fn text(&self) -> String {
        role::text(&self.0)
    }

    /// What it is made of: every element in it, with the names of its attributes.
    pub(crate) fn elements(&self) -> Vec<(String, Vec<String>)> {
        let all = self.0.get_elements_by_tag_name("*");
        let elements = (0..all.length()).filter_map(|at| all.item(at));
        let element = |element: web_sys::Element| {
            let names = element.get_attribute_names();
            let names = names.iter().filter_map(|name| name.as_string());
            (element.local_name(), names.collect())
        };
        elements.map(element).collect()
    }

    /// What is said of it beside its name.
    pub(crate) fn description(&self) -> String {
        role::referred(&self.0, "aria-describedby").unwrap_or_default()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// The one element that an attribute refers to by its id, if it does.
    pub(crate) fn referred(&self, attribute: &str) -> Option<Self> {
        let id = self.attribute(attribute)?;
        let found = self.0.owner_document()?.get_element_by_id(&id)?;
        Some(Self(found.dyn_into().ok()?))
    }

    pub(crate) fn is_shown(&self) -> bool {
        // A part of a drawing is shown with what holds the drawing.
        let drawing = self.0.closest("svg").unwrap();
        let holder = drawing.and_then(|drawing| drawing.parent_element());
        let laid_out: &HtmlElement = holder.as_ref().map_or(&self.0, JsCast::unchecked_ref);
        self.0.is_connected() && laid_out.offset_height() > 0
    }

    pub(crate) fn has_focus(&self) -> bool {
        focused().as_ref() == Some(self)
    }

    /// A box that stands for several things that differ.
    pub(crate) fn is_mixed(&self) -> bool {
        self.0.unchecked_ref::<HtmlInputElement>().indeterminate()
    }

    pub(crate) fn is_checked(&self) -> bool {
        self.0.unchecked_ref::<HtmlInputElement>().checked()
    }

    pub(crate) fn is_unavailable(&self) -> bool {
        self.attribute("aria-disabled").as_deref() == Some("true")
    }

    pub(crate) fn value(&self) -> String {
        self.0.unchecked_ref::<HtmlInputElement>().value()
    }

    /// Whether it stands before the other in the page.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        const FOLLOWING: u16 = 4;
        self.0.compare_document_position(&other.0) & FOLLOWING != 0
    }
}

/// What a person does.
impl Part {
    /// With the mouse, which moves the focus as well.
    pub(crate) fn click(&self) {
        self.focus();
        self.0.click();
    }

    pub(crate) fn focus(&self) {
        self.0.focus().unwrap();
    }

    /// Puts a text in place of the one that is there.
    pub(crate) fn type_in(&self, text: &str) {
        self.focus();
        self.0.unchecked_ref::<HtmlInputElement>().set_value(text);
        self.dispatch("InputEvent", "input", "{}");
    }

    /// Chooses what has this label from a list.
    pub(crate) fn choose(&self, label: &str) {
        self.focus();
        let option = self.choice(label);
        let select: &HtmlSelectElement = self.0.unchecked_ref();
        select.set_value(&option.value());
        self.dispatch("Event", "change", "{}");
    }

    /// The language in which a choice of this list is named, where it is another than the page's.
    pub(crate) fn language_of_choice(&self, label: &str) -> Option<String> {
        self.choice(label).get_attribute("lang")
    }

    fn choice(&self, label: &str) -> HtmlOptionElement {
        let options = self.0.get_elements_by_tag_name("option");
        (0..options.length())
            .map(|at| {
                options
                    .item(at)
                    .unwrap()
                    .unchecked_into::<HtmlOptionElement>()
            })
            .find(|option| option.text() == label)
            .unwrap_or_else(|| panic!("“{label}” is not among {}", self.text()))
    }

    /// Shows or hides what stands under a summary.
    pub(crate) fn unfold(&self) {
        let summary = self.0.query_selector("summary").unwrap().unwrap();
        Self(summary.unchecked_into()).click();
    }

    /// A key that is the person's own.
    pub(crate) fn press(&self, key: &str) {
        self.key_down(key, "");
        self.key_up(key);
    }

    /// A key that goes down, with what else its event says: `, "isComposing": true`.
    pub(crate) fn key_down(&self, key: &str, more: &str) {
        self.dispatch(
            "KeyboardEvent",
            "keydown",
            &format!(r#"{{"key": "{key}"{more}}}"#),
        );
    }

    pub(crate) fn key_up(&self, key: &str) {
        self.dispatch("KeyboardEvent", "keyup", &format!(r#"{{"key": "{key}"}}"#));
    }

    /// Gives up what the browser asks: a dialog, or which file.
    pub(crate) fn cancel(&self) {
        self.dispatch("Event", "cancel", "{}");
    }

    pub(crate) fn start_composing(&self) {
        self.dispatch("CompositionEvent", "compositionstart", "{}");
    }

    pub(crate) fn end_composing(&self) {
        self.dispatch("CompositionEvent", "compositionend", "{}");
    }

    /// From here on notes each text that it has after a change, without those in between.
    pub(crate) fn listen(&self) -> impl Fn() -> Vec<String> + use<> {
        let said = Array::new();
        let listen = "new MutationObserver(() => said.push(element.textContent))\
            .observe(element, { characterData: true, childList: true, subtree: true })";
        let listen = Function::new_with_args("element, said", listen);
        listen.call2(&JsValue::NULL, &self.0, &said).unwrap();
        move || said.iter().filter_map(|text| text.as_string()).collect()
    }

    fn dispatch(&self, class: &str, kind: &str, details: &str) {
        let event = event(class, kind, details);
        self.0.dispatch_event(&event).unwrap();
    }
}

/// An event of a class that browsers have, with details in JSON.
pub(crate) fn event(class: &str, kind: &str, details: &str) -> Event {
    let class: Function = Reflect::get(&js_sys::global(), &class.into())
        .unwrap()
        .unchecked_into();
    let details = JSON::parse(details).unwrap();
    for common in ["bubbles", "cancelable"] {
        Reflect::set(&details, &common.into(), &JsValue::TRUE).unwrap();
    }
    let arguments = Array::of2(&kind.into(), &details);
    Reflect::construct(&class, &arguments)
        .unwrap()
        .unchecked_into()
}

/// Looks at every frame until there is what is looked for.
pub(crate) async fn until<T>(
    missing: impl Fn() -> String,
    mut look: impl FnMut() -> Option<T>,
) -> T {
    let started = clock::elapsed();
    loop {
        if let Some(found) = look() {
            return found;
        }
        let waited = clock::elapsed().saturating_sub(started);
        assert!(waited < PATIENCE, "{}", missing());
        next_frame().await;
    }
}

/// Resolves when the page has been drawn once more.
pub(crate) async fn next_frame() {
    let drawn = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(drawn).await.unwrap();
}

fn focused() -> Option<Part> {
    let document = web_sys::window()?.document()?;
    Some(Part(document.active_element()?.unchecked_into()))
}
