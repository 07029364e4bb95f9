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
mod chart;
mod checkbox;
mod checkbox_group;
mod combobox;
mod composition;
mod cut_off;
mod date_time_field;
mod dialog;
mod errors;
mod file_field;
mod focus;
mod icon;
mod long_list;
mod menu;
mod notice;
mod pane;
mod popover;
mod progress;
mod scroller;
mod search_field;
mod select;
mod skeleton;
#[cfg(debug_assertions)]
mod specimen;
mod steps;
mod stroke;
mod table;
mod tabs;
mod text_area;
mod toast;
mod toggle;
mod tone_badge;
mod unique_id;

pub use advice::*;
pub use announcer::*;
pub use button::*;
pub use chart::*;
pub use checkbox::*;
pub use checkbox_group::*;
pub use combobox::*;
pub use date_time_field::*;
pub use dialog::*;
pub use errors::*;
pub use file_field::*;
pub use icon::*;
pub use long_list::*;
pub use menu::*;
pub use notice::*;
pub use pane::*;
pub use popover::*;
pub use progress::*;
pub use scroller::*;
pub use search_field::*;
pub use select::*;
pub use skeleton::*;
#[cfg(debug_assertions)]
pub use specimen::*;
pub use steps::*;
pub use stroke::*;
pub use table::*;
pub use tabs::*;
pub use text_area::*;
pub use toast::*;
pub use toggle::*;
pub use tone_badge::*;

/// What the gallery shows, by the file in which it stands.
#[cfg(debug_assertions)]
pub(crate) const SPECIMENS: &[(&str, Specimens)] = &[
    ("advice.rs", advice::specimens),
    ("announcer.rs", announcer::specimens),
    ("button.rs", button::specimens),
    ("chart.rs", chart::specimens),
    ("checkbox.rs", checkbox::specimens),
    ("checkbox_group.rs", checkbox_group::specimens),
    ("combobox.rs", combobox::specimens),
    ("date_time_field.rs", date_time_field::specimens),
    ("dialog.rs", dialog::specimens),
    ("file_field.rs", file_field::specimens),
    ("icon.rs", icon::specimens),
    ("long_list.rs", long_list::specimens),
    ("menu.rs", menu::specimens),
    ("notice.rs", notice::specimens),
    ("pane.rs", pane::specimens),
    ("popover.rs", popover::specimens),
    ("progress.rs", progress::specimens),
    ("scroller.rs", scroller::specimens),
    ("search_field.rs", search_field::specimens),
    ("select.rs", select::specimens),
    ("skeleton.rs", skeleton::specimens),
    ("steps.rs", steps::specimens),
    ("table.rs", table::specimens),
    ("tabs.rs", tabs::specimens),
    ("text_area.rs", text_area::specimens),
    ("toast.rs", toast::specimens),
    ("toggle.rs", toggle::specimens),
    ("tone_badge.rs", tone_badge::specimens),
];
