//! The key of one filling-in: the same form sent twice carries the same one, and adds one person.

/// A new key, as the form carries it.
pub(super) fn new_form_key() -> String {
    #[cfg(feature = "ssr")]
    {
        backend::users::new_form_key().to_string()
    }
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    {
        browser::random().unwrap_or_default()
    }
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    {
        String::new()
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser {
    /// 128 random bits in hexadecimal, which is one way of writing a UUID.
    pub(super) fn random() -> Option<String> {
        let mut bytes = [0_u8; 16];
        web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
        bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from_digit(digit.into(), 16)).collect()
    }
}
