//! The shape of what is on its way.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock;

/// Stands in the place of its children until they are ready: unseen for the first 200 ms, and from
/// then on for 300 ms at least, so that it never flashes. What was ready once stays.
#[component]
pub fn Skeleton(
    /// What is on its way, for ears.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] is_ready: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let begun = clock::elapsed();
    let is_due = RwSignal::new(is_ready.get_untracked());
    Effect::new(move |_| {
        if is_ready.get() && !is_due.get_untracked() {
            let rest = rest(clock::elapsed().saturating_sub(begun));
            if rest.is_zero() {
                is_due.set(true);
            } else {
                // Whoever waited may have gone elsewhere meanwhile.
                let end = move || {
                    let _ = is_due.try_set(true);
                };
                set_timeout(end, rest);
            }
        }
    });
    let shape = move || {
        let bars = (0..BARS).map(|_| view! { <span class="skeleton__bar"></span> });
        view! {
            <p class="visually-hidden" role="status">{label}</p>
            <div class="skeleton" aria-busy="true">{bars.collect_view()}</div>
        }
    };

    view! {
        <Show when=move || is_due.get() fallback=shape>
            {children()}
        </Show>
    }
}

/// A heading, two lines and a card, as the style sheet draws them.
const BARS: usize = 4;

/// The style sheet keeps it out of sight so long.
const UNSEEN: Duration = Duration::from_millis(200);
const SEEN_AT_LEAST: Duration = Duration::from_millis(300);

/// How long it still has to stand when all is ready after this time.
fn rest(waited: Duration) -> Duration {
    if waited < UNSEEN {
        Duration::ZERO
    } else {
        (UNSEEN + SEEN_AT_LEAST).saturating_sub(waited)
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let skeleton = move |is_ready| {
        view! {
            <Skeleton label=lent.names[0] is_ready=Signal::stored(is_ready)>
                <p>{lent.sentence}</p>
            </Skeleton>
        }
    };
    vec![
        Specimen::of("is_ready=false", skeleton(false)),
        Specimen::of("is_ready=true", skeleton(true)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(waited: u64, expected: u64) {
        let waited = Duration::from_millis(waited);
        assert_eq!(rest(waited), Duration::from_millis(expected));
    }

    #[test]
    fn what_nobody_saw_goes_at_once() {
        check(0, 0);
        check(199, 0);
    }

    #[test]
    fn what_was_seen_does_not_flash() {
        check(200, 300);
        check(350, 150);
        check(499, 1);
    }

    #[test]
    fn what_stood_long_enough_goes_at_once() {
        check(500, 0);
        check(60_000, 0);
    }
}
