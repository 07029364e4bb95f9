//! The built app: the files of `dist/`, with the headers that its build wrote beside them.
//!
//! An address that is no file is a page of the app, unless it has an ending: then something was
//! asked for that is not there.

mod headers;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, Request, StatusCode, Uri};
use serde_json::json;
use tower_http::services::ServeDir;
use wire::http::Method;
use wire::problem::ProblemType;

use self::headers::Rules;
use crate::Server;
use crate::answer::{self, Answer};
use crate::trouble::Trouble;

pub(crate) struct App {
    folder: PathBuf,
    rules: Rules,
}

impl App {
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let file = folder.join("_headers");
        let text = fs::read_to_string(&file).map_err(|error| {
            format!(
                "{}: {error}. `cargo xtask build` makes such a folder.",
                file.display()
            )
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            rules: Rules::parse(&text)?,
        })
    }

    async fn serve(&self, mut request: Request<Body>) -> Answer {
        let asked = request.uri().path().to_owned();
        if asked == "/_headers" {
            return answer::problem(ProblemType::UnknownAddress);
        }
        if !has_ending(&asked) {
            *request.uri_mut() = Uri::from_static("/index.html");
        }
        let path = request.uri().path().to_owned();
        let mut files = ServeDir::new(&self.folder)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let answer = match files.try_call(request).await {
            Ok(answer) => answer,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return answer::problem(ProblemType::UnknownAddress);
            }
            Err(error) => return answer::trouble(&Trouble::Failed(error.to_string())),
        };
        match answer.status() {
            StatusCode::METHOD_NOT_ALLOWED => {
                return answer::method_not_allowed(&[Method::Get]);
            }
            status if status.is_success() || status.is_redirection() => {}
            _ => return answer::problem(ProblemType::UnknownAddress),
        }
        let mut answer = answer.map(Body::new);
        let headers = answer.headers_mut();
        for (name, value) in self.rules.for_path(&path) {
            headers.insert(name, value);
        }
        // What the build does not name, config.json above all, may change at any time.
        let each_time = HeaderValue::from_static("no-cache");
        headers.entry(CACHE_CONTROL).or_insert(each_time);
        answer
    }
}

pub(crate) async fn answer(State(server): State<Arc<Server>>, request: Request<Body>) -> Answer {
    match &server.app {
        Some(app) => app.serve(request).await,
        // For a development server that serves the app and hands this on.
        None if request.uri().path() == "/config.json" => {
            answer::of(wire::http::Response::json(200, &json!({"backend": "http"})))
        }
        None => answer::problem(ProblemType::UnknownAddress),
    }
}

fn has_ending(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}
