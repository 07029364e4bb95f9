//! The word catalogues: read, checked against each other, written as typed keys.
