//! Avatars: a photo or initials beside a name.
use leptos::prelude::*;

/// The size of an avatar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// For use beside a name.
    #[default]
    Small,
    /// For the person's own page.
    Large,
}

/// A disc with a person's photo or initials. It is decorative, because the name is always beside it.
#[component]
pub fn Avatar(
    /// The full name.
    #[prop(into)]
    name: String,
    /// The address of the photo, if there is one.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// The avatar's size.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let (class, side) = match size {
        AvatarSize::Small => ("avatar", "36"),
        AvatarSize::Large => ("avatar avatar-large", "128"),
    };
    // The initials are under the photo until it has loaded.
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
