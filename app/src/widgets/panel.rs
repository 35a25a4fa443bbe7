//! A surface that holds things belonging together.
use super::Avatar;
use leptos::prelude::*;

/// A panel, with a heading if it has a title.
#[component]
pub fn Panel(
    /// The heading; empty for none.
    #[prop(optional, into)]
    title: String,
    /// The id of the panel itself, where something links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Buttons at the heading's end.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Without padding: for tables.
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

/// Names and what they stand for. Each `Definition` is one.
#[component]
pub fn Definitions(children: Children) -> impl IntoView {
    view! { <dl class="definitions">{children()}</dl> }
}

/// One name and what it stands for.
#[component]
pub fn Definition(
    /// The name.
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

/// A person in a list: photo or initials, name, something about them, and what the line ends with.
#[component]
pub fn PersonLine(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Where their photo lies, if they have one.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// Something about them, such as their job.
    #[prop(optional, into)]
    about: String,
    /// What the line ends with, such as when.
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
