//! The text of a mail about an observation to a child's home.

use super::Parts;
use crate::store::HomeMail;

/// The mail: the child's first name, the day, the text line by line, and where photos can be seen.
pub(super) fn parts(mail: &HomeMail) -> Parts {
    let HomeMail { school, help_contact, child, text, observed_on, has_photos } = mail;
    let shared = format!("{school} has shared an observation of {child}, from {}:", observed_on.words());
    let lines = text.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    let photos = has_photos.then(|| "There are photos, which you can see at school.".to_owned());
    let ask = if help_contact.is_empty() {
        format!("Questions? Ask {child}'s teacher at {school}.")
    } else {
        format!("Questions? Ask {help_contact}.")
    };
    Parts {
        school: Some(school.clone()),
        subject: format!("{child} at {school}: an observation"),
        greeting: "Hello,".to_owned(),
        before: std::iter::once(shared).chain(lines).collect(),
        button: None,
        after: photos.into_iter().collect(),
        role: None,
        ask,
        foot: format!(
            "Sent for {school} by Rolecall, because the school has this address as the home contact of {child}. Tell the school if that is wrong."
        ),
    }
}
