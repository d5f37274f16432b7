//! Talking to the other open tabs of this origin.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A named channel to the other tabs; closed when dropped. Messages are text; a foreign one is not understood and dropped.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Joins the channel and calls `heard` for each message of another tab.
    pub fn join(name: &str, heard: impl FnMut(String) + 'static) -> Self {
        Self::join_boxed(name, Box::new(heard))
    }

    fn join_boxed(name: &str, mut heard: Box<dyn FnMut(String)>) -> Self {
        let listener = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _listener: listener,
        }
    }

    /// Sends to every other tab. Nobody may be listening.
    pub fn send(&self, message: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(message));
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
