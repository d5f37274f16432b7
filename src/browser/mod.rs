//! The browser's own services. No other module calls these web APIs, so what they refuse (blocked storage, no clipboard)
//! is met in one place.

pub mod address;
pub mod boot;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod download;
pub mod file;
pub mod locks;
pub mod notifications;
pub mod schema;
pub mod storage;
pub mod surroundings;
pub mod tabs;
pub mod token_text;
pub mod window;
pub mod words;
