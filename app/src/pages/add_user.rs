use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct AddUserPage;

#[lazy_route]
impl LazyRoute for AddUserPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        ().into_any()
    }
}
