//! Texts in append-only logs, kept in the browser's database, `IndexedDB`.
//!
//! A log can be replaced as a whole. It then begins another life, and the one before can be brought
//! back until the next replacement. Whoever writes says which life is meant.
//!
//! Every transaction asks for all it needs before the first wait, so the database cannot commit
//! half of it, and a dropped future leaves it to succeed or fail as a whole.

mod database;

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbRequest, IdbTransaction};

use database::{Mode, begin, committed, factory, opened};

/// The version of the layout below. Every older one is upgraded, a newer one is left alone.
pub const LAYOUT: u32 = 2;

/// `[life, position]` → record.
const RECORDS: &str = "records";
/// life → a text that stands for its first records.
const SNAPSHOTS: &str = "snapshots";
/// life → a text beside it, replaced at will.
const NOTES: &str = "notes";
/// log → `[current, replaced]`, from the first replacement on.
const LIVES: &str = "lives";

/// An open database. Closes when dropped, and when another tab wants to upgrade it.
pub struct Store {
    database: IdbDatabase,
    /// The browser calls it for as long as the database is open.
    _make_way: Closure<dyn Fn()>,
}

/// The lives that a log has now, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lives {
    pub current: u32,
    /// The one that can be brought back.
    pub replaced: Option<u32>,
}

impl Lives {
    /// After a replacement. A number is never given twice.
    #[must_use]
    pub fn next(self) -> Self {
        Self {
            current: 1 + self.current.max(self.replaced.unwrap_or_default()),
            replaced: Some(self.current),
        }
    }

    /// After the replaced life was brought back: now the other one can be.
    pub fn swapped(self) -> Option<Self> {
        let swap = |replaced| Self {
            current: replaced,
            replaced: Some(self.current),
        };
        self.replaced.map(swap)
    }
}

/// What one reading finds of a life.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Of its log, at the same moment.
    pub lives: Lives,
    pub records: Vec<String>,
    pub note: Option<String>,
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
    /// The log is longer than the caller thought, or was replaced.
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

    pub async fn lives(&self, log: &str) -> Result<Lives, Trouble> {
        let transaction = self.begin(Mode::Read)?;
        let lives = transaction.object_store(LIVES)?.get(&log.into())?;
        committed(&transaction).await?;
        Ok(lives_in(&lives.result()?))
    }

    /// The snapshot of a life and the note beside it.
    pub async fn head(
        &self,
        log: &str,
        life: u32,
    ) -> Result<(Option<String>, Option<String>), Trouble> {
        let transaction = self.begin(Mode::Read)?;
        let life = name(log, life);
        let snapshot = transaction.object_store(SNAPSHOTS)?.get(&life)?;
        let note = transaction.object_store(NOTES)?.get(&life)?;
        committed(&transaction).await?;
        Ok((snapshot.result()?.as_string(), note.result()?.as_string()))
    }

    /// The records of a life from a position on, and the note beside it.
    pub async fn tail(&self, log: &str, life: u32, from: u64) -> Result<Tail, Trouble> {
        let transaction = self.begin(Mode::Read)?;
        let lives = transaction.object_store(LIVES)?.get(&log.into())?;
        let life = name(log, life);
        let records = transaction
            .object_store(RECORDS)?
            .get_all_with_key(&positions(&life, from)?.into())?;
        let note = transaction.object_store(NOTES)?.get(&life)?;
        committed(&transaction).await?;
        let records = array(&records)?;
        Ok(Tail {
            lives: lives_in(&lives.result()?),
            records: records.iter().filter_map(|it| it.as_string()).collect(),
            note: note.result()?.as_string(),
        })
    }

    /// Appends to a log in a life that has `length` records, and replaces its snapshot if there is
    /// a new one.
    ///
    /// All or nothing, and on the disk when it returns.
    pub async fn append(
        &self,
        log: &str,
        life: u32,
        length: u64,
        records: &[String],
        snapshot: Option<&str>,
    ) -> Result<(), Trouble> {
        let transaction = self.begin(Mode::WriteThrough)?;
        expect(&transaction, log, move |lives| lives.current == life)?;
        let life = name(log, life);
        // `add` refuses a key that is taken, and with it the transaction: nothing else needs to
        // check the length.
        add(&transaction, &life, length, records)?;
        if let Some(snapshot) = snapshot {
            transaction
                .object_store(SNAPSHOTS)?
                .put_with_key(&snapshot.into(), &life)?;
        }
        committed(&transaction).await
    }

    /// Replaces the note beside a life, without waiting for the disk. A note on a life that is over
    /// does no harm.
    pub async fn note(&self, log: &str, life: u32, text: &str) -> Result<(), Trouble> {
        let transaction = self.begin(Mode::Write)?;
        note(&transaction, &name(log, life), text)?;
        committed(&transaction).await
    }

    /// Begins another life with these records and this note. The current life gets its last note,
    /// and the one that could be brought back until now is gone.
    ///
    /// All or nothing, and on the disk when it returns.
    pub async fn replace(
        &self,
        log: &str,
        lives: Lives,
        last_note: &str,
        records: &[String],
        first_note: &str,
    ) -> Result<Lives, Trouble> {
        let transaction = self.begin(Mode::WriteThrough)?;
        expect(&transaction, log, move |found| found == lives)?;
        if let Some(given_up) = lives.replaced {
            let life = name(log, given_up);
            let all = positions(&life, 0)?.into();
            transaction.object_store(RECORDS)?.delete(&all)?;
            transaction.object_store(SNAPSHOTS)?.delete(&life)?;
            transaction.object_store(NOTES)?.delete(&life)?;
        }
        let next = lives.next();
        let life = name(log, next.current);
        add(&transaction, &life, 0, records)?;
        note(&transaction, &life, first_note)?;
        note(&transaction, &name(log, lives.current), last_note)?;
        put_lives(&transaction, log, next)?;
        committed(&transaction).await?;
        Ok(next)
    }

    /// Goes on with the life that was replaced, if there is one; the current one can then be
    /// brought back in turn, and gets its last note.
    ///
    /// All or nothing, and on the disk when it returns.
    pub async fn bring_back(
        &self,
        log: &str,
        lives: Lives,
        last_note: &str,
    ) -> Result<Lives, Trouble> {
        let Some(swapped) = lives.swapped() else {
            return Ok(lives);
        };
        let transaction = self.begin(Mode::WriteThrough)?;
        expect(&transaction, log, move |found| found == lives)?;
        note(&transaction, &name(log, lives.current), last_note)?;
        put_lives(&transaction, log, swapped)?;
        committed(&transaction).await?;
        Ok(swapped)
    }

    fn begin(&self, mode: Mode) -> Result<IdbTransaction, Trouble> {
        let tables = [RECORDS, SNAPSHOTS, NOTES, LIVES].map(JsValue::from);
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
/// `{"layout": 2, "records": [[key, value], …], …}`.
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
    // What there was is in the first life of its log, whose name is the log's own.
    if from < 2 {
        database.create_object_store(LIVES)?;
    }
    Ok(())
}

