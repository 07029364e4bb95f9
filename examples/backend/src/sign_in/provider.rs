//! OpenID Connect: the code flow with PKCE, as a confidential client.
//!
//! What was sent away is in the database, so another server may welcome whoever comes back. The
//! provider's addresses and keys are asked for anew each time: it changes its keys when it likes,
//! and people sign in rarely.

mod claims;

use chrono::{DateTime, Utc};
use openidconnect::core::{CoreAuthenticationFlow, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse, reqwest,
};

use self::claims::{Client, caller};
use super::{Arrival, SIGN_IN_LIMIT};
use crate::database::Database;
use crate::session::token::Token;
use crate::settings::Provider;
use crate::trouble::Trouble;

pub(crate) struct OpenId {
    issuer: IssuerUrl,
    client: ClientId,
    secret: ClientSecret,
    scopes: Vec<Scope>,
    come_back_to: RedirectUrl,
    reading: claims::Reading,
    http: reqwest::Client,
}

pub(super) enum ComingBack {
    Arrived(Arrival),
    /// Why, for the log.
    Refused(String),
}

impl OpenId {
    pub(super) fn new(provider: &Provider, origin: &str) -> Result<Self, String> {
        let issuer = IssuerUrl::new(provider.issuer.clone());
        let come_back_to = RedirectUrl::new(format!("{origin}/sign-in/callback"));
        // Whoever follows redirects can be led to the inside of the network.
        let http = reqwest::ClientBuilder::new()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(10))
            .build();
        Ok(Self {
            issuer: issuer.map_err(|error| format!("OIDC_ISSUER: {error}"))?,
            client: ClientId::new(provider.client.clone()),
            secret: ClientSecret::new(provider.secret.0.clone()),
            scopes: provider.scopes.iter().cloned().map(Scope::new).collect(),
            come_back_to: come_back_to.map_err(|error| format!("--origin: {error}"))?,
            reading: claims::Reading::of(provider),
            http: http.map_err(|error| error.to_string())?,
        })
    }

    /// The address of the provider to go to, and what the browser must bring back.
    pub(super) async fn send_away(
        &self,
        database: &Database,
        return_to: &str,
        now: DateTime<Utc>,
    ) -> Result<(String, Token), Trouble> {
        let token = Token::random();
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = CsrfToken::new(token.reveal().to_owned());
        let client = self.client().await?;
        let mut request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || state,
            Nonce::new_random,
        );
        for scope in &self.scopes {
            request = request.add_scope(scope.clone());
        }
        let (address, _, nonce) = request.set_pkce_challenge(challenge).url();
        let oldest = now - SIGN_IN_LIMIT;
        sqlx::query("DELETE FROM sign_ins WHERE began_ms <= $1")
            .bind(oldest.timestamp_millis())
            .execute(&database.pool)
            .await?;
        sqlx::query(
            "INSERT INTO sign_ins (digest, nonce, verifier, return_to, began_ms) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(token.digest())
        .bind(nonce.secret().clone())
        .bind(verifier.into_secret())
        .bind(return_to.to_owned())
        .bind(now.timestamp_millis())
        .execute(&database.pool)
        .await?;
        Ok((address.into(), token))
    }

    pub(super) async fn welcome(
        &self,
        database: &Database,
        state: &Token,
        code: &str,
        now: DateTime<Utc>,
    ) -> Result<ComingBack, Trouble> {
        // Taken out at once, so that it serves one attempt and no second.
        let row: Option<(String, String, String, i64)> = sqlx::query_as(
            "DELETE FROM sign_ins WHERE digest = $1 \
             RETURNING nonce, verifier, return_to, began_ms",
        )
        .bind(state.digest())
        .fetch_optional(&database.pool)
        .await?;
        let oldest = (now - SIGN_IN_LIMIT).timestamp_millis();
        let Some((nonce, verifier, return_to, _)) = row.filter(|row| row.3 > oldest) else {
            return Ok(ComingBack::Refused("nobody was sent away so".to_owned()));
        };
        let client = self.client().await?;
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Trouble::Failed(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let answer = match exchange.request_async(&self.http).await {
            Ok(answer) => answer,
            Err(error) => return Ok(ComingBack::Refused(error.to_string())),
        };
        let Some(token) = answer.id_token() else {
            return Ok(ComingBack::Refused("there is no ID token".to_owned()));
        };
        // Signature, issuer, audience, times and nonce.
        match token.claims(&client.id_token_verifier(), &Nonce::new(nonce)) {
            Ok(claims) => Ok(ComingBack::Arrived(Arrival {
                subject: format!("{} {}", self.issuer.as_str(), claims.subject().as_str()),
                caller: caller(claims, &self.reading),
                return_to,
            })),
            Err(error) => Ok(ComingBack::Refused(error.to_string())),
        }
    }

    async fn client(&self) -> Result<Client, Trouble> {
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http)
            .await
            .map_err(|error| Trouble::Unavailable(format!("the identity provider: {error}")))?;
        let client = Client::from_provider_metadata(
            metadata,
            self.client.clone(),
            Some(self.secret.clone()),
        );
        Ok(client.set_redirect_uri(self.come_back_to.clone()))
    }
}
