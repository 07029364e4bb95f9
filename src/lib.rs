//! An administrator's front end for retiring basic authentication.
