//! What a sheet of paper has to say for itself, because nothing around it does: whose page it is, of
//! which time in which zone, and by which rules it was decided. Only print shows it.

use leptos::prelude::*;
use policy::basic_auth_2022::EDITION;

use crate::tenant::Tenant;
use crate::words::{print, vocabulary};

#[component]
pub(super) fn PrintSheet() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let sheet = Memo::new(move |_| {
        let card = tenant.card();
        let (cloud, now) = (vocabulary::cloud(card.cloud), tenant.time(tenant.now()));
        print::sheet(cloud, EDITION, now, card.name).get()
    });
    view! { <header class="print-sheet">{sheet}</header> }
}
