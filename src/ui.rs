//! Generic components on native elements; they know neither the product nor its words.
//!
//! Every text is a property. The look of `ui/name.rs` is `style/components/name.css`.
//!
//! Under the app's content security policy nothing may go through `innerHTML`, yet that is how
//! Leptos draws an element inside another whose attributes and contents are all literals. So every
//! inner element here has something that is not a literal.

mod advice;
mod announcer;
mod button;
mod checkbox;
mod checkbox_group;
mod combobox;
mod composition;
mod dialog;
mod errors;
mod file_field;
mod focus;
mod icon;
mod menu;
mod notice;
mod pane;
mod popover;
mod progress;
mod search_field;
mod select;
mod skeleton;
mod steps;
mod stroke;
mod table;
mod tabs;
mod text_area;
mod tone_badge;
mod unique_id;

pub use advice::*;
pub use announcer::*;
pub use button::*;
pub use checkbox::*;
pub use checkbox_group::*;
pub use combobox::*;
pub use dialog::*;
pub use errors::*;
pub use file_field::*;
pub use icon::*;
pub use menu::*;
pub use notice::*;
pub use pane::*;
pub use popover::*;
pub use progress::*;
pub use search_field::*;
pub use select::*;
pub use skeleton::*;
pub use steps::*;
pub use stroke::*;
pub use table::*;
pub use tabs::*;
pub use text_area::*;
pub use tone_badge::*;
