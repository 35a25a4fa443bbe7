//! The frame around every page of a school.
use super::found::FindLink;
use super::{Avatar, Logo, Stamp, words};
use crate::platform::is_part;
use leptos::prelude::*;

/// A link in the navigation or a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// The address.
    pub href: String,
    /// The text.
    pub label: String,
    /// Whether it is the current page, or the section that contains it.
    pub current: bool,
}

/// The signed-in person, as the frame shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInName {
    /// The person's preferred name.
    pub called: String,
    /// The person's full name.
    pub name: String,
    /// The name of their role.
    pub role: String,
    /// The name of their school.
    pub school: String,
}

/// The frame: a skip link, the logo, the school, the navigation, the reader, the page itself, the footer.
#[component]
pub fn Shell(
    /// The links of the navigation.
    nav: Vec<NavItem>,
    /// The signed-in person; without one, neither school nor menu is shown.
    signed_in: Option<SignedInName>,
    /// Links in the reader's menu, above signing out.
    #[prop(optional)]
    menu: Vec<NavItem>,
    /// The address that the sign-out form posts to.
    #[prop(default = crate::routes::SIGN_OUT.into(), into)]
    sign_out: String,
    /// The address of the help page.
    #[prop(default = crate::routes::HELP.into(), into)]
    help: String,
    /// The banner above everything, on every page.
    #[prop(optional_no_strip)]
    banner: Option<ViewFn>,
    /// A notice that stays in view on every page: its label, and its content.
    #[prop(optional_no_strip)]
    pinned: Option<(&'static str, ViewFn)>,
    children: Children,
) -> impl IntoView {
    let school = signed_in.as_ref().map(|who| view! { <span class="shell-school">{who.school.clone()}</span> });
    let links = (!nav.is_empty()).then(|| view! { <MainNav nav=nav.clone()/> });
    // Readers without a menu have one or two links, which fit on a phone too.
    let bar = if signed_in.is_some() { "shell-inner with-menu" } else { "shell-inner" };
    // A part is put into a document that has the rest.
    let is_part = is_part();
    let skip = (!is_part).then(|| view! { <a class="skip" href="#main">{words::SKIP}</a> });
    let banner = (!is_part).then(|| view! { <Banner banner/> });
    let foot = (!is_part).then(|| view! { <Foot help/> });
    // Type-erased: the frame is around everything, and its type would be part of every page's type.
    let bar = view! {
        <div class="shell-bar">
            <div class=bar data-region="bar">
                // The menu's first link leads there too, so the keyboard meets it once.
                <a class="home" href="/" tabindex="-1">
                    <Logo/>
                    <span class="home-name">{words::PRODUCT} {school}</span>
                </a>
                {links}
                {signed_in.is_some().then(|| view! { <FindLink/> })}
                {signed_in.map(|who| view! { <PersonMenu who nav menu action=sign_out/> })}
            </div>
        </div>
    }
    .into_any();
    view! {
        {skip}
        <div class="shell">
            {pinned.map(|(name, says)| {
                view! {
                    <section class="pinned" aria-label=name>
                        <div class="shell-inner" data-region="pinned">{says.run()}</div>
                    </section>
                }
            })}
            <header>
                {banner}
                {bar}
            </header>
            <main id="main" class="shell-inner" tabindex="-1">
                {children()}
            </main>
            {foot}
        </div>
    }
}

#[component]
fn MainNav(nav: Vec<NavItem>) -> impl IntoView {
    let links = nav.into_iter().map(|item| view! { <li><NavLink item/></li> }).collect_view();
    view! {
        <nav class="shell-nav" aria-label=words::MAIN_NAV>
            <ul class="shell-links">{links}</ul>
        </nav>
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

/// The foot of every page.
#[component]
pub(super) fn Foot(
    /// The address of the help page.
    help: String,
) -> impl IntoView {
    view! {
        <footer class="shell-foot">
            <div class="shell-inner">
                <a href=help>{words::HELP}</a>
                <span>{words::TAGLINE}</span>
            </div>
        </footer>
    }
}

/// The banner above everything.
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

/// The reader's menu. On phones it has the navigation too, which the style sheet shows in one of the two places.
#[component]
fn PersonMenu(who: SignedInName, nav: Vec<NavItem>, menu: Vec<NavItem>, action: String) -> impl IntoView {
    let list = |items: Vec<NavItem>| items.into_iter().map(|item| view! { <li><NavLink item/></li> }).collect_view();
    let (pages, links) = (list(nav), list(menu));
    view! {
        <details class="menu">
            <summary>
                <span class="hidden">{words::YOU}</span>
                <Avatar name=who.name.clone()/>
                <span class="menu-name">
                    {who.called} <small>{who.role.clone()}</small>
                </span>
                <span class="menu-word">{words::MENU}</span>
            </summary>
            <div class="menu-list">
                <nav class="menu-pages" aria-label=words::PAGES>
                    <ul class="menu-links">{pages}</ul>
                </nav>
                <p class="menu-account">
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
