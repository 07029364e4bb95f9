//! Carries the policy's enums through JSON by the names that the policy gives them.

use policy::basic_auth_2022::{PolicyBox, Relief};
use policy::{Cloud, Endpoint, Protocol, Role, Standing, Wish};
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

named_by_the_policy!(
    Cloud, Endpoint, PolicyBox, Protocol, Relief, Role, Standing, Wish
);

pub fn serialize<T: Named, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.name())
}

pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    parse(&String::deserialize(from)?)
}

fn parse<T: Named, E: Error>(name: &str) -> Result<T, E> {
    T::from_name(name).ok_or_else(|| E::custom(format_args!("unknown value {name:?}")))
}

/// The same for members that may be missing.
pub mod optional {
    use super::{Deserialize, Deserializer, Named, Serializer, parse};

    pub fn serialize<T: Named, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.serialize_some(value.name()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let name = Option::<String>::deserialize(from)?;
        name.as_deref().map(parse).transpose()
    }
}

/// The same for sets, as arrays of names.
pub mod set {
    use std::collections::BTreeSet;

    use super::{Deserialize, Deserializer, Named, Serializer, parse};

    pub fn serialize<T: Named, S: Serializer>(
        values: &BTreeSet<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(|value| value.name()))
    }

    pub fn deserialize<'de, T: Named + Ord, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeSet<T>, D::Error> {
        let mut values = BTreeSet::new();
        for name in Vec::<String>::deserialize(from)? {
            values.insert(parse(&name)?);
        }
        Ok(values)
    }
}
