//! Recognising columns by their names.

use super::*;

#[test]
fn columns_are_matched_by_name_and_two_never_hold_the_same() {
    let file = table(&["Legal Forename", "Forename", "Surname", "Gender", "Email"], &[&["A", "B", "C", "F", "a@h.uk"]]);
    let matching = Matching::suggested(&file);
    let (first, last, email) = (ImportField::FirstName, ImportField::LastName, ImportField::Email);
    assert_eq!(matching.columns, [None, Some(first), Some(last), None, Some(email)]);
    let headers = file.headers(true);
    let chosen = |pairs: &[(&str, &'static str)]| {
        Matching::chosen(true, &headers, |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    };
    let errors =
        chosen(&[("column_0", "first_name"), ("column_1", "first_name"), ("column_2", "last_name")]).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].field.as_str(), errors[0].sentence().as_str()),
        ("column_1", "First name is matched to both “Legal Forename” and “Forename”. Choose one of the two")
    );
    assert_eq!(
        chosen(&[("column_2", "last_name")]).unwrap_err()[0].sentence(),
        "Choose the column that holds the first name"
    );
    assert_eq!(chosen(&[("column_0", "owner")]).unwrap_err()[0].field, "column_0");
    assert_eq!(chosen(&[("column_0", "first_name"), ("column_2", "last_name")]).unwrap().columns[0], Some(first));
}

#[test]
fn a_file_without_names_of_columns_is_people_from_its_first_row() {
    let file = table(&["Amy", "Webb", "amy@h.uk"], &[&["Ben", "Ng", "ben@h.uk"]]);
    let matching = Matching::suggested(&file);
    assert!(!matching.has_header);
    assert_eq!(matching.columns, [None, None, Some(ImportField::Email)]);
    assert_eq!(matching.missing().len(), 2);
    assert_eq!((file.people(false).len(), file.headers(false)[2].as_str()), (2, "Column C"));
}
