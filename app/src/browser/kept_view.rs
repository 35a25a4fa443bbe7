//! The view of an island whose state belongs to the island's element. `#[island]` forgets that state, because a
//! document's islands usually end with it; here they end earlier, when the page is replaced.

use super::islands;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::any_view::{AnyView, AnyViewState, IntoAny};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

/// An island's content.
pub(crate) struct KeptView(AnyView);

/// The state that is left to `#[island]`: nothing where [`islands`] keeps it, or the state of an island that another one
/// draws, and drops.
pub(crate) struct KeptState(Option<AnyViewState>);

impl KeptView {
    /// The content `view`.
    pub fn new(view: impl IntoView + 'static) -> Self {
        Self(view.into_any())
    }
}

impl Render for KeptView {
    type State = KeptState;

    fn build(self) -> KeptState {
        KeptState(Some(self.0.build()))
    }

    fn rebuild(self, state: &mut KeptState) {
        if let KeptState(Some(state)) = state {
            self.0.rebuild(state);
        }
    }
}

impl RenderHtml for KeptView {
    type AsyncOutput = AnyView;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    fn resolve(self) -> impl Future<Output = AnyView> + Send {
        self.0.resolve()
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buffer, position, escape, mark_branches, extra);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> KeptState {
        let at = cursor.current();
        let state = self.0.hydrate::<FROM_SERVER>(cursor, position);
        KeptState(islands::keep(at, state))
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for KeptView {
    type Output<SomeNewAttr: Attribute> = Self;

    /// An island's content takes no attributes from outside.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl Mountable for KeptState {
    fn unmount(&mut self) {
        if let Self(Some(state)) = self {
            state.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Self(Some(state)) = self {
            state.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.as_ref().is_some_and(|state| state.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.0.as_ref().map(|state| state.elements()).unwrap_or_default()
    }
}
