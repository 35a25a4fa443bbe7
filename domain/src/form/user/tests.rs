//! The form that adds a member: mandatory fields, validation and roles.

use super::*;
use crate::catalogue::Catalogue;
use crate::role::Role;

fn right() -> UserForm {
    UserForm {
        first_name: "Amy".to_owned(),
        last_name: "Webb".to_owned(),
        email: "amy.webb@hillside.sch.uk".to_owned(),
        role: "full-edit".to_owned(),
        ..UserForm::default()
    }
}

#[test]
fn an_empty_form_names_every_mandatory_field_in_order() {
    let errors = UserForm::default().parse(Catalogue::published().products()).expect_err("nothing was typed");
    let expected = [
        ("first_name", "Enter a first name"),
        ("last_name", "Enter a last name"),
        ("email", "Enter an email address"),
        ("role", "Choose a role"),
    ];
    let said: Vec<_> = errors.iter().map(FieldError::sentence).collect();
    let found: Vec<_> = errors.iter().zip(&said).map(|(error, said)| (error.field.as_str(), said.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn optional_fields_are_judged_once_filled() {
    let form = UserForm { username: "a b".to_owned(), staff_code: "?".to_owned(), title: " ".to_owned(), ..right() };
    let errors = form.parse(Catalogue::published().products()).expect_err("two are wrong");
    assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["username", "staff_code"]);
    let user = right().parse(Catalogue::published().products()).expect("a right form");
    assert_eq!((user.title, user.username, user.invite_now), (None, None, true));
}

#[test]
fn a_role_that_does_not_exist_is_refused_in_every_product() {
    for product in Catalogue::published().products().iter().copied() {
        let mut form = right();
        form.set(UserField::Role(product), "headteacher".to_owned());
        let errors = form.parse(Catalogue::published().products()).expect_err("no such role");
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), [UserField::Role(product).name()]);
    }
}

#[test]
fn roles_in_products_the_school_does_not_use_are_left_aside() {
    let form = UserForm {
        other_roles: [
            (crate::product::Product::PORTAL, "account-owner".to_owned()),
            (Product::COMMS_HUB, "partial-edit".to_owned()),
        ]
        .into_iter()
        .collect(),
        ..right()
    };
    let user = form.parse(&[Product::SONAR_TRACKER, Product::COMMS_HUB]).expect("a right form");
    assert_eq!(user.roles.role_in(Product::SONAR_TRACKER), Role::FullEdit.into());
    assert_eq!(user.roles.role_in(Product::COMMS_HUB), Role::PartialEdit.into());
    assert_eq!(user.roles.role_in(crate::product::Product::PORTAL), Role::FullEdit.into());
}

#[test]
fn every_field_is_read_where_it_is_set_and_named_as_in_the_form() {
    for field in UserForm::fields(Catalogue::published().products()) {
        let mut form = UserForm::default();
        form.set(field, "x".to_owned());
        assert_eq!(form.get(field), "x");
        let wire = serde_json::to_value(&form).expect("a form is JSON");
        assert_eq!(wire[field.name()], "x", "{field:?}");
    }
}
