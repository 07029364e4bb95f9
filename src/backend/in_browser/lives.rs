//! The records of a tenant as a whole: read, replaced by others, brought back.

use service::Archive;
use wire::address::{Address, Part};
use wire::http::Request;

use super::host::Host;
use crate::browser::store::Trouble;

impl Host {
    /// The current life, with all that is due by now.
    pub(super) async fn records(&self, tenant: &str) -> Result<Archive, Trouble> {
        let look = Request::get(&Address::of(tenant, Part::Clock));
        self.alone_with(tenant, async || {
            let ledger = self.caught_up(tenant).await?;
            self.attempt(tenant, &ledger, &look, false).await?;
            let life = ledger.borrow().lives.current;
            let tail = self.keep.tail(tenant, life, 0).await?;
            if tail.lives.current != life {
                return Err(Trouble::Conflict);
            }
            Ok(Archive {
                tenant: tenant.to_owned(),
                clock: ledger.borrow().clock.now((self.elapsed)()),
                records: tail.records,
            })
        })
        .await
    }

    /// The life that can be brought back.
    pub(super) async fn replaced_records(&self, tenant: &str) -> Result<Option<Archive>, Trouble> {
        self.alone_with(tenant, async || {
            let lives = self.keep.lives(tenant).await?;
            let Some(replaced) = lives.replaced else {
                return Ok(None);
            };
            let tail = self.keep.tail(tenant, replaced, 0).await?;
            if tail.lives != lives {
                return Err(Trouble::Conflict);
            }
            let clock = tail.note.as_deref().and_then(|note| note.parse().ok());
            Ok(Some(Archive {
                tenant: tenant.to_owned(),
                clock: clock.unwrap_or_default(),
                records: tail.records,
            }))
        })
        .await
    }

    /// Has the tenant live the life of the archive, or without one the life that was replaced last,
    /// and says so in all tabs.
    pub(super) async fn turn(&self, tenant: &str, to: Option<&Archive>) -> Result<(), Trouble> {
        self.alone_with(tenant, async || {
            let ledger = self.caught_up(tenant).await?;
            let lives = ledger.borrow().lives;
            let note = ledger.borrow().clock.now((self.elapsed)()).to_rfc3339();
            let turned = match to {
                None => self.keep.bring_back(tenant, lives, &note).await?,
                Some(Archive { clock, records, .. }) => {
                    let first_note = clock.to_rfc3339();
                    self.keep
                        .replace(tenant, lives, &note, records, &first_note)
                        .await?
                }
            };
            // It is done, and what cannot be read now is read by whoever asks next.
            let _ = self.turn_to(tenant, turned).await;
            if let Ok(ledger) = self.caught_up(tenant).await {
                self.tell(tenant, &ledger);
            }
            Ok(())
        })
        .await
    }
}
