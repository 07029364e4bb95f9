//! Checksums that the browser holds a file to before it uses it (Subresource Integrity).

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha384};

/// What an `integrity` attribute and the `integrity` of a fetch hold.
pub(super) fn of(file: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification, section 3.2.1 of Subresource Integrity.
    #[test]
    fn a_checksum_is_written_as_browsers_read_it() {
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(of(b"alert('Hello, world.');"), expected);
    }
}
