//! How a record is written: `v`, `at` and `kind`, in this order, then the members of its kind.
//!
//! By hand, because serde's own way to put two shapes into one object (`flatten`, `tag`) reads
//! each record twice through trees of its own, and their code is 20 KiB of what a browser fetches.

use std::fmt;

use serde::de::value::{EnumAccessDeserializer, MapAccessDeserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, IntoDeserializer, MapAccess, VariantAccess,
    Visitor,
};
use serde::{Deserialize, Deserializer};

use super::{Happening, Record, print};

/// Grows with every change that older programs cannot read.
const VERSION: u32 = 2;

/// Why a stored record cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Written by a newer program, in this version of the format. It must not be touched.
    Newer(u32),
    /// Not a record; what the parser says about it.
    Damaged(String),
}

impl Record {
    pub fn to_json(&self) -> String {
        let (at, what) = (print(&self.at), print(&self.what));
        // `"archived"`, or `{"drawn":{"protocols":["pop"]}}`, whose members move up to `kind`.
        let nested = what.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        match nested.and_then(|it| it.split_once(":{")) {
            None => format!(r#"{{"v":{VERSION},"at":{at},"kind":{what}}}"#),
            Some((kind, members)) => {
                format!(r#"{{"v":{VERSION},"at":{at},"kind":{kind},{members}"#)
            }
        }
    }

    pub fn from_json(text: &str) -> Result<Self, Unreadable> {
        let damaged = |error: serde_json::Error| Unreadable::Damaged(error.to_string());
        let Version { v } = serde_json::from_str(text).map_err(damaged)?;
        if v > VERSION {
            return Err(Unreadable::Newer(v));
        }
        serde_json::from_str(text).map_err(damaged)
    }
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Record, M::Error> {
        let _: u32 = member(&mut map, "v")?;
        let at = member(&mut map, "at")?;
        let kind = member(&mut map, "kind")?;
        let what =
            Happening::deserialize(EnumAccessDeserializer::new(Kind { kind, members: map }))?;
        Ok(Record { at, what })
    }
}

fn member<'de, T: Deserialize<'de>, M: MapAccess<'de>>(
    map: &mut M,
    name: &'static str,
) -> Result<T, M::Error> {
    match map.next_key::<String>()? {
        Some(found) if found == name => map.next_value(),
        _ => Err(M::Error::missing_field(name)),
    }
}

/// The name of a kind and the members that come after it, as the variant of an enum.
struct Kind<M> {
    kind: String,
    members: M,
}

impl<'de, M: MapAccess<'de>> EnumAccess<'de> for Kind<M> {
    type Error = M::Error;
    type Variant = Members<M>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), M::Error> {
        let kind = seed.deserialize(self.kind.into_deserializer())?;
        Ok((kind, Members(self.members)))
    }
}

struct Members<M>(M);

impl<'de, M: MapAccess<'de>> VariantAccess<'de> for Members<M> {
    type Error = M::Error;

    fn unit_variant(mut self) -> Result<(), M::Error> {
        while self.0.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, M::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, M::Error> {
        Err(M::Error::custom("no kind of record is a tuple"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, M::Error> {
        visitor.visit_map(self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// One record of every kind that a version brought, as it wrote it. Later versions add files
    /// and keep these.
    const FIXTURES: [(&str, u32, usize); 2] = [
        (include_str!("../fixtures/records_v1.jsonl"), 1, 14),
        (include_str!("../fixtures/records_v2.jsonl"), 2, 11),
    ];

    #[test]
    fn records_of_every_version_open_and_print_the_same() {
        for (fixture, version, kinds) in FIXTURES {
            let mut found = BTreeSet::new();
            for line in fixture.lines() {
                let printed = Record::from_json(line).unwrap().to_json();
                let written = format!("{{\"v\":{version},");
                assert_eq!(printed.replacen("{\"v\":2,", &written, 1), line);
                let stored: serde_json::Value = serde_json::from_str(line).unwrap();
                found.insert(stored["kind"].to_string());
            }
            assert_eq!(found.len(), kinds);
        }
    }

    #[test]
    fn a_member_that_nobody_reads_is_passed_over() {
        let bare = r#"{"v":2,"at":"2022-09-01T00:00:00Z","kind":"archived"}"#;
        let with_more = bare.replace('}', r#","why":["R26"]}"#);
        assert_eq!(Record::from_json(&with_more), Record::from_json(bare));
        assert!(Record::from_json(bare).is_ok());
    }

    #[test]
    fn a_record_of_a_newer_version_is_told_from_a_damaged_one() {
        let newer = r#"{"v":3,"at":{"unknown":true}}"#;
        assert_eq!(Record::from_json(newer), Err(Unreadable::Newer(3)));
        for damaged in [
            "",
            "{}",
            r#"{"v":1}"#,
            r#"{"v":1,"at":"2022-09-01T00:00:00Z","kind":"wished"}"#,
            r#"{"v":1,"when":"2022-09-01T00:00:00Z","kind":"archived"}"#,
        ] {
            let read = Record::from_json(damaged);
            assert!(matches!(read, Err(Unreadable::Damaged(_))), "{read:?}");
        }
        let Err(Unreadable::Damaged(says)) = Record::from_json("[1]") else {
            panic!("a list is no record");
        };
        assert!(says.contains("expected a record"), "{says}");
    }
}
