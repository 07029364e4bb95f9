//! Texts that leave the page as files, and files that come in.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::window;

/// A file that the person has chosen. The page sees no other.
#[derive(Clone)]
pub struct Chosen(File);

impl Chosen {
    /// The first file in a control, which is empty afterwards: choosing the same file again is
    /// another choice, because the file may have changed.
    pub fn take(control: &HtmlInputElement) -> Option<Self> {
        let file = control.files()?.get(0)?;
        control.set_value("");
        Some(Self(file))
    }

    pub fn name(&self) -> String {
        self.0.name()
    }

    /// In bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// The whole file as a text; what is no UTF-8 becomes replacement characters.
    pub async fn text(&self) -> Result<String, JsValue> {
        let text = JsFuture::from(self.0.text()).await?;
        Ok(text.as_string().unwrap_or_default())
    }
}

/// Starts the download of a text file with this name.
pub fn offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;

    let document = window().document().expect("a page has a document");
    let link = document
        .create_element("a")?
        .unchecked_into::<HtmlAnchorElement>();
    link.set_href(&url);
    link.set_download(name);
    link.click();

    // The browser has taken the contents when `click` returns.
    Url::revoke_object_url(&url)
}
