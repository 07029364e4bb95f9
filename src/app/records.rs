//! The records of the simulation as a whole: exported, replaced, brought back.
//!
//! Only where the far side is in this browser; the contract knows nothing of it.

mod menu;
mod out_of_reach;
mod preview;
mod rejection;

use std::sync::Arc;

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos::task::spawn_local;
use service::{Archive, Summary};
use wire::session::TenantCard;

use crate::backend::in_browser::InBrowser;
use crate::browser::console;
use crate::browser::store::Trouble;
use crate::changes::Changes;
use crate::latest::latest;
use crate::router::Router;
use crate::signed_in::SignedIn;
use crate::toasts::{Toast, Toasts};
use crate::ui::{Button, ButtonKind, Dialog};
use crate::words::{Text, Time, records, trouble};

use super::later::{Later, Part, Parts};
use menu::{Menu, bring_back};
use preview::Preview;

pub(super) use out_of_reach::{DownloadRecords, OutOfReach};

/// The records of the tenant in view, and how far the person is with them.
#[derive(Clone, Copy)]
pub(super) struct Records {
    card: StoredValue<TenantCard>,
    far_side: StoredValue<Arc<InBrowser>>,
    step: RwSignal<Step>,
    toasts: Toasts,
    router: Router,
}

#[derive(Clone, PartialEq)]
enum Step {
    Closed,
    Menu,
    /// The archive would take the place of the records.
    Preview(Deed, Arc<Archive>),
    Working,
    /// Nothing was replaced.
    Failed(Trouble),
}

/// What puts other records in the place of those that are there.
#[derive(Clone, PartialEq)]
enum Deed {
    /// From the file of this name.
    Import(String),
    Reset,
}

/// The tenant's lives at a glance.
#[derive(Clone)]
struct Glance {
    now: Summary,
    /// What an undo would bring back.
    replaced: Option<Summary>,
}

impl Records {
    /// Nothing where the tenant does not live in this browser.
    pub(super) fn of(card: &TenantCard) -> Option<Self> {
        if !expect_context::<SignedIn>().simulation {
            return None;
        }
        Some(Self {
            card: StoredValue::new(card.clone()),
            far_side: StoredValue::new(use_context::<Arc<InBrowser>>()?),
            step: RwSignal::new(Step::Closed),
            toasts: expect_context::<Toasts>(),
            router: expect_context::<Router>(),
        })
    }

    pub(super) fn open(self) {
        self.step.set(Step::Menu);
    }

    fn close(self) {
        self.step.set(Step::Closed);
    }

    fn id(self) -> String {
        self.card.with_value(|card| card.id.clone())
    }

    fn name(self) -> String {
        self.card.with_value(|card| card.name.clone())
    }

    /// Asks whether the archive is to take the place of the records.
    fn propose(self, deed: Deed, archive: Archive) {
        self.step.set(Step::Preview(deed, Arc::new(archive)));
    }

    fn replace(self, deed: &Deed, archive: Arc<Archive>) {
        let far_side = self.far_side.get_value();
        let done = match deed {
            Deed::Import(_) => records::import_done(self.name()),
            Deed::Reset => records::reset_done(self.name()),
        };
        self.carry_out(done, async move { far_side.replace(&archive).await });
    }

    fn undo(self) {
        let (far_side, id) = (self.far_side.get_value(), self.id());
        let done = records::undo_done(self.name());
        self.carry_out(done, async move { far_side.bring_back(&id).await });
    }

    fn carry_out(self, done: Text, work: impl Future<Output = Result<(), Trouble>> + 'static) {
        self.step.set(Step::Working);
        spawn_local(async move {
            // The tenant may have been left.
            match work.await {
                Ok(()) => {
                    let _ = self.step.try_set(Step::Closed);
                    self.tell(done);
                }
                Err(trouble) => {
                    console::warn(&format!("Nothing was replaced: {trouble:?}"));
                    let _ = self.step.try_set(Step::Failed(trouble));
                }
            }
        });
    }

    /// Needs no answer: the way back is also in the dialog, until the next replacement.
    fn tell(self, text: Text) {
        let undo = Arc::new(move || self.undo());
        // By then the dialog is closed. The page is drawn anew, and the button that led here is gone.
        request_animation_frame(move || {
            self.router.to_heading();
            self.toasts.show(Toast { text, undo });
        });
    }

