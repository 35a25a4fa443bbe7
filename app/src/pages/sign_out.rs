use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct SignOutPage;

#[lazy_route]
impl LazyRoute for SignOutPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        ().into_any()
    }
}
