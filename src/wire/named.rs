//! Carries the policy's enums through JSON by the names that the policy gives them.

use policy::{Cloud, Endpoint, Protocol, Role, Wish};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// A closed set of values, each with one name.
pub trait Named: Copy {
    fn name(self) -> &'static str;
    fn from_name(name: &str) -> Option<Self>;
}

macro_rules! named_by_the_policy {
    ($($type:ident),+) => {$(
        impl Named for $type {
            fn name(self) -> &'static str {
                $type::name(self)
            }

            fn from_name(name: &str) -> Option<Self> {
                $type::from_name(name)
            }
        }
    )+};
}

named_by_the_policy!(Cloud, Endpoint, Protocol, Role, Wish);

pub fn serialize<T: Named, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.name())
}

pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let name = String::deserialize(from)?;
    T::from_name(&name).ok_or_else(|| D::Error::custom(format_args!("unknown value {name:?}")))
}

/// The same for members that may be missing.
pub mod optional {
    use super::{Deserialize, Deserializer, Error, Named, Serializer};

    pub fn serialize<T: Named, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.serialize_some(value.name()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let Some(name) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        T::from_name(&name)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format_args!("unknown value {name:?}")))
    }
}

/// The same for sets, as arrays of names.
pub mod set {
    use std::collections::BTreeSet;

    use super::{Deserialize, Deserializer, Error, Named, Serializer};

    pub fn serialize<T: Named, S: Serializer>(
        values: &BTreeSet<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(|value| value.name()))
    }

    pub fn deserialize<'de, T: Named + Ord, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeSet<T>, D::Error> {
        let named = |name: String| {
            T::from_name(&name)
                .ok_or_else(|| D::Error::custom(format_args!("unknown value {name:?}")))
        };
        let names = Vec::<String>::deserialize(from)?;
        names.into_iter().map(named).collect()
    }
}
