//! One at a time, across all tabs of this site (Web Locks).

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Holds a lock until dropped.
pub struct Held {
    release: Function,
}

/// Waits for the lock of this name and holds it.
///
/// Nothing where the browser has no locks: what they guard must be correct without them.
/// Dropping the future gives up waiting.
pub async fn exclusive(name: &str) -> Option<Held> {
    let (granted, grant) = oneshot::channel();
    let on_grant = Closure::once_into_js(move |_lock: JsValue| {
        let mut held = None;
        let until_released = Promise::new(&mut |release, _| held = Some(Held { release }));
        // When nobody waits any more, the lock comes back here and is dropped, which releases it.
        let _ = granted.send(held);
        until_released
    });
    // Settles when the lock is released, or at once when the browser refuses to give it.
    let asked = JsFuture::from(request(name, &on_grant)?);

    match select(grant, asked).await {
        Either::Left((held, _)) => held.ok()?,
        Either::Right(_) => None,
    }
}

/// `navigator.locks.request`, which web-sys has only under a compiler flag.
fn request(name: &str, on_grant: &JsValue) -> Option<Promise> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    let request = request.dyn_ref::<Function>()?;
    let promise = request.call2(&locks, &name.into(), on_grant).ok()?;
    promise.dyn_into().ok()
}

impl Drop for Held {
    fn drop(&mut self) {
        // Resolving a promise cannot fail.
        let _ = self.release.call0(&JsValue::NULL);
    }
}
