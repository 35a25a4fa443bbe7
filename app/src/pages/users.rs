use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct UsersPage;

#[lazy_route]
impl LazyRoute for UsersPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        ().into_any()
    }
}
