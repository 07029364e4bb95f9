//! Keys that nobody else has, and chance.

use super::window;

/// A random UUID (version 4).
///
/// Not `crypto.randomUUID`, which is missing when the page comes over plain HTTP from another machine.
pub fn uuid() -> String {
    let mut bytes = [0; 16];
    window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .expect("every browser has random numbers");
    let version_4 = 0x4000_0000_0000_0000_0000;
    let variant_1 = 0x8000_0000_0000_0000;
    let fixed = 0xf000_c000_0000_0000_0000;
    let value = u128::from_be_bytes(bytes) & !fixed | version_4 | variant_1;
    let hex = format!("{value:032x}");
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

/// A number from 0 up to, and without, 1. Good for spreading load, not for secrets.
pub fn fraction() -> f64 {
    js_sys::Math::random()
}
