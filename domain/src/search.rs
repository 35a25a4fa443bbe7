//! Searching text: one rule for every search field, on the server and in the browser.
//!
//! Case, accents, spaces, commas, full stops, hyphens and apostrophes do not matter: "obrien" finds "O'Brien",
//! "vanderberg" finds "van der Berg", and "O'Brien, Zoë" finds Zoë O'Brien. Each word of a search is looked for
//! separately, and no word matches across the end of a field. Only names in scripts without spaces between first and
//! last name are also found as one word: "李娜".
//!
//! Letters with accents are decomposed here for the languages of Europe. The server decomposes all others before
//! calling this (`backend::users::search_key`), because the tables for that are too large for the browser.

/// The version of the rule. Raise it when [`SearchFields::key`] gives a different text than before; Rolecall then
/// rebuilds the stored keys at start-up.
pub const VERSION: i64 = 1;

/// `text` in lower case, without accents, apostrophes, hyphens and invisible characters. Spaces stay, because lists are
/// sorted by the result.
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| !is_left_out(*sign)) {
        for small in sign.to_lowercase().filter(|small| !is_left_out(*small)) {
            match spelt_out(small) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(small),
            }
        }
    }
    folded
}

/// The fields that a search looks through: folded, without spaces, one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFields(Vec<String>);

impl SearchFields {
    /// No fields yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member's name.
    #[must_use]
    pub fn name(self, first: &str, last: &str) -> Self {
        let full = format!("{first} {last}");
        let named = self.text(first).text(last);
        if full.chars().any(writes_without_blanks) { named.text(&full) } else { named }
    }

    /// Adds a text. A full name in a script without spaces is found in both orders.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.push(squeezed(&normalise(text)));
        let words = text.split_whitespace();
        if words.clone().count() == 2 && text.chars().any(writes_without_blanks) {
            self.0.push(squeezed(&normalise(&words.rev().collect::<String>())));
        }
        self
    }

    /// The search key: all fields as one text, in which [`words`] are looked for.
    pub fn key(&self) -> String {
        self.0.join("\n")
    }
}

/// The words of a search. A word that folds to nothing is dropped, so it excludes nobody.
pub fn words(search: &str) -> Vec<String> {
    let ends_word =
        |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '/' | '，' | '、' | '،' | '؛' | '；');
    search.split(ends_word).map(|word| squeezed(&normalise(word))).filter(|word| !word.is_empty()).collect()
}

/// Whether every word of the search occurs in the text.
pub fn finds(search: &str, text: &str) -> bool {
    let key = SearchFields::new().text(text).key();
    words(search).iter().all(|word| key.contains(word.as_str()))
}

/// A folded text without the characters between its words.
fn squeezed(folded: &str) -> String {
    folded.chars().filter(|sign| !sign.is_whitespace() && !is_between_words(*sign)).collect()
}

/// Whether a character separates words that some people write together.
const fn is_between_words(sign: char) -> bool {
    matches!(
        sign,
        ',' | ';'
            | '.'
            | ':'
            | '/'
            | '('
            | ')'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '·'
            | '•'
            | '・'
            | '，'
            | '、'
            | '。'
            | '；'
            | '：'
            | '،'
            | '؛'
            | '（'
            | '）'
            | '־'
            | '\u{FEFF}'
            | '\u{2060}'
            | '\u{200B}'
    )
}

/// Whether a character is one that people leave out or cannot see.
pub const fn is_left_out(sign: char) -> bool {
    matches!(sign,
        '\'' | '`' | '´' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{2B9}' | '\u{2BB}' | '\u{2BD}' | '\u{FF07}'
        | '\u{A78B}' | '\u{A78C}'
        | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
        | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}'
        // Combining accents, and the points of Hebrew and Arabic.
        | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether a character belongs to a script without spaces between first and last name: Chinese, Japanese, Korean, Thai,
/// Lao, Burmese, Khmer.
const fn writes_without_blanks(sign: char) -> bool {
    matches!(sign,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}

/// The spelling of a lower-case letter by people whose keyboard does not have it.
const fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
