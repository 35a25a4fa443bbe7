//! The two parts of the form that edits a member. Each is a page of its own and saves only what it shows.

use super::EditForm;

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditPart {
    /// Names, contact details, status and attributes.
    Details,
    /// The role in each product.
    Roles,
}

impl EditForm {
    /// The submitted values of one part. Everything outside it is as in `base`, whatever was submitted.
    #[must_use]
    pub fn only(self, part: EditPart, base: &Self) -> Self {
        let (mut form, roles) = match part {
            EditPart::Details => (self, base.user.clone()),
            EditPart::Roles => (base.clone(), self.user),
        };
        form.user.role = roles.role;
        form.user.other_roles = roles.other_roles;
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_changes_what_it_shows_and_nothing_else() {
        let form = |text: &str| {
            let mut form = EditForm { leaving_on: text.to_owned(), ..EditForm::default() };
            form.user.first_name = text.to_owned();
            form.user.role = text.to_owned();
            form
        };
        let (base, sent) = (form("before"), form("after"));
        let texts = |form: EditForm| [form.user.first_name, form.leaving_on, form.user.role];
        assert_eq!(texts(sent.clone().only(EditPart::Details, &base)), ["after", "after", "before"]);
        assert_eq!(texts(sent.only(EditPart::Roles, &base)), ["before", "before", "after"]);
    }
}
