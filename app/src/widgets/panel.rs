//! Panels, and lists of definitions and of people inside them.
use super::Avatar;
use leptos::prelude::*;

/// A panel, with a heading if it has a title.
#[component]
pub fn Panel(
    /// The heading; empty for none.
    #[prop(optional, into)]
    title: String,
    /// The panel's id, for links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Buttons at the end of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Removes the padding, for tables.
    #[prop(optional)]
    flush: bool,
    children: Children,
) -> impl IntoView {
    let head = (!title.is_empty() || actions.is_some()).then(|| {
        view! {
            <div class="panel-head">
                {(!title.is_empty()).then(|| view! { <h2>{title}</h2> })}
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </div>
        }
    });
    view! {
        <section class=if flush { "panel flush" } else { "panel" } id=id>
            {head}
            {children()}
        </section>
    }
}

/// Terms and their values. Each one is a `Definition`.
#[component]
pub fn Definitions(children: Children) -> impl IntoView {
    view! { <dl class="definitions">{children()}</dl> }
}

/// One term and its value.
#[component]
pub fn Definition(
    /// The term.
    #[prop(into)]
    name: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// A list of people. Each `PersonLine` is one.
#[component]
pub fn People(children: Children) -> impl IntoView {
    view! { <ul class="people">{children()}</ul> }
}

/// A person in a list: photo or initials, name, a line about them, and the end of the line.
#[component]
pub fn PersonLine(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// The address of the photo, if there is one.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// A line about the person, such as their job.
    #[prop(optional, into)]
    about: String,
    /// The end of the line, such as a date.
    #[prop(optional, into)]
    end: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <li>
            <Avatar name=name.clone() photo/>
            <span>
                <bdi>{name}</bdi>
                {(!about.is_empty()).then(|| view! { <small>{about}</small> })}
            </span>
            {end.map(|end| view! { <span class="soft small">{end.run()}</span> })}
        </li>
    }
}
