//! Files of this build, whose hashed addresses the build wrote into the page.

use gloo_net::http::Request;
use wasm_bindgen::JsValue;

use super::window;

/// The words that the starter fetched beside the program, in the language it chose.
pub fn start_words() -> Option<String> {
    fetched_by_starter("startWords")
}

/// The operator's file beside the page; nothing where there is none.
pub fn start_config() -> Option<String> {
    fetched_by_starter("startConfig")
}

fn fetched_by_starter(name: &str) -> Option<String> {
    js_sys::Reflect::get(&window(), &JsValue::from_str(name))
        .ok()?
        .as_string()
}

/// The bytes of an asset by its name ("words.ja").
pub async fn fetch(name: &str) -> Result<Vec<u8>, NotFetched> {
    let address = address(name).ok_or(NotFetched)?;
    let answer = Request::get(&address).send().await;
    let answer = answer
        .ok()
        .filter(gloo_net::http::Response::ok)
        .ok_or(NotFetched)?;
    answer.binary().await.map_err(|_| NotFetched)
}

/// The same as text.
pub async fn fetch_text(name: &str) -> Result<String, NotFetched> {
    String::from_utf8(fetch(name).await?).map_err(|_| NotFetched)
}

/// The file did not come: no connection, or another build has taken its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

fn address(name: &str) -> Option<String> {
    let document = window().document()?;
    let meta = document.query_selector(&format!("meta[name=\"{name}\"]"));
    meta.ok()??.get_attribute("content")
}
