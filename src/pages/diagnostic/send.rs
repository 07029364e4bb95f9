//! Sends what waits to be sent.

use std::collections::BTreeSet;

use flows::diagnostic::{Diagnostic, Event, Outcome, Run, Way};
use leptos::prelude::*;
use leptos::task::spawn_local;
use policy::Protocol;
use wire::receipt::Receipt;

use super::Progress;
use crate::api::{Api, ApiError, Cause};
use crate::tenant::Tenant;
use crate::trouble;

/// Sends each request that waits, once: the first time, after a retry, and after a reload.
pub(super) fn send_what_waits(progress: Progress, way: Way) {
    let api = expect_context::<Api>();
    let tenant = expect_context::<Tenant>();
    let under_way = StoredValue::new(BTreeSet::<Protocol>::new());
    Effect::new(move |_| {
        let Diagnostic::Results(run) = progress.state() else {
            return;
        };
        for protocol in run.waiting() {
            if under_way.try_update_value(|sent| sent.insert(protocol)) != Some(true) {
                continue;
            }
            let (api, way, run) = (api.clone(), way.clone(), run.clone());
            spawn_local(async move {
                let answer = request(&api, &tenant.id(), &way, &run, protocol).await;
                let _ = under_way.try_update_value(|sent| sent.remove(&protocol));
                progress.happen(Event::Answered(protocol, outcome(answer)));
                tenant.refresh();
            });
        }
    });
}

async fn request(
    api: &Api,
    tenant: &str,
    way: &Way,
    run: &Run,
    protocol: Protocol,
) -> Result<Receipt, ApiError> {
    let key = run.key(protocol);
    match way {
        Way::Diagnostic => api.submit(tenant, run.wish, protocol, &key).await,
        Way::Post(id) => api.opt_out_by_message(tenant, id, protocol, &key).await,
    }
}

fn outcome(answer: Result<Receipt, ApiError>) -> Outcome {
    match answer {
        Ok(receipt) => Outcome::Accepted {
            receipt: receipt.number,
        },
        Err(ApiError {
            cause: Cause::Refused { reason, rule },
            ..
        }) => Outcome::Refused {
            reason,
            rule: rule.unwrap_or_default(),
        },
        Err(error) => Outcome::Failed(trouble::failure(&error)),
    }
}
