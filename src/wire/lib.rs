//! JSON shapes of the contract (`/v1`), and their conversion to policy types.
