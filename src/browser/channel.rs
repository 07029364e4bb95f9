//! Texts to the other tabs of this site.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Open until dropped. A tab does not hear what it says itself.
pub struct Channel {
    channel: BroadcastChannel,
    /// The browser calls it for as long as the channel is open.
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Nothing where the browser has no such channels.
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    pub fn say(&self, text: &str) {
        // Only a closed channel refuses, and this one is open until it is dropped.
        let _ = self.channel.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
