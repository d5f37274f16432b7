//! The two storage areas. A browser may refuse both, so every answer allows for that.

use web_sys::Storage;

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Until the tab is closed (sessionStorage).
    Tab,
    /// Until it is removed (localStorage). Never for a token or a secret.
    Browser,
}

/// Every key of ours begins so: other pages may share the origin.
const PREFIX: &str = "switchboard.";

impl Area {
    fn open(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Area::Tab => window.session_storage().ok()?,
            Area::Browser => window.local_storage().ok()?,
        }
    }

    /// The value kept under that key.
    pub fn get(self, key: &str) -> Option<String> {
        self.open()?.get_item(&format!("{PREFIX}{key}")).ok()?
    }

    /// Keeps the value. `false` where storage is full or refused.
    pub fn set(self, key: &str, value: &str) -> bool {
        self.open()
            .is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), value).is_ok())
    }

    /// Forgets the value.
    pub fn remove(self, key: &str) {
        if let Some(storage) = self.open() {
            let _ = storage.remove_item(&format!("{PREFIX}{key}"));
        }
    }

    /// The keys of ours that begin with this text, without the common prefix.
    pub fn keys(self, beginning: &str) -> Vec<String> {
        let Some(storage) = self.open() else {
            return Vec::new();
        };
        (0..storage.length().unwrap_or(0))
            .filter_map(|index| storage.key(index).ok().flatten())
            .filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
            .filter(|key| key.starts_with(beginning))
            .collect()
    }

    /// Forgets everything of ours in this area.
    pub fn clear(self) {
        for key in self.keys("") {
            self.remove(&key);
        }
    }
}
