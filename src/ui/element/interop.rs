//! An element as a view of Leptos, so that either may stand in the other.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Node};

use super::Element;

/// An element on its way into a view.
pub struct ElementView(SendWrapper<Element>);

impl From<Element> for AnyView {
    fn from(element: Element) -> Self {
        ElementView(SendWrapper::new(element)).into_any()
    }
}

impl From<AnyView> for Element {
    fn from(view: AnyView) -> Self {
        super::nothing().view(view)
    }
}

impl IntoRender for Element {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.into()
    }
}

/// The nodes of an element in the page, first to last.
pub struct Mounted {
    first: Option<Node>,
    last: Option<Node>,
    whole: Node,
}

impl Mounted {
    /// Several go back into the fragment that they came in.
    fn gather(&self) {
        let Some(fragment) = self.whole.dyn_ref::<DocumentFragment>() else {
            if let Some(parent) = self.whole.parent_node() {
                _ = parent.remove_child(&self.whole);
            }
            return;
        };
        let mut next = self.first.clone();
        while let Some(node) = next {
            next = (Some(&node) != self.last.as_ref())
                .then(|| node.next_sibling())
                .flatten();
            _ = fragment.append_child(&node);
        }
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.gather();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        if self.whole.parent_node().is_none() && !self.whole.has_child_nodes() {
            self.gather();
        }
        _ = parent.insert_before(&self.whole, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let first = self.first.as_ref();
        let Some((first, parent)) = first.and_then(|first| Some((first, first.parent_element()?)))
        else {
            return false;
        };
        child.mount(&parent, Some(first));
        true
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        self.whole.dyn_ref().cloned().into_iter().collect()
    }
}

impl Render for ElementView {
    type State = Mounted;

    fn build(self) -> Mounted {
        let whole = self.0.take().0;
        if whole.is_instance_of::<DocumentFragment>() {
            // An empty one would have no place in the page.
            _ = whole.append_child(&super::text("").0);
            Mounted {
                first: whole.first_child(),
                last: whole.last_child(),
                whole,
            }
        } else {
            Mounted {
                first: Some(whole.clone()),
                last: None,
                whole,
            }
        }
    }

    fn rebuild(self, state: &mut Mounted) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for ElementView {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attribute: NewAttr) -> Self {
        self
    }
}

// The page is rendered nowhere but in the browser: the rest is never called.
impl RenderHtml for ElementView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _buffer: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attributes: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        _cursor: &Cursor,
        _position: &PositionState,
    ) -> Mounted {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
