//! Whether anything can be sent now: every button that would send asks here first.

use leptos::prelude::*;

use crate::reach::Reach;
use crate::signed_in::SignedIn;
use crate::tenant::Tenant;
use crate::trouble;

/// Why nothing can be sent now, if so. What was entered is kept until it can.
pub(crate) fn bar() -> Signal<Option<String>> {
    let tenant = expect_context::<Tenant>();
    let reach = expect_context::<Reach>();
    let hindrance = expect_context::<SignedIn>().hindrance;
    let why = Memo::new(move |_| hindrance.or_else(|| reach.bar(|| tenant.elapsed())));
    Signal::derive(move || Some(trouble::bar(why.get()?).get()))
}
