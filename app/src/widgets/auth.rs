//! The layout of pages outside a school: signing in, a forgotten password, an invitation.
use super::{
    Avatar, Logo,
    shell::{Banner, Foot},
    words,
};
use leptos::prelude::*;

/// The logo and one card with a heading and content and, where there is one, a second card beside it.
#[component]
pub fn AuthPage(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// A sentence under the heading; empty for none.
    #[prop(into)]
    lead: String,
    /// The banner above everything.
    banner: Option<ViewFn>,
    /// The second card.
    aside: Option<ViewFn>,
    /// The address of the help page.
    #[prop(default = crate::routes::HELP.into(), into)]
    help: String,
    children: Children,
) -> impl IntoView {
    let body = if aside.is_some() { "auth-body two" } else { "auth-body" };
    view! {
        <a class="skip" href="#main">
            {words::SKIP}
        </a>
        <div class="auth">
            <header>
                <Banner banner/>
            </header>
            <main id="main" tabindex="-1">
                <p class="auth-home">
                    <Logo/>
                    <span>{words::PRODUCT}</span>
                </p>
                <div class=body>
                    <section class="auth-card">
                        <h1>{title}</h1>
                        {(!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> })}
                        {children()}
                    </section>
                    {aside.map(|aside| view! { <section class="auth-aside">{aside.run()}</section> })}
                </div>
            </main>
            <Foot help/>
        </div>
    }
}

/// A heading, and people to sign in as with one click.
#[component]
pub fn DemoPeople(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: String,
    children: Children,
) -> impl IntoView {
    view! {
        <h2>{title}</h2>
        <p class="soft">{lead}</p>
        <div class="demo-people">{children()}</div>
    }
}

/// One person: a form that consists of its button.
#[component]
pub fn DemoPerson(
    /// Where the form posts to.
    #[prop(into)]
    action: String,
    /// The name that the button sends.
    #[prop(into)]
    name: String,
    /// The value that the button sends.
    #[prop(into)]
    value: String,
    /// The person's name.
    #[prop(into)]
    person: String,
    /// Their role.
    #[prop(into)]
    role: String,
    /// A line about the person, such as their job.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name=name value=value/>
            <button class="demo-person" type="submit">
                <Avatar name=person.clone()/>
                <span>
                    <b>{role}</b>
                    <small>
                        {person} {(!about.is_empty()).then(|| view! { <span>{format!(", {about}")}</span> })}
                    </small>
                </span>
            </button>
        </form>
    }
}
