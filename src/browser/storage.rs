//! The two storage areas. A browser may refuse both, so every answer allows for that.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Until the tab is closed (sessionStorage).
    Tab,
    /// Until it is removed (localStorage). Never for a token or a secret.
    Browser,
}

/// Why a value is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The site's storage has no room left.
    Full,
    /// The browser lets this page store nothing.
    Blocked,
}

impl NotKept {
    /// What to do about it, for the user.
    pub fn sentence(self) -> &'static str {
        match self {
            NotKept::Full => {
                "This browser's storage for this site is full. Discard drafts, or remove what is kept under Settings."
            }
            NotKept::Blocked => {
                "This browser stores nothing for this site. Allow it site data, or use a window that is not private."
            }
        }
    }
}

/// Calls with the key of each value of ours that another tab has kept or removed in this browser. For the life of the page.
pub fn on_stored(action: impl Fn(&str) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let key = Reflect::get(&event, &JsValue::from_str("key")).ok();
        let key = key.and_then(|key| key.as_string());
        if let Some(key) = key.as_deref().and_then(|key| key.strip_prefix(PREFIX)) {
            action(key);
        }
    });
    if let Some(window) = web_sys::window() {
        let _ =
            window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    }
    // For the life of the page: nothing takes it away.
    listener.forget();
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
        self.keep(key, value).is_ok()
    }

    /// Why nothing can be kept now, where that is so.
    pub fn refused(self) -> Option<NotKept> {
        let trial = "trial";
        let kept = self.keep(trial, "1");
        self.remove(trial);
        kept.err()
    }

    /// Keeps the value, or tells why not.
    ///
    /// # Errors
    /// Whether storage is full or blocked.
    pub fn keep(self, key: &str, value: &str) -> Result<(), NotKept> {
        // A blocked area cannot be opened, so what an open one refuses is the size.
        self.open()
            .ok_or(NotKept::Blocked)?
            .set_item(&format!("{PREFIX}{key}"), value)
            .map_err(|_| NotKept::Full)
    }

    /// Key and value of everything of ours whose key begins with this text.
    pub fn entries(self, beginning: &str) -> Vec<(String, String)> {
        self.keys(beginning)
            .into_iter()
            .filter_map(|key| {
                let value = self.get(&key)?;
                Some((key, value))
            })
            .collect()
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
