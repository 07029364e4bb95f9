//! Which build of the app this page is, and which one its server has by now.

use gloo_net::http::Request;

use super::window;

/// The name of the file that started this page, which carries the hash of what is in it.
pub fn current() -> Option<String> {
    let document = window().document()?;
    let script = document.query_selector("script[type=module]").ok()??;
    name(&script.get_attribute("src")?)
}

/// The same of the page that the server hands out now; nothing where it does not answer.
pub async fn newest() -> Option<String> {
    let base = window().document()?.base_uri().ok()??;
    let answer = Request::get(&base).send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    let page = answer.text().await.ok()?;
    let scripts = page.split("<script").skip(1);
    let mut tags = scripts.filter_map(|script| Some(script.split_once('>')?.0));
    let script = tags.find(|tag| tag.contains(" type=\"module\""))?;
    let (_, address) = script.split_once(" src=\"")?;
    name(address.split_once('"')?.0)
}

/// `start-0123456789abcdef` of `./start-0123456789abcdef.js`
fn name(address: &str) -> Option<String> {
    let (_, file) = address.rsplit_once('/')?;
    file.strip_suffix(".js").map(str::to_owned)
}
