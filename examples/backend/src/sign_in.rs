//! The way in and out: `/sign-in` and `/sign-out`, for browsers that then come back to the app.

mod demo;
pub(crate) mod page;
mod provider;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use service::Caller;
use wire::problem::ProblemType;
use wire::query::Query;

use self::demo::Demo;
use self::page::Page;
use self::provider::{ComingBack, OpenId};
use crate::answer::{self, Answer};
use crate::session::token::Token;
use crate::session::{self, Browsers, cookie, end};
use crate::settings::{Settings, SignIn};
use crate::trouble::Trouble;
use crate::{Server, origin};

/// Who vouches for those who sign in.
pub(crate) enum Door {
    Demo(Demo),
    OpenId(Box<OpenId>),
}

/// Somebody who has come in, and what tells them from all others.
struct Arrival {
    subject: String,
    caller: Caller,
    return_to: String,
}

/// How long somebody may take at the identity provider.
const SIGN_IN_LIMIT: Duration = Duration::from_mins(10);

impl Door {
    /// The error is a sentence.
    pub(crate) fn of(settings: &Settings) -> Result<Self, String> {
        Ok(match &settings.sign_in {
            SignIn::Demo => Self::Demo(Demo::new()),
            SignIn::Provider(provider) => {
                Self::OpenId(Box::new(OpenId::new(provider, &settings.origin)?))
            }
        })
    }
}

/// `GET /sign-in?return=/messages`
pub(crate) async fn begin(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let query = Query::parse(uri.query().unwrap_or_default());
    let apps = &server.settings.app_origins;
    let return_to = way_back(query.get("return").unwrap_or("/"), apps);
    let door = match &server.door {
        Door::Demo(demo) => return demo.page(&headers, return_to, apps),
        Door::OpenId(door) => door,
    };
    let now = server.host.wall.now();
    match door.send_away(&server.host.database, return_to, now).await {
        Ok((address, token)) => {
            let cookie = cookie::set(cookie::SIGN_IN, &token, Some(SIGN_IN_LIMIT));
            redirect(&address, [cookie])
        }
        Err(trouble) => failed(&headers, &trouble),
    }
}

/// `POST /sign-in`: who somebody wants to be. There is a choice in the demonstration alone.
pub(crate) async fn choose(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    body: String,
) -> Answer {
    let Door::Demo(demo) = &server.door else {
        return answer::problem(ProblemType::MethodNotAllowed);
    };
    if !origin::is_own(&headers, &server.settings.origin) {
        return answer::problem(ProblemType::Forbidden);
    }
    let form = Query::parse(&body);
    let Some(caller) = demo.person(form.get("person").unwrap_or_default()) else {
        return answer::problem(ProblemType::MalformedRequest);
    };
    let return_to = form.get("return").unwrap_or("/");
    let arrival = Arrival {
        subject: caller.person.address.clone(),
        caller: caller.clone(),
        return_to: way_back(return_to, &server.settings.app_origins).to_owned(),
    };
    match arrive(&server, &arrival).await {
        Ok(cookie) => redirect(&arrival.return_to, [cookie]),
        Err(trouble) => failed(&headers, &trouble),
    }
}

/// `GET /sign-in/callback`: the identity provider sends somebody back.
pub(crate) async fn come_back(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let Door::OpenId(door) = &server.door else {
        return answer::problem(ProblemType::UnknownAddress);
    };
    let query = Query::parse(uri.query().unwrap_or_default());
    let state = query.get("state").and_then(Token::parse);
    let sent = cookie::read(&headers, cookie::SIGN_IN);
    // Only the browser that was sent away may come back, or somebody could have another's browser
    // sign in as themselves.
    let state = state.filter(|state| sent.is_some_and(|sent| sent.digest() == state.digest()));
    let (Some(state), Some(code)) = (state, query.get("code")) else {
        return page::answer(&headers, Page::Failed, StatusCode::BAD_REQUEST);
    };
    let database = &server.host.database;
    let back = door
        .welcome(database, &state, code, server.host.wall.now())
        .await;
    let arrived = match back {
        Ok(ComingBack::Arrived(arrival)) => arrival,
        Ok(ComingBack::Refused(why)) => {
            tracing::warn!(why, "somebody was not let in");
            return page::answer(&headers, Page::Failed, StatusCode::BAD_REQUEST);
        }
        Err(trouble) => return failed(&headers, &trouble),
    };
    match arrive(&server, &arrived).await {
        Ok(cookie) => redirect(
            &arrived.return_to,
            [cookie, cookie::forget(cookie::SIGN_IN)],
        ),
        Err(trouble) => failed(&headers, &trouble),
    }
}

