//! One file per route. A page fetches; its parts only show.

pub(crate) mod about;
pub(crate) mod article;
pub(crate) mod case;
pub(crate) mod copy;
mod corrections;
pub(crate) mod decided;
pub(crate) mod diagnostic;
mod event;
mod export;
pub(crate) mod health;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod home;
mod lapsing;
mod layers;
pub(crate) mod message;
pub(crate) mod messages;
mod rule;
mod sending;
pub(crate) mod settings;
mod standing;
pub(crate) mod support;
pub(crate) mod task;
pub(crate) mod timeline;
pub(crate) mod unknown;
mod usage;
pub(crate) mod usage_report;
