//! A surface that holds things belonging together.
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

/// A person in a list: initials, name, something about them, and what the line ends with.
#[component]
pub fn PersonLine(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Something about them, such as their job.
    #[prop(optional, into)]
    about: String,
    /// What the line ends with, such as when.
    #[prop(optional, into)]
    end: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <li>
            <Initials name=name.clone()/>
            <span>
                <bdi>{name}</bdi>
                {(!about.is_empty()).then(|| view! { <small>{about}</small> })}
            </span>
            {end.map(|end| view! { <span class="soft small">{end.run()}</span> })}
        </li>
    }
}

/// A disc with the first letters of a name; the name itself stands beside it.
#[component]
pub fn Initials(
    /// The whole name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="initials" aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_the_ends_of_a_name() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("  Mary Ann o'Neil-Byrne "), "MO");
        assert_eq!(initials("王"), "王");
        assert_eq!(initials(""), "");
    }
}