fn name(log: &str, life: u32) -> JsValue {
    match life {
        0 => log.into(),
        later => format!("{log}#{later}").into(),
    }
}

fn positions(life: &JsValue, from: u64) -> Result<IdbKeyRange, JsValue> {
    IdbKeyRange::bound(&key(life, from), &key(life, u64::MAX))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no log comes near 2^53 records, where doubles stop being exact"
)]
fn key(life: &JsValue, position: u64) -> JsValue {
    Array::of2(life, &JsValue::from_f64(position as f64)).into()
}

fn add(
    transaction: &IdbTransaction,
    life: &JsValue,
    from: u64,
    records: &[String],
) -> Result<(), Trouble> {
    let table = transaction.object_store(RECORDS)?;
    for (position, record) in (from..).zip(records) {
        table.add_with_key(&record.into(), &key(life, position))?;
    }
    Ok(())
}

fn note(transaction: &IdbTransaction, life: &JsValue, text: &str) -> Result<(), Trouble> {
    let table = transaction.object_store(NOTES)?;
    table.put_with_key(&text.into(), life)?;
    Ok(())
}

/// Lets the transaction come to an end only if the lives of the log are as the caller thinks.
fn expect(
    transaction: &IdbTransaction,
    log: &str,
    is_met: impl FnOnce(Lives) -> bool + 'static,
) -> Result<(), Trouble> {
    let lives = transaction.object_store(LIVES)?.get(&log.into())?;
    let (found, transaction) = (lives.clone(), transaction.clone());
    let check = Closure::once_into_js(move || {
        let is_met = found.result().is_ok_and(|found| is_met(lives_in(&found)));
        if !is_met {
            // Fails only where the transaction has failed by itself.
            let _ = transaction.abort();
        }
    });
    lives.set_onsuccess(Some(check.unchecked_ref()));
    Ok(())
}

fn put_lives(transaction: &IdbTransaction, log: &str, lives: Lives) -> Result<(), Trouble> {
    let numbers = [Some(lives.current), lives.replaced];
    let numbers: Array = numbers.into_iter().flatten().map(JsValue::from).collect();
    let table = transaction.object_store(LIVES)?;
    table.put_with_key(&numbers, &log.into())?;
    Ok(())
}

/// A log that was never replaced has no entry.
fn lives_in(entry: &JsValue) -> Lives {
    let Some(numbers) = entry.dyn_ref::<Array>() else {
        return Lives::default();
    };
    let number = |at| numbers.get(at).as_f64().map(database::whole);
    Lives {
        current: number(0).unwrap_or_default(),
        replaced: number(1),
    }
}

fn array(request: &IdbRequest) -> Result<Array, Trouble> {
    Ok(request.result()?.unchecked_into())
}
