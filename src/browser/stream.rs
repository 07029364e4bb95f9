//! What comes piece by piece.

use std::fmt;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// All of it as text, unless it is longer than so many bytes; the rest is then left unread.
pub async fn text(stream: &ReadableStream, most: usize) -> Result<String, NotRead> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read())
            .await
            .map_err(|why| broken(&why))?;
        if member(&piece, "done")?.is_truthy() {
            return String::from_utf8(bytes).map_err(|_| NotRead::NoText);
        }
        let piece: Uint8Array = member(&piece, "value")?.unchecked_into();
        let piece = piece.to_vec();
        if bytes.len() + piece.len() > most {
            return Err(NotRead::TooLong(most));
        }
        bytes.extend(piece);
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Longer than so many bytes.
    TooLong(usize),
    /// Not in UTF-8.
    NoText,
    /// It ended before its end.
    Broken(String),
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(most) => write!(f, "the answer is longer than {most} bytes"),
            Self::NoText => f.write_str("the answer is not in UTF-8"),
            Self::Broken(why) => write!(f, "the answer broke off: {why}"),
        }
    }
}

fn member(of: &JsValue, name: &str) -> Result<JsValue, NotRead> {
    Reflect::get(of, &name.into()).map_err(|why| broken(&why))
}

fn broken(why: &JsValue) -> NotRead {
    NotRead::Broken(format!("{why:?}"))
}
