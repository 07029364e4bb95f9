//! Answers from a server, through `fetch`.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use gloo_net::http::{Method as FetchMethod, RequestBuilder};
use send_wrapper::SendWrapper;
use web_sys::{AbortController, RequestCredentials};
use wire::address::Address;

use super::{Answer, Backend, Method, NoAnswer, Request, Response};
use crate::browser::channel::Channel;
use crate::browser::stream;
use crate::config::{Credentials, Server};

#[derive(Clone)]
pub struct Http(SendWrapper<Rc<Service>>);

/// Longer answers are given up: the contract's lists come in pages, and no page is near it.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

struct Service {
    server: Server,
    changed: Box<dyn Fn(&str)>,
    /// To the other tabs, which have the same pages in view.
    channel: Option<Channel>,
}

impl Http {
    /// `changed` is told the id of each tenant to which this tab or another one of the same
    /// browser has written. What others do, pages find out by asking again.
    pub fn open(server: Server, changed: impl Fn(&str) + 'static) -> Self {
        let changed = Rc::new(changed);
        let heard = Rc::clone(&changed);
        let channel = format!("admin-center.written {}", server.base);
        Self(SendWrapper::new(Rc::new(Service {
            channel: Channel::open(&channel, move |tenant| heard(&tenant)),
            changed: Box::new(move |tenant| changed(tenant)),
            server,
        })))
    }
}

impl Backend for Http {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let service = Rc::clone(&self.0);
        Box::pin(async move {
            let written = (request.method != Method::Get).then(|| Address::parse(&request.path));
            let answer = service.fetch(request).await;
            // Also where no answer came: the write may have had its effect.
            if let Some(Some(Address::Tenant { tenant, .. })) = written {
                service.tell(&tenant);
            }
            answer
        })
    }
}

impl Service {
    async fn fetch(&self, request: Request) -> Answer {
        let abort = AbortOnDrop(AbortController::new().expect("every browser can abort a fetch"));
        let method = match request.method {
            Method::Get => FetchMethod::GET,
            Method::Post => FetchMethod::POST,
            Method::Patch => FetchMethod::PATCH,
        };
        let url = format!("{}{}", self.server.base, request.path);
        let mut builder = RequestBuilder::new(&url)
            .method(method)
            .credentials(credentials(self.server.credentials))
            .abort_signal(Some(&abort.0.signal()));
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let request = match request.body {
            None => builder.build(),
            Some(body) => builder.body(body),
        };
        let response = request
            .map_err(|error| lost(&error))?
            .send()
            .await
            .map_err(|error| lost(&error))?;
        let body = match response.body() {
            None => String::new(),
            Some(body) => stream::text(&body, MOST_BYTES)
                .await
                .map_err(|error| lost(&error))?,
        };
        Ok(Response {
            status: response.status(),
            headers: response.headers().entries().collect(),
            body,
        })
    }

    fn tell(&self, tenant: &str) {
        (self.changed)(tenant);
        if let Some(channel) = &self.channel {
            channel.say(tenant);
        }
    }
}

fn credentials(credentials: Credentials) -> RequestCredentials {
    match credentials {
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
        Credentials::Omit => RequestCredentials::Omit,
    }
}

fn lost(error: &impl ToString) -> NoAnswer {
    NoAnswer::Unreachable(error.to_string())
}

/// Gives up the request together with the future; after the answer it has nothing left to abort.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
