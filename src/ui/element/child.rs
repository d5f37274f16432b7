//! What an element holds.

use super::Element;

impl Element {
    /// Puts a child at its end.
    pub fn with(self, child: Element) -> Self {
        _ = self.0.append_child(&child.0);
        self
    }

    /// It and another one, side by side.
    pub fn beside(self, other: Element) -> Self {
        super::nothing().with(self).with(other)
    }

    /// Puts a child at its beginning.
    pub fn first(self, child: Element) -> Self {
        _ = self
            .0
            .insert_before(&child.0, self.0.first_child().as_ref());
        self
    }

    /// Puts a child at its end, where there is one.
    pub fn maybe(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// The same again with all that it holds, but without what it does when something happens to it.
    pub fn copy(&self) -> Self {
        self.0
            .clone_node_with_deep(true)
            .map_or_else(|_| super::nothing(), Element)
    }

    /// What stands first in it; nothing in what is empty.
    pub(in crate::ui) fn first_child(&self) -> Self {
        self.0.first_child().map_or_else(super::nothing, Element)
    }

    /// What stands behind it; nothing behind the last one.
    pub(in crate::ui) fn next_sibling(&self) -> Self {
        self.0.next_sibling().map_or_else(super::nothing, Element)
    }

    /// Puts children at its end.
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Self::with)
    }
}
