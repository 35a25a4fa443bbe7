//! Whom a line is about, at a glance.
use leptos::prelude::*;

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// Beside a name.
    #[default]
    Small,
    /// On the person's own page.
    Large,
}

/// A disc with somebody's photo, or the first letters of their name. It only adorns: the name itself stands beside it.
#[component]
pub fn Avatar(
    /// The whole name.
    #[prop(into)]
    name: String,
    /// Where their photo lies, if they have one.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// How large it is.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let (class, side) = match size {
        AvatarSize::Small => ("avatar", "36"),
        AvatarSize::Large => ("avatar avatar-large", "128"),
    };
    // The letters stand under the photo, for as long as it has not come.
    view! {
        <span class=class aria-hidden="true">
            {initials(&name)}
            {photo.map(|photo| view! { <img src=photo alt="" width=side height=side loading="lazy" decoding="async"/> })}
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
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("  Mary Ann o'Neil-Byrne ", "MO"),
            ("Cher", "C"),
            ("王小明", "王"),
            ("小明 王", "小王"),
            ("فاطمة الزهراء", "فا"),
            ("נועה לוי", "נל"),
            ("Élodie de la Tour", "ÉT"),
            ("’Aoife – (Kelly)", "AK"),
            ("", ""),
            ("— …", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
