//! The far side, pure: what the Exchange side does with requests and with time.
