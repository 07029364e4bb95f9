//! Carries a fixed offset through JSON as `±HH:MM`.

use chrono::FixedOffset;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub fn serialize<S: Serializer>(zone: &FixedOffset, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(zone)
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<FixedOffset, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}