/// `POST /sign-out`: of this browser.
pub(crate) async fn out(State(server): State<Arc<Server>>, headers: HeaderMap) -> Answer {
    leave(&server, &headers, Browsers::This).await
}

/// `POST /sign-out/everywhere`: of all browsers in which the same person is signed in.
pub(crate) async fn out_everywhere(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
) -> Answer {
    leave(&server, &headers, Browsers::All).await
}

/// Whoever is not signed in is out already.
async fn leave(server: &Server, headers: &HeaderMap, browsers: Browsers) -> Answer {
    if !origin::is_own(headers, &server.settings.origin) {
        return answer::problem(ProblemType::Forbidden);
    }
    if let Some(token) = cookie::read(headers, cookie::SESSION) {
        let (span, now) = (server.settings.span, server.host.wall.now());
        if let Err(trouble) = end(&server.host.database, &token, browsers, span, now).await {
            return answer::trouble(&trouble);
        }
    }
    let mut answer = Answer::default();
    *answer.status_mut() = StatusCode::NO_CONTENT;
    set_cookie(&mut answer, &cookie::forget(cookie::SESSION));
    answer
}

/// Begins the session; the value is its cookie.
async fn arrive(server: &Server, arrival: &Arrival) -> Result<String, Trouble> {
    let Arrival {
        subject, caller, ..
    } = arrival;
    let (span, now) = (server.settings.span, server.host.wall.now());
    let database = &server.host.database;
    let token = session::begin(database, subject, caller, span, now).await?;
    Ok(cookie::set(cookie::SESSION, &token, None))
}

fn failed(headers: &HeaderMap, trouble: &Trouble) -> Answer {
    tracing::error!(%trouble, "nobody can sign in");
    page::answer(headers, Page::Failed, StatusCode::SERVICE_UNAVAILABLE)
}

fn redirect<const N: usize>(to: &str, cookies: [String; N]) -> Answer {
    let mut answer = Answer::default();
    *answer.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(to) = HeaderValue::try_from(to) {
        answer.headers_mut().insert(LOCATION, to);
    }
    for cookie in cookies {
        set_cookie(&mut answer, &cookie);
    }
    answer
}

fn set_cookie(answer: &mut Answer, cookie: &str) {
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// A path of this site, or an address of the app where that is served from elsewhere. Anything else
/// becomes this site's beginning, or this server would send people to wherever a link says.
fn way_back<'a>(address: &'a str, apps: &[String]) -> &'a str {
    let of_an_app = apps.iter().find_map(|app| address.strip_prefix(app));
    let path = of_an_app.unwrap_or(address);
    let is_path = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if is_path { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        let apps = ["https://admin.example".to_owned()];
        for address in ["/", "/messages/MC1?x=1#y"] {
            assert_eq!(way_back(address, &[]), address);
            assert_eq!(way_back(address, &apps), address);
            let of_the_app = format!("https://admin.example{address}");
            assert_eq!(way_back(&of_the_app, &apps), of_the_app);
            assert_eq!(way_back(&of_the_app, &[]), "/");
        }
        for address in [
            "",
            "messages",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "https://evil.example/https://admin.example/",
            "https://admin.example",
            "https://admin.example.evil.example/",
            "https://admin.example@evil.example/",
            "https://admin.example:8443/",
            "https://admin.example//evil.example",
            "http://admin.example/",
            "/a\tb",
            "/\u{e9}",
        ] {
            assert_eq!(way_back(address, &apps), "/", "{address}");
        }
    }
}
