//! In the place of a page whose subject could not be read.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Button, count_error};
use crate::words::{Text, app};

/// Says so, why, and has everything about the tenant read again.
#[component]
pub(crate) fn Unread(heading: Text, error: ApiError) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    count_error();
    view! {
        <h1 tabindex="-1">{heading}</h1>
        <Trouble error />
        <Button label=app::try_again() on_press=Callback::new(move |()| tenant.refresh()) />
    }
}
