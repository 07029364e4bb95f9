//! The programme as a whole: every line by example, every boundary by the second, and properties
//! over random facts. What one file alone decides is tested in that file.

mod boundaries;
mod example;
mod next_step;
mod oracle;
mod other_endpoints;
mod properties;
mod random;
mod requests;
mod standing;
mod support;
pub(crate) mod told;
