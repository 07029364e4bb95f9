//! What the help search is measured on beside its peers: a corpus of any size and judged queries.
//!
//! None of it ships with the app. `README.md` beside this file says how the set was made.

pub mod corpus;
pub mod module;
pub mod queries;
