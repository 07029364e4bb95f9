//! Texts in append-only logs, kept in the browser's database, `IndexedDB`.
//!
//! Every transaction asks for all it needs before the first wait, so the database cannot commit
//! half of it, and a dropped future leaves it to succeed or fail as a whole.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbVersionChangeEvent,
};

use super::window;

/// The version of the layout below. Every older one is upgraded, a newer one is left alone.
pub const LAYOUT: u32 = 1;

/// `[log, position]` → record.
const RECORDS: &str = "records";
/// log → a text that stands for its first records.
const SNAPSHOTS: &str = "snapshots";
/// log → a text beside it, replaced at will.
const NOTES: &str = "notes";

/// An open database. Closes when dropped, and when another tab wants to upgrade it.
pub struct Store {
    database: IdbDatabase,
    /// The browser calls it for as long as the database is open.
    _make_way: Closure<dyn Fn()>,
}

/// Why the store did not do as told. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser does not let this page keep anything.
    Unavailable(String),
    /// A newer layout than this program knows.
    Newer,
    /// Another tab has upgraded the database, or the person has cleared it.
    Closed,
    /// The log is longer than the caller thought.
    Conflict,
    Full,
    Failed(String),
}

impl Store {
    /// Opens the database of this name, or makes it.
    pub async fn open(name: &str) -> Result<Self, Trouble> {
        let request = factory()?.open_with_u32(name, LAYOUT)?;
        let database = opened(&request, upgrade).await?;

        let connection = database.clone();
        let make_way = Closure::<dyn Fn()>::new(move || connection.close());
        database.set_onversionchange(Some(make_way.as_ref().unchecked_ref()));
        Ok(Self {
            database,
            _make_way: make_way,
        })
    }

    /// The snapshot of a log and the note beside it.
    pub async fn head(&self, log: &str) -> Result<(Option<String>, Option<String>), Trouble> {
        let transaction = self.begin(Mode::Read)?;
        let snapshot = transaction.object_store(SNAPSHOTS)?.get(&log.into())?;
        let note = transaction.object_store(NOTES)?.get(&log.into())?;
        committed(&transaction).await?;
        Ok((snapshot.result()?.as_string(), note.result()?.as_string()))
    }

    /// The records of a log from a position on, and the note beside it.
    pub async fn tail(
        &self,
        log: &str,
        from: u64,
    ) -> Result<(Vec<String>, Option<String>), Trouble> {
        let transaction = self.begin(Mode::Read)?;
        let range = IdbKeyRange::bound(&key(log, from), &key(log, u64::MAX))?;
        let records = transaction
            .object_store(RECORDS)?
            .get_all_with_key(&range)?;
        let note = transaction.object_store(NOTES)?.get(&log.into())?;
        committed(&transaction).await?;
        let records = array(&records)?;
        let records = records.iter().filter_map(|text| text.as_string());
        Ok((records.collect(), note.result()?.as_string()))
    }

    /// Appends to a log that has `length` records, and replaces its snapshot if there is a new one.
    ///
    /// All or nothing, and on the disk when it returns.
    pub async fn append(
        &self,
        log: &str,
        length: u64,
        records: &[String],
        snapshot: Option<&str>,
    ) -> Result<(), Trouble> {
        let transaction = self.begin(Mode::WriteThrough)?;
        let table = transaction.object_store(RECORDS)?;
        for (position, record) in (length..).zip(records) {
            // `add` refuses a key that is taken, and with it the transaction: nothing else needs
            // to check the length.
            table.add_with_key(&record.into(), &key(log, position))?;
        }
        if let Some(snapshot) = snapshot {
            transaction
                .object_store(SNAPSHOTS)?
                .put_with_key(&snapshot.into(), &log.into())?;
        }
        committed(&transaction).await
    }

