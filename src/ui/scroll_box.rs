//! A box that scrolls: what is seen of it, measured at most once a frame.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

use super::element::Element;
use super::row_window::{ROW_HEIGHT_REM, Viewport};

/// Handles on the scrolling box of a table. All of them outlive the box without harm.
#[derive(Clone, Copy)]
pub(super) struct ScrollBox {
    element: StoredValue<HtmlElement, LocalStorage>,
    pub viewport: RwSignal<Viewport>,
    frame_asked: StoredValue<bool>,
    size_watch: StoredValue<Option<SizeWatch>, LocalStorage>,
}

impl ScrollBox {
    /// A box that has not been measured yet: takes the window's height until it is.
    pub fn new(element: &Element, scroll_top: f64) -> Self {
        let row_height = row_height();
        let height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        let scroll_box = Self {
            element: StoredValue::new_local(element.as_node()),
            viewport: RwSignal::new(Viewport {
                scroll_top,
                height: height.unwrap_or_default(),
                row_height,
            }),
            frame_asked: StoredValue::new(false),
            size_watch: StoredValue::new_local(None),
        };
        // The browser tells the first size as soon as the box is in the page.
        let watch = SizeWatch::start(&element.as_node(), move || scroll_box.measure());
        scroll_box.size_watch.set_value(watch);
        scroll_box
    }

    /// The box, while it is in the page.
    pub fn get(self) -> Option<HtmlElement> {
        self.element.try_get_value()
    }

    /// Runs `then` before the next frame, unless that has been asked for already.
    pub fn once_a_frame(self, then: impl FnOnce() + 'static) {
        if self.frame_asked.try_get_value() == Some(false) {
            self.frame_asked.set_value(true);
            request_animation_frame(move || {
                // None: the table has left the page in the meantime.
                if self.frame_asked.try_set_value(false).is_none() {
                    then();
                }
            });
        }
    }

    /// Where the box is scrolled to, read from the page.
    pub fn scroll_top(self) -> f64 {
        self.get()
            .map_or(0.0, |element| f64::from(element.scroll_top()))
    }

    /// Takes over what the page shows.
    pub fn measure(self) {
        self.take_over(|element, _| f64::from(element.scroll_top()));
    }

    /// Takes over how high it is. Where it is scrolled to may still have to be restored.
    pub fn measure_height(self) {
        self.take_over(|_, old| old.scroll_top);
    }

    fn take_over(self, scroll_top: fn(&HtmlElement, &Viewport) -> f64) {
        let Some(element) = self.get() else { return };
        let Some(old) = self.viewport.try_get_untracked() else {
            return;
        };
        let new = Viewport {
            scroll_top: scroll_top(&element, &old),
            height: f64::from(element.client_height()) - old.row_height,
            ..old
        };
        if new != old {
            self.viewport.set(new);
        }
    }

    /// Scrolls, and knows it at once instead of with the next scroll event.
    pub fn scroll_to(self, top: f64) {
        if let Some(element) = self.get() {
            element.set_scroll_top(top.round() as i32);
            self.viewport.update(|viewport| viewport.scroll_top = top);
        }
    }
}

/// The height of a row in CSS pixels: whole, so that a hundred thousand of them add up.
fn row_height() -> f64 {
    let root_font_size = document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok())
        .map(|size| js_sys::parse_float(&size))
        .filter(|size| size.is_finite())
        .unwrap_or(16.0);
    (root_font_size * ROW_HEIGHT_REM).round()
}

/// Tells when the box changes its size, for as long as this value lives.
struct SizeWatch {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl SizeWatch {
    fn start(element: &HtmlElement, changed: impl FnMut() + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
