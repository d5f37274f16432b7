//! Values worked out from others, told only when they differ. As Leptos' memos, but with one piece of machinery for all types:
//! each further type of memo would weigh two kilobytes.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::graph::ToAnySubscriber;

use super::unsubscribe::unsubscribe_with_owner;

/// A value that is worked out anew when what it reads changes, and told when it is another.
pub struct Derived<T>(Memo<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// A value of a type that only its owner knows.
#[derive(Clone)]
struct Held(Arc<dyn Comparable>);

trait Comparable: Send + Sync {
    fn equals(&self, other: &dyn Comparable) -> bool;
    fn value(&self) -> &dyn Any;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn equals(&self, other: &dyn Comparable) -> bool {
        other.value().downcast_ref::<T>() == Some(self)
    }

    fn value(&self) -> &dyn Any {
        self
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.0.equals(&*other.0)
    }
}

impl Held {
    fn read<T: 'static>(&self) -> Option<&T> {
        self.0.value().downcast_ref()
    }
}

impl<T: PartialEq + Clone + Default + Send + Sync + 'static> Derived<T> {
    /// Works a value out; given the one before.
    pub fn new(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self(
            boxed(Box::new(move |before| {
                Held(Arc::new(work_out(before.and_then(Held::read))))
            })),
            PhantomData,
        )
    }

    /// A value that stays.
    pub fn fixed(value: T) -> Self {
        Self::new(move |_| value.clone())
    }

    /// The value; told again when it is another.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        untrack(|| self.with(look))
    }

    /// Looks at the value; told again when it is another. The default value once the component is gone.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        let held = self.0.try_get();
        match held.as_ref().and_then(Held::read) {
            Some(value) => look(value),
            None => look(&T::default()),
        }
    }
}

type WorkOut = Box<dyn Fn(Option<&Held>) -> Held + Send + Sync>;

fn boxed(work_out: WorkOut) -> Memo<Held> {
    let memo = ArcMemo::new(work_out);
    unsubscribe_with_owner(memo.to_any_subscriber());
    memo.into()
}

impl<T: PartialEq + Clone + Default + Send + Sync + 'static> From<Derived<T>> for Signal<T> {
    fn from(derived: Derived<T>) -> Self {
        Signal::derive(move || derived.get())
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparable, Held};
    use std::sync::Arc;

    fn held<T: Comparable + 'static>(value: T) -> Held {
        Held(Arc::new(value))
    }

    #[test]
    fn values_are_equal_when_type_and_value_are() {
        assert!(held(1_u8) == held(1_u8));
        assert!(held(1_u8) != held(2_u8));
        assert!(held(1_u8) != held(1_u16));
        assert!(held("a".to_owned()) == held("a".to_owned()));
        assert_eq!(held(7_i32).read::<i32>(), Some(&7));
        assert_eq!(held(7_i32).read::<u8>(), None);
    }
}
