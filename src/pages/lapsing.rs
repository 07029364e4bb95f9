//! In the last days of the year: an unused re-enable lapses, and one made now is short.

use flows::diagnostic::Way;
use flows::diagnostic::reading::choices;
use leptos::prelude::*;
use policy::Standing;
use policy::basic_auth_2022::{Lapse, lapse};

use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{Day, lapsing};

#[component]
pub(crate) fn Lapsing() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let lapse = Memo::new(move |_| {
        let choices = choices(&tenant.protocols()?, &Way::Diagnostic, tenant.now());
        let mut blocked = choices
            .iter()
            .filter(|choice| choice.decision.standing == Standing::Blocked);
        blocked.find_map(|choice| lapse(&choice.facts))
    });
    move || {
        lapse.get().map(
            |Lapse {
                 last_day,
                 days_left,
             }| {
                let days = i32::try_from(days_left).unwrap_or_default();
                let last = Day {
                    date: last_day,
                    zone: tenant.zone(),
                };
                view! {
                    <Notice tone=Tone::Warn><p>{lapsing::unused(days, last)}</p></Notice>
                }
            },
        )
    }
}