    /// What is there now, read again with every change.
    fn glance(self) -> Signal<Option<Glance>, LocalStorage> {
        let changes = expect_context::<Changes>();
        let is_open = Memo::new(move |_| self.step.with(|step| *step != Step::Closed));
        let answer = latest(move || {
            let (far_side, id) = (self.far_side.get_value(), self.id());
            changes.track(&id);
            changes.replacements(&id);
            let is_open = is_open.get();
            async move {
                if !is_open {
                    return None;
                }
                let now = far_side.records(&id).await.ok()?;
                let replaced = far_side.replaced_records(&id).await.ok()?;
                Some(Glance {
                    now: now.summary(),
                    replaced: replaced.map(|archive| archive.summary()),
                })
            }
        });
        Signal::derive_local(move || answer.get().flatten())
    }
}

/// The undo of the last replacement, wherever it is looked for; nothing where nothing was replaced.
#[component]
pub(super) fn Replaced(records: Records) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let replaced = latest(move || {
        let (far_side, id) = (records.far_side.get_value(), records.id());
        changes.replacements(&id);
        async move { Some(far_side.replaced_records(&id).await.ok()??.summary()) }
    });
    move || Some(bring_back(records, &replaced.get().flatten()?))
}

impl From<&Summary> for Time {
    fn from(summary: &Summary) -> Self {
        Self {
            at: summary.clock,
            zone: summary.zone,
        }
    }
}

#[component]
pub(super) fn RecordsDialog(records: Records) -> impl IntoView {
    let step = records.step;
    let parts = expect_context::<Parts>();
    let heading = move || heading(&step.get(), records.name()).get();
    let cancel = move |()| {
        if step.with_untracked(|step| *step != Step::Working) {
            records.close();
        }
    };
    let close = Callback::new(move |()| records.close());
    let actions = move || {
        let fallback =
            move || view! { <Button label=records::close() on_press=close /> }.into_any();
        move || {
            parts
                .view(Part::RecordsActions(records))
                .unwrap_or_else(fallback)
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || step.with(|step| *step != Step::Closed))
            heading=Signal::derive(heading)
            on_cancel=Callback::new(cancel)
            actions
        >
            <Later part=Part::RecordsStep(records) />
        </Dialog>
    }
}

/// What the dialog says.
#[component]
pub(super) fn RecordsStep(records: Records) -> impl IntoView {
    let glance = records.glance();
    move || match records.step.get() {
        Step::Closed | Step::Working => EitherOf4::A(()),
        Step::Menu => EitherOf4::B(view! { <Menu records glance /> }),
        Step::Preview(_, archive) => {
            EitherOf4::C(view! { <Preview glance then=archive.summary() /> })
        }
        Step::Failed(trouble) => EitherOf4::D(view! { <p>{sentence(&trouble)}</p> }),
    }
}

/// The answers of the dialog, the one that changes nothing first.
#[component]
pub(super) fn RecordsActions(records: Records) -> impl IntoView {
    let close = Callback::new(move |()| records.close());
    let back = Callback::new(move |()| records.open());
    move || match records.step.get() {
        Step::Closed | Step::Working => EitherOf4::A(()),
        Step::Menu => EitherOf4::B(view! { <Button label=records::close() on_press=close /> }),
        Step::Preview(deed, archive) => {
            let label = match deed {
                Deed::Import(_) => records::replace(),
                Deed::Reset => records::reset(),
            };
            let go = move |()| records.replace(&deed, Arc::clone(&archive));
            EitherOf4::C(view! {
                <Button label=records::back() on_press=back />
                <Button label kind=ButtonKind::Primary on_press=Callback::new(go) />
            })
        }
        Step::Failed(_) => EitherOf4::D(view! {
            <Button label=records::close() on_press=close />
            <Button label=records::back() on_press=back />
        }),
    }
}

fn heading(step: &Step, tenant: String) -> Text {
    match step {
        Step::Closed | Step::Menu => records::heading(tenant),
        Step::Preview(Deed::Import(file), _) => records::import_heading(file.clone(), tenant),
        Step::Preview(Deed::Reset, _) => records::reset_heading(tenant),
        Step::Working => records::working(),
        Step::Failed(_) => records::failed(),
    }
}

fn sentence(trouble: &Trouble) -> Text {
    match trouble {
        Trouble::Full => trouble::storage_full(),
        Trouble::Newer | Trouble::Closed => trouble::outdated(),
        Trouble::Conflict | Trouble::Unavailable(_) | Trouble::Failed(_) => records::try_later(),
    }
}
