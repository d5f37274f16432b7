//! OptConnect's customers: the list of all that the app may see, and one of them.

mod calls;
mod detail;
mod directories;
mod directory;
mod enrollment;
mod follow;
mod list;
mod loader;
mod neighbours;
mod order;
mod profile_panel;
mod row;
mod toolbar;

pub use detail::customer_page;
pub use directories::Directories;
pub use list::customers_page;
