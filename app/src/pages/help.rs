use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct HelpPage;

#[lazy_route]
impl LazyRoute for HelpPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        ().into_any()
    }
}
