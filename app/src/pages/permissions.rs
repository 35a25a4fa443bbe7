use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct PermissionsPage;

#[lazy_route]
impl LazyRoute for PermissionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        ().into_any()
    }
}
