//! Names that change with the content, so that a file may be cached for ever.

/// `words.en-0123456789abcdef.json`
pub(crate) fn name(stem: &str, kind: &str, content: &[u8]) -> String {
    format!("{stem}-{:016x}.{kind}", fnv1a(content))
}

/// FNV-1a: a name for content, not a seal. Unlike the hasher of std it never changes.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
