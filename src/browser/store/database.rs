//! Opening a database and ending a transaction, as futures. It knows no tables.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent};

use super::Trouble;
use crate::browser::window;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
    /// Committed means that the disk has it.
    WriteThrough,
}

/// `database.transaction(tables, mode, {durability})`: web-sys has the last argument only under a
/// compiler flag.
pub(super) fn begin(
    database: &IdbDatabase,
    tables: &Array,
    mode: Mode,
) -> Result<IdbTransaction, Trouble> {
    let (access, durability) = match mode {
        Mode::Read => ("readonly", "default"),
        Mode::Write => ("readwrite", "relaxed"),
        Mode::WriteThrough => ("readwrite", "strict"),
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    let transaction = begin.call3(database, tables, &access.into(), &options)?;
    Ok(transaction.unchecked_into())
}

pub(super) async fn committed(transaction: &IdbTransaction) -> Result<(), Trouble> {
    let end = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(end).await {
        Ok(_) => Ok(()),
        Err(_) => Err(match transaction.error() {
            Some(error) => Trouble::from(JsValue::from(error)),
            // Only this program aborts without an error: something was not as expected.
            None => Trouble::Conflict,
        }),
    }
}

/// Waits for a database to open. An upgrade also waits until other tabs have closed their older
/// one, which every version of this program does when asked.
pub(super) async fn opened(
    request: &IdbOpenDbRequest,
    upgrade: impl Fn(&IdbDatabase, u32) -> Result<(), JsValue> + 'static,
) -> Result<IdbDatabase, Trouble> {
    let opening = request.clone();
    let on_upgrade =
        Closure::<dyn Fn(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
            let database: Option<IdbDatabase> = opening.result().ok().map(JsCast::unchecked_into);
            let done = database.map(|database| upgrade(&database, whole(event.old_version())));
            if !matches!(done, Some(Ok(())))
                && let Some(transaction) = opening.transaction()
            {
                // Aborting fails only where there is nothing left to abort.
                let _ = transaction.abort();
            }
        });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let end = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(end).await {
        Ok(_) => Ok(request.result()?.unchecked_into()),
        Err(_) => Err(match Trouble::from(JsValue::from(request.error()?)) {
            Trouble::Failed(why) => Trouble::Unavailable(why),
            Trouble::Closed => Trouble::Unavailable("closed at once".to_owned()),
            known => known,
        }),
    }
}

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        let text = |member: &str| {
            let value = Reflect::get(&error, &member.into()).ok();
            value
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        match text("name").as_str() {
            "ConstraintError" => Self::Conflict,
            "InvalidStateError" => Self::Closed,
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            name => Self::Failed(format!("{name}: {}", text("message"))),
        }
    }
}

pub(super) fn factory() -> Result<IdbFactory, Trouble> {
    match window().indexed_db() {
        Ok(Some(factory)) => Ok(factory),
        _ => Err(Trouble::Unavailable("no IndexedDB".to_owned())),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "versions and lives are whole numbers, and small"
)]
pub(super) fn whole(number: f64) -> u32 {
    number as u32
}
