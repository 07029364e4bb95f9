//! Answers from a server, through `fetch`.

use futures::future::LocalBoxFuture;
use gloo_net::http::{Method as FetchMethod, RequestBuilder};
use web_sys::AbortController;

use super::{Answer, Backend, Method, Request, Response, Unreachable};

/// A server that speaks the contract below this address; an empty one means the app's own origin.
pub struct Http {
    pub base: String,
}

impl Backend for Http {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let url = format!("{}{}", self.base, request.path);
        Box::pin(async move {
            fetch(&url, request)
                .await
                .map_err(|error| Unreachable(error.to_string()))
        })
    }
}

async fn fetch(url: &str, request: Request) -> Result<Response, gloo_net::Error> {
    let abort = AbortOnDrop(AbortController::new().expect("every browser can abort a fetch"));
    let method = match request.method {
        Method::Get => FetchMethod::GET,
        Method::Post => FetchMethod::POST,
        Method::Patch => FetchMethod::PATCH,
    };
    let mut builder = RequestBuilder::new(url)
        .method(method)
        .abort_signal(Some(&abort.0.signal()));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let response = match request.body {
        None => builder.send().await?,
        Some(body) => builder.body(body)?.send().await?,
    };
    Ok(Response {
        status: response.status(),
        headers: response.headers().entries().collect(),
        body: response.text().await?,
    })
}

/// Gives up the request together with the future; after the answer it has nothing left to abort.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
