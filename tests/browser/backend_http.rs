//! Answers through `fetch`.

use std::cell::RefCell;
use std::rc::Rc;

use admin_center::backend::http::Http;
use admin_center::backend::{Backend, Request};
use admin_center::config::{Credentials, Server};
use futures::FutureExt;
use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::address::{Address, Part};
use wire::clock::Move;
use wire::http::IDEMPOTENCY_KEY;

#[wasm_bindgen_test]
async fn a_status_that_says_no_is_an_answer() {
    // Whoever serves these tests has no such address.
    let answer = server("").send(Request::get(&Address::Session)).await;
    assert_eq!(answer.unwrap().status, 404);
}

#[wasm_bindgen_test]
async fn no_server_is_no_answer() {
    // The discard port: browsers do not even try.
    let nobody = server("http://127.0.0.1:9");
    assert!(nobody.send(Request::get(&Address::Session)).await.is_err());
}

#[wasm_bindgen_test]
fn a_request_is_sent_as_it_is_and_aborted_when_dropped() {
    let sent = Rc::new(RefCell::new(None));
    let record = Closure::<dyn Fn(web_sys::Request) -> Promise>::new({
        let sent = Rc::clone(&sent);
        move |request| {
            *sent.borrow_mut() = Some(request);
            Promise::new(&mut |_, _| {})
        }
    });
    let global = js_sys::global();
    let fetch = Reflect::get(&global, &"fetch".into()).unwrap();
    Reflect::set(&global, &"fetch".into(), record.as_ref()).unwrap();
    let address = Address::of("harbour-foods", Part::Clock);
    let request = Request::post(&address, &Move::ForwardSeconds(1));
    let mut answer = server("").send(request.with_header(IDEMPOTENCY_KEY, "k-1"));
    assert!((&mut answer).now_or_never().is_none());
    Reflect::set(&global, &"fetch".into(), &fetch).unwrap();

    let sent = sent.take().unwrap();
    assert_eq!(sent.method(), "POST");
    assert!(sent.url().ends_with("/v1/tenants/harbour-foods/clock"));
    assert_eq!(
        sent.headers().get("idempotency-key"),
        Ok(Some("k-1".to_owned()))
    );
    assert_eq!(
        sent.headers().get("content-type"),
        Ok(Some("application/json".to_owned()))
    );
    assert!(!sent.signal().aborted());
    drop(answer);
    assert!(sent.signal().aborted());
}

fn server(base: &str) -> Http {
    let server = Server {
        base: base.to_owned(),
        credentials: Credentials::SameOrigin,
    };
    Http::open(server, |_| {})
}
