//! Signing in with OpenID Connect, at a provider that nobody here wrote: the npm package
//! oidc-provider.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Once;

use policy::Role;
use policy::basic_auth_2022::Reason;
use reqwest::Method;
use reqwest::header::SET_COOKIE;
use reqwest::redirect::Policy;
use wire::problem::ProblemType;
use wire::session::Session;

use crate::client::{Answer, Client, HARBOUR};
use crate::place::Place;
use crate::running::{Running, free_port, program};

struct Provider {
    issuer: String,
    process: Child,
    /// Kept open, or it would die of its next word.
    _output: BufReader<ChildStdout>,
}

static INSTALLED: Once = Once::new();

impl Provider {
    /// Knows one client, at this origin.
    fn start(origin: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider");
        INSTALLED.call_once(|| {
            if !folder.join("node_modules").exists() {
                let mut npm = Command::new("npm");
                npm.args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(&folder);
                assert!(npm.status().unwrap().success());
            }
        });
        let mut node = Command::new("node");
        node.arg("provider.js").arg(origin).current_dir(&folder);
        let mut process = node
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut issuer = String::new();
        output.read_line(&mut issuer).unwrap();
        Self {
            issuer: issuer.trim().to_owned(),
            process,
            _output: output,
        }
    }

    /// What a person does there: says who they are, agrees, and is sent back to this address.
    async fn sign_in(&self, login: &str, address: &str, origin: &str) -> String {
        let browser = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy();
        let browser = browser.cookie_store(true).build().unwrap();
        let mut next = browser.get(address).build().unwrap();
        for _ in 0..10 {
            let at = next.url().clone();
            let response = browser.execute(next).await.unwrap();
            if let Some(to) = response.headers().get("location") {
                let to = at.join(to.to_str().unwrap()).unwrap();
                if to.as_str().starts_with(origin) {
                    return to.as_str()[origin.len()..].to_owned();
                }
                next = browser.get(to).build().unwrap();
                continue;
            }
            let page = response.text().await.unwrap();
            let form = if page.contains("name=\"login\"") {
                format!("prompt=login&login={login}&password=any")
            } else {
                assert!(page.contains("value=\"consent\""), "{page}");
                "prompt=consent".to_owned()
            };
            let post = browser.post(at).body(form);
            let media = "application/x-www-form-urlencoded";
            next = post.header("content-type", media).build().unwrap();
        }
        panic!("sent from page to page");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server that sends people to the provider, for those who find it at this origin.
fn serving(place: &Place, provider: &Provider, address: &str, origin: &str) -> Running {
    let mut command = program(&place.url);
    command
        .env("OIDC_ISSUER", &provider.issuer)
        .env("OIDC_CLIENT_ID", "admin-center")
        .env("OIDC_CLIENT_SECRET", "hush")
        .args(["--origin", origin]);
    Running::begin(command, address)
}

/// A browser that is sent away, and where to.
async fn sent_away(server: &Running) -> (Client, String) {
    let mut browser = server.stranger();
    let answer = browser.get("/sign-in?return=/history").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let cookie = answer.header(SET_COOKIE.as_str());
    assert!(cookie.starts_with("__Host-sign-in=") && cookie.contains("HttpOnly"));
    browser.cookie = cookie.split(';').next().map(str::to_owned);
    (browser, answer.header("location").to_owned())
}

/// Begins the session for which an answer has the cookie.
fn let_in(browser: &mut Client, answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(answer.header("location"), "/history");
    let cookies = answer.headers.get_all(SET_COOKIE).iter();
    let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
    let session = cookies.find(|cookie| cookie.starts_with("__Host-session="));
    browser.cookie = session.unwrap().split(';').next().map(str::to_owned);
}

async fn person(server: &Running, provider: &Provider, login: &str) -> Client {
    let (mut browser, address) = sent_away(server).await;
    let back = provider.sign_in(login, &address, &server.origin).await;
    let answer = browser.get(&back).await;
    let_in(&mut browser, &answer);
    browser
}

fn start(place: &Place) -> (Provider, Running) {
    let address = format!("127.0.0.1:{}", free_port());
    let origin = format!("http://{address}");
    let provider = Provider::start(&origin);
    let server = serving(place, &provider, &address, &origin);
    (provider, server)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_somebody_is_and_what_they_may_is_what_the_provider_says() {
    let place = Place::sqlite();
    let (provider, server) = start(&place);
    let told = async |client: &Client| -> Session { client.get("/v1/session").await.json() };

    let ada = person(&server, &provider, "ada").await;
    let session = told(&ada).await;
    assert_eq!(
        (
            session.caller.name.as_str(),
            session.caller.address.as_str()
        ),
        ("Ada", "ada@works.example")
    );
    let tenants: Vec<_> = session
        .tenants
        .iter()
        .map(|it| (it.id.as_str(), it.role))
        .collect();
    assert_eq!(tenants, [(HARBOUR, Role::GlobalAdmin)]);
    assert_eq!(ada.opt_out(HARBOUR, "imap", "a").await.status, 201);

    let ben = person(&server, &provider, "ben").await;
    assert_eq!(told(&ben).await.tenants[0].role, Role::OtherAdmin);
    let refused = ben.opt_out(HARBOUR, "pop", "b").await;
    refused.is_problem(ProblemType::Refused(Reason::Role));

    let eve = person(&server, &provider, "eve").await;
    assert_eq!(told(&eve).await.tenants, []);
    let unknown = eve.opt_out(HARBOUR, "pop", "e").await;
    unknown.is_problem(ProblemType::UnknownTenant);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_browser_that_was_sent_away_comes_in_and_only_once() {
    let place = Place::sqlite();
    let (provider, server) = start(&place);
    let (browser, address) = sent_away(&server).await;
    assert!(address.contains("code_challenge_method=S256") && address.contains("nonce="));
    let back = provider.sign_in("ada", &address, &server.origin).await;
    let refused = |answer: &Answer| {
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(!answer.headers.contains_key(SET_COOKIE));
    };
    let (other, _) = sent_away(&server).await;
    refused(&other.get(&back).await);
    refused(&server.stranger().get(&back).await);
    refused(&browser.get("/sign-in/callback?code=1").await);

    let mut first = browser.clone();
    let answer = browser.get(&back).await;
    let_in(&mut first, &answer);
    refused(&browser.get(&back).await);

    // Neither the code nor the state is in the log, and nobody chooses who they are.
    let log = server.log();
    for secret in back.split(['=', '&']).filter(|part| part.len() > 30) {
        assert!(!log.contains(secret), "{secret} is in {log}");
    }
    let form = browser.request(Method::POST, "/sign-in").body("person=ada");
    browser
        .send(form)
        .await
        .is_problem(ProblemType::MethodNotAllowed);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_server_sends_away_and_another_welcomes() {
    for place in Place::all().await {
        let (provider, server) = start(&place);
        let (mut browser, address) = sent_away(&server).await;
        let back = provider.sign_in("ada", &address, &server.origin).await;
        let elsewhere = format!("127.0.0.1:{}", free_port());
        let other = serving(&place, &provider, &elsewhere, &server.origin);
        browser.origin.clone_from(&other.origin);
        let answer = browser.get(&back).await;
        let_in(&mut browser, &answer);
        assert_eq!(browser.get("/v1/session").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_provider_is_away_a_page_says_so() {
    let place = Place::sqlite();
    let (provider, server) = start(&place);
    drop(provider);
    let request = server.stranger().request(Method::GET, "/sign-in");
    let answer = server
        .stranger()
        .send(request.header("accept-language", "ja"))
        .await;
    assert_eq!(answer.status, 503);
    assert!(
        answer.body.contains("サインインしていません"),
        "{}",
        answer.body
    );
}
