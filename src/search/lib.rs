//! Help search: one analyser for index and query.
