//! The frame around every page of a school.
use super::{Avatar, Crest, Stamp, words};
use leptos::prelude::*;

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
    /// What to call the person.
    pub called: String,
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
    nav: Vec<NavItem>,
    /// Who is signed in; nobody shows neither school nor menu.
    signed_in: Option<SignedInAs>,
    /// Links in the person's own menu, above signing out.
    #[prop(optional)]
    menu: Vec<NavItem>,
    /// Where the form that signs out posts to.
    #[prop(default = crate::routes::SIGN_OUT.into(), into)]
    sign_out: String,
    /// Where help is.
    #[prop(default = crate::routes::HELP.into(), into)]
    help: String,
    /// Said above everything, on every page.
    #[prop(optional_no_strip)]
    banner: Option<ViewFn>,
    /// What one must not lose sight of, on every page: its name, and what it says.
    #[prop(optional_no_strip)]
    pinned: Option<(&'static str, ViewFn)>,
    children: Children,
) -> impl IntoView {
    let school = signed_in.as_ref().map(|who| view! { <span class="shell-school">{who.school.clone()}</span> });
    let links = nav.into_iter().map(|item| view! { <li><NavLink item/></li> }).collect_view();
    // Erased: the frame is around everything, and its type would be part of every page's.
    let bar = view! {
        <div class="shell-bar">
            <div class="shell-inner" data-region="bar">
                <a class="home" href="/">
                    <Crest/>
                    <span>{words::PRODUCT}</span>
                </a>
                {school}
                <nav class="shell-nav" aria-label=words::MAIN_NAV>
                    <ul class="shell-links">{links}</ul>
                </nav>
                {signed_in.map(|who| view! { <PersonMenu who menu action=sign_out/> })}
            </div>
        </div>
    }
    .into_any();
    view! {
        <a class="skip" href="#main">
            {words::SKIP}
        </a>
        <div class="shell">
            {pinned.map(|(name, says)| {
                view! {
                    <section class="pinned" aria-label=name>
                        <div class="shell-inner">{says.run()}</div>
                    </section>
                }
            })}
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
fn PersonMenu(who: SignedInAs, menu: Vec<NavItem>, action: String) -> impl IntoView {
    let links = menu.into_iter().map(|item| view! { <li><NavLink item/></li> }).collect_view();
    view! {
        <details class="menu">
            <summary>
                <span class="hidden">{words::YOU}</span>
                <Avatar name=who.name.clone()/>
                <span class="menu-name">
                    {who.called} <small>{who.role.clone()}</small>
                </span>
            </summary>
            <div class="menu-list">
                <p class="menu-who">
                    <b>{who.name}</b>
                    <span>{who.role}</span>
                    <span>{who.school}</span>
                </p>
                <ul class="menu-links">{links}</ul>
                <form method="post" action=action>
                    <Stamp/>
                    <button type="submit">{words::SIGN_OUT}</button>
                </form>
            </div>
        </details>
    }
}
