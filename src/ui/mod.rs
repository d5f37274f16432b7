//! The primitives that pages are built of: native elements, dressed. Knows no service and no address.

mod announcer;
mod badge;
mod button;
mod checkbox;
mod column;
mod combobox;
mod copy_button;
mod countdown;
mod derived;
mod description_list;
mod dialog;
mod dynamic;
pub mod element;
mod empty;
mod field;
pub mod format;
mod icon;
mod identity;
mod menu;
mod notice;
mod progress;
mod row_move;
mod row_window;
mod scroll_box;
mod search_field;
mod select_field;
mod skeleton;
mod tabs;
mod text_field;
mod theme;
mod toast;
mod token_field;
mod tone;
mod windowed_table;

#[cfg(test)]
mod style_tests;

pub use announcer::Announcer;
pub use badge::{badge, badge_with_icon, chip, mark, mark_with_icon, value_chip};
pub use button::{
    Appearance, Button, ButtonKind, Size, button, icon_button, link, link_button, link_class,
};
pub use checkbox::{Checkbox, checkbox};
pub use column::{Column, Sort, SortDirection, next_sort};
pub use combobox::{Choice, Choices, combobox};
pub use copy_button::{CopyButton, CopyRequest, CopyText, copy_button, copy_button_of};
pub use countdown::{Countdown, countdown};
pub use derived::Derived;
pub use description_list::{description, description_wide, descriptions, term, term_wide, terms};
pub use dialog::{ConfirmDialog, Dialog, ask, dialog};
pub use dynamic::{Entry, changing, dynamic, effect, keyed};
pub use empty::{EmptyState, empty};
pub use field::{Field, Requirement};
pub use icon::{Icon, IconName, IconSprite, icon};
pub use identity::unique_id;
pub use menu::{Menu, menu};
pub use notice::{Notice, notice};
pub use progress::{Progress, ProgressBar, Spinner, progress_bar, spinner};
pub use search_field::{SearchField, search_field};
pub use select_field::{SelectField, select_field, select_field_with};
pub use skeleton::{Skeleton, SkeletonShape, skeleton};
pub use tabs::{TabLink, TabLinks, tab_links};
pub use text_field::{TextField, TextKind, text_field, text_field_with};
pub use theme::{ThemeChoice, ThemeSelect, theme_select};
pub use toast::{Toasts, provide_toasts, toast_region, use_toasts};
pub use token_field::{key_of_text, token_field};
pub use tone::Tone;
pub use windowed_table::{RowTarget, Rows, windowed_table};