    /// Replaces the note beside a log, without waiting for the disk.
    pub async fn note(&self, log: &str, text: &str) -> Result<(), Trouble> {
        let transaction = self.begin(Mode::Write)?;
        transaction
            .object_store(NOTES)?
            .put_with_key(&text.into(), &log.into())?;
        committed(&transaction).await
    }

    fn begin(&self, mode: Mode) -> Result<IdbTransaction, Trouble> {
        let tables = [RECORDS, SNAPSHOTS, NOTES].map(JsValue::from);
        begin(&self.database, &tables.iter().collect(), mode)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// Everything in the database of this name, whatever its layout, as JSON to carry away:
/// `{"layout": 1, "records": [[key, value], …], …}`.
pub async fn export(name: &str) -> Result<String, Trouble> {
    let request = factory()?.open(name)?;
    // A database that does not exist yet has nothing to carry away, and must not come into being.
    let database = opened(&request, |_, _| Err(JsValue::from("nothing is kept"))).await?;
    let tables: Array = Array::from(&database.object_store_names());

    let transaction = begin(&database, &tables, Mode::Read)?;
    let mut contents = Vec::new();
    for name in tables.iter() {
        let table = transaction.object_store(&name.as_string().unwrap_or_default())?;
        contents.push((name, table.get_all_keys()?, table.get_all()?));
    }
    committed(&transaction).await?;
    database.close();

    let copy = Object::new();
    Reflect::set(&copy, &"layout".into(), &database.version().into())?;
    for (name, keys, values) in contents {
        let (keys, values) = (array(&keys)?, array(&values)?);
        let rows = keys.iter().zip(values.iter());
        let rows: Array = rows.map(|(key, value)| Array::of2(&key, &value)).collect();
        Reflect::set(&copy, &name, &rows)?;
    }
    Ok(JSON::stringify(&copy)?.into())
}

/// Takes the layout from any earlier version to the current one, a step for each.
fn upgrade(database: &IdbDatabase, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        for table in [RECORDS, SNAPSHOTS, NOTES] {
            database.create_object_store(table)?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Read,
    Write,
    /// Committed means that the disk has it.
    WriteThrough,
}

/// `database.transaction(tables, mode, {durability})`: web-sys has the last argument only under a
/// compiler flag.
fn begin(database: &IdbDatabase, tables: &Array, mode: Mode) -> Result<IdbTransaction, Trouble> {
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

async fn committed(transaction: &IdbTransaction) -> Result<(), Trouble> {
    let end = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(end).await {
        Ok(_) => Ok(()),
        Err(_) => Err(match transaction.error() {
            Some(error) => Trouble::from(JsValue::from(error)),
            None => Trouble::Failed("the transaction was aborted".to_owned()),
        }),
    }
}

/// Waits for a database to open. An upgrade also waits until other tabs have closed their older
/// one, which every version of this program does when asked.
async fn opened(
    request: &IdbOpenDbRequest,
    upgrade: impl Fn(&IdbDatabase, u32) -> Result<(), JsValue> + 'static,
) -> Result<IdbDatabase, Trouble> {
    let opening = request.clone();
    let on_upgrade =
        Closure::<dyn Fn(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
            let database: Option<IdbDatabase> = opening.result().ok().map(JsCast::unchecked_into);
            let done = database.map(|database| upgrade(&database, version(event.old_version())));
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

fn factory() -> Result<IdbFactory, Trouble> {
    match window().indexed_db() {
        Ok(Some(factory)) => Ok(factory),
        _ => Err(Trouble::Unavailable("no IndexedDB".to_owned())),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no log comes near 2^53 records, where doubles stop being exact"
)]
fn key(log: &str, position: u64) -> JsValue {
    Array::of2(&log.into(), &JsValue::from_f64(position as f64)).into()
}

fn array(request: &IdbRequest) -> Result<Array, Trouble> {
    Ok(request.result()?.unchecked_into())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "database versions are whole numbers, and this program's are small"
)]
fn version(number: f64) -> u32 {
    number as u32
}
