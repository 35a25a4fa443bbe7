//! The frame around every page of a school.
use super::{Crest, Initials, words};
use leptos::{ev, html, prelude::*};

/// A link in a list of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// This is the page, or the part of the school, one is looking at.
    pub current: bool,
}

/// Whom the frame shows as signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInAs {
    /// The person's name.
    pub name: String,
    /// The name of their role.
    pub role: String,
    /// The name of their school.
    pub school: String,
}

/// The frame: a link past it, the mark, the school, where one can go, who one is, the page itself, the foot.
#[component]
pub fn Shell(
    /// Where one can go.
    #[prop(into)]
    nav: Signal<Vec<NavItem>>,
    /// Who is signed in; nobody shows neither school nor menu.
    #[prop(into)]
    signed_in: Signal<Option<SignedInAs>>,
    /// Links in the person's own menu, above signing out.
    #[prop(optional, into)]
    menu: Signal<Vec<NavItem>>,
    /// Where the form that signs out posts to.
    #[prop(default = "/sign-out".into(), into)]
    sign_out: String,
    /// Where help is.
    #[prop(default = "/help".into(), into)]
    help: String,
    /// Said above everything, on every page.
    #[prop(optional, into)]
    banner: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let sign_out = StoredValue::new(sign_out);
    // Erased: the frame is around everything, and its type would be part of every page's.
    let bar = view! {
        <div class="shell-bar">
            <div class="shell-inner">
                <a class="home" href="/">
                    <Crest/>
                    <span>{words::PRODUCT}</span>
                </a>
                {move || signed_in.get().map(|who| view! { <span class="shell-school">{who.school}</span> })}
                <nav class="shell-nav" aria-label=words::MAIN_NAV>
                    <ul class="shell-links">
                        {move || {
                            nav.get()
                                .into_iter()
                                .map(|item| view! { <li><NavLink item/></li> })
                                .collect_view()
                        }}
                    </ul>
                </nav>
                {move || {
                    signed_in.get().map(|who| view! { <PersonMenu who menu action=sign_out.get_value()/> })
                }}
            </div>
        </div>
    }
    .into_any();
    view! {
        <a class="skip" href="#main">
            {words::SKIP}
        </a>
        <div class="shell">
            <header>
                <Banner banner/>
                {bar}
            </header>
            <main id="main" class="shell-inner" tabindex="-1">
                {children()}
            </main>
            <footer class="shell-foot">
                <div class="shell-inner">
                    <a href=help>{words::HELP}</a>
                    <span>{words::TAGLINE}</span>
                </div>
            </footer>
        </div>
    }
}

#[component]
fn NavLink(item: NavItem) -> impl IntoView {
    view! {
        <a href=item.href aria-current=item.current.then_some("page")>
            {item.label}
        </a>
    }
}

/// What is said above everything.
#[component]
pub(super) fn Banner(banner: Option<ViewFn>) -> impl IntoView {
    banner.map(|banner| {
        view! {
            <div class="demo-banner">
                <div class="shell-inner">{banner.run()}</div>
            </div>
        }
    })
}

#[component]
fn PersonMenu(who: SignedInAs, menu: Signal<Vec<NavItem>>, action: String) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let fold = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let on_key = move |key: ev::KeyboardEvent| {
        if key.key() == "Escape" {
            fold();
        }
    };
    view! {
        <details class="menu" node_ref=details on:keydown=on_key>
            <summary>
                <span class="hidden">{words::YOU}</span>
                <Initials name=who.name.clone()/>
                <span class="menu-name">
                    {who.name.clone()} <small>{who.role.clone()}</small>
                </span>
            </summary>
            <div class="menu-list" on:click=move |_| fold()>
                <p class="menu-who">
                    <b>{who.name}</b>
                    <span>{who.role}</span>
                    <span>{who.school}</span>
                </p>
                <ul class="menu-links">
                    {move || menu.get().into_iter().map(|item| view! { <li><NavLink item/></li> }).collect_view()}
                </ul>
                <form method="post" action=action>
                    <button type="submit">{words::SIGN_OUT}</button>
                </form>
            </div>
        </details>
    }
}
