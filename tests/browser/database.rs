//! The browser's database from outside: filled as another version left it, or not there at all.

use admin_center::browser::random;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A name that no other database has.
pub(crate) fn new_database() -> String {
    format!("test-{}", random::uuid())
}

/// The durabilities of the transactions that were committed in the database since, in their order.
/// Databases of earlier tests may still be written to.
pub(crate) fn committed(database: &str) -> impl Fn() -> String + use<> {
    // It stays for the tests after this one, and lets everything through.
    let listen = "
        const committed = [];
        const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...asked) {
            const transaction = begin.apply(this, asked);
            if (this.name === database) {
                transaction.addEventListener('complete', () => committed.push(transaction.durability));
            }
            return transaction;
        };
        return committed;";
    let committed = Function::new_with_args("database", listen)
        .call1(&JsValue::NULL, &database.into())
        .unwrap();
    let committed: Array = committed.unchecked_into();
    move || committed.join(" ").into()
}

/// Makes a database of what an export holds, or upgrades one, as another version would.
pub(crate) async fn restore(database: &str, export: &str) {
    let body = "
        const { layout, ...tables } = contents;
        return new Promise((resolve, reject) => {
            const request = indexedDB.open(database, layout);
            request.onupgradeneeded = () => {
                for (const [table, rows] of Object.entries(tables)) {
                    const store = request.result.createObjectStore(table);
                    for (const [key, value] of rows) store.add(value, key);
                }
            };
            request.onsuccess = () => { request.result.close(); resolve(); };
            request.onerror = () => reject(request.error);
            request.onblocked = () => reject(new Error('held up'));
        });";
    let restored = Function::new_with_args("database, contents", body)
        .call2(
            &JsValue::NULL,
            &database.into(),
            &JSON::parse(export).unwrap(),
        )
        .unwrap();
    JsFuture::from(restored.unchecked_into::<Promise>())
        .await
        .unwrap();
}

/// Hides something that browsers have, until dropped.
pub(crate) struct Without {
    owner: Object,
    member: JsValue,
    /// Nothing where the member comes from the prototype, which is hidden then and not changed.
    before: Option<Object>,
}

impl Without {
    pub(crate) fn the(owner: &str, member: &str) -> Self {
        let global = js_sys::global();
        let owner: Object = Reflect::get(&global, &owner.into())
            .unwrap()
            .unchecked_into();
        let member = JsValue::from(member);
        let before = Reflect::get_own_property_descriptor(&owner, &member).unwrap();
        let nothing: Object = JSON::parse(r#"{"value":null,"configurable":true}"#)
            .unwrap()
            .unchecked_into();
        Object::define_property(&owner, &member, &nothing);
        Self {
            owner,
            member,
            before: before.dyn_into().ok(),
        }
    }
}

impl Drop for Without {
    fn drop(&mut self) {
        match &self.before {
            Some(before) => drop(Object::define_property(&self.owner, &self.member, before)),
            None => drop(Reflect::delete_property(&self.owner, &self.member)),
        }
    }
}
