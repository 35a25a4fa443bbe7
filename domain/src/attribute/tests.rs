//! Answers, forms and filters of attributes, partly with random input.
#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn attribute(number: u128, kind: AttributeKind) -> Attribute {
    let option = |text: &str, is_retired| AttributeOption { text: text.to_owned(), is_retired };
    let options = if kind == AttributeKind::Choice {
        vec![option("Key Stage 1", false), option("Key Stage 2", false), option("Middle school", true)]
    } else {
        Vec::new()
    };
    Attribute {
        id: AttributeId::new(Uuid::from_u128(number)),
        name: "Thing".to_owned(),
        kind,
        options,
        hint: String::new(),
        is_retired: false,
    }
}

fn held(number: u128, kind: AttributeKind, stored: &str) -> HeldAttribute {
    HeldAttribute { attribute: attribute(number, kind), value: AttributeValue::from_stored(kind, stored) }
}

#[test]
fn an_answer_is_right_for_its_kind() {
    use AttributeKind::{Choice, Text, Tick};
    let long = "x".repeat(MOST_TEXT + 1);
    for (kind, typed, stored) in [
        (Tick, "yes", Ok(Some("yes"))),
        (Tick, "on", Ok(Some("yes"))),
        (Tick, "", Ok(None)),
        (Text, "  Red   Cross ", Ok(Some("Red Cross"))),
        (Text, "   ", Ok(None)),
        (Text, &long, Err("Thing must be 200 characters or fewer")),
        (Text, "a\u{202E}b", Err("Thing has a hidden character in it. Type it again")),
        (AttributeKind::Date, "1/2/2026", Ok(Some("2026-02-01"))),
        (AttributeKind::Date, "soon", Err("Thing must be a real date, like 14/11/2026")),
        (Choice, "Key Stage 2", Ok(Some("Key Stage 2"))),
        (Choice, "key stage 2", Err("Choose one of the answers in the list for Thing")),
        (Choice, "Middle school", Err("Choose one of the answers in the list for Thing")),
    ] {
        let read = attribute(1, kind).read(typed, None);
        let said = read.as_ref().err().map(crate::fault::FieldFault::sentence);
        let read = read.as_ref().map(|value| value.as_ref().map(AttributeValue::stored));
        let read = read.map_err(|_| said.as_deref().unwrap_or_default());
        assert_eq!(read, stored, "{kind:?} {typed}");
    }
    let kept = held(1, Choice, "Middle school");
    assert_eq!(kept.attribute.read("Middle school", kept.value.as_ref()), Ok(kept.value.clone()), "may be kept");
}

#[test]
fn what_was_stored_is_read_back_and_nothing_else() {
    use AttributeKind::{Choice, Text, Tick};
    for (kind, stored, shown) in [
        (Tick, "yes", "Yes"),
        (AttributeKind::Date, "2026-02-01", "1 February 2026"),
        (Text, "Red Cross", "Red Cross"),
        (Choice, "Gone", "Gone"),
    ] {
        let value = AttributeValue::from_stored(kind, stored).unwrap();
        assert_eq!((value.stored(), value.shown().as_str()), (stored, shown));
    }
    for (kind, wrong) in [(Tick, "no"), (Tick, ""), (AttributeKind::Date, "1/2/2026"), (Text, ""), (Choice, "")] {
        assert_eq!(AttributeValue::from_stored(kind, wrong), None, "{kind:?} {wrong}");
    }
}

fn typed(fields: &[(&HeldAttribute, &str)]) -> AttributesInput {
    fields.iter().map(|(held, text)| (held.attribute.id, (*text).to_owned())).collect()
}

#[test]
fn only_what_differs_is_a_change() {
    use AttributeKind::{Text, Tick};
    let retired = HeldAttribute {
        attribute: Attribute { is_retired: true, ..attribute(4, Text) },
        value: AttributeValue::from_stored(Text, "kept"),
    };
    let held = [held(1, Tick, "yes"), held(2, AttributeKind::Date, "2026-02-01"), held(3, Text, ""), retired];
    assert_eq!(AttributesInput::of(&held).changes(&held), Ok(Vec::new()), "as it came");
    let changes = typed(&[(&held[1], "01/02/2026"), (&held[2], "new"), (&held[3], "more")]).changes(&held).unwrap();
    assert_eq!(sides(&changes), [(Some("yes"), None), (None, Some("new"))]);
    let errors = typed(&[(&held[1], "never")]).changes(&held).unwrap_err();
    assert_eq!(errors.iter().map(|error| &error.field).collect::<Vec<_>>(), [&held[1].attribute.field()]);
}

#[test]
fn the_fields_are_found_among_others() {
    let held = held(1, AttributeKind::Text, "x");
    let fields =
        serde_json::json!({ "role": 5, held.attribute.field(): "new", "attribute_nonsense": "y", "base": null });
    let read: AttributesInput = serde_json::from_value(fields).unwrap();
    assert_eq!(read, typed(&[(&held, "new")]));
    assert_eq!(serde_json::to_value(&read).unwrap(), serde_json::json!({ held.attribute.field(): "new" }));
}

#[test]
fn what_others_changed_since_is_told() {
    use AttributeKind::{Text, Tick};
    let then = [held(1, Tick, "yes"), held(2, AttributeKind::Date, "2026-02-01"), held(3, Text, "")];
    let now = [held(1, Tick, "yes"), held(2, AttributeKind::Date, ""), held(3, Text, "Red Cross")];
    let told = AttributesInput::of(&then).since(&now);
    assert_eq!(sides(&told), [(Some("2026-02-01"), None), (None, Some("Red Cross"))]);
    assert!(AttributesInput::of(&now).since(&now).is_empty());
}

/// The stored answers before and after each change.
fn sides(changes: &[AttributeChange]) -> Vec<(Option<&str>, Option<&str>)> {
    let stored = AttributeValue::stored;
    changes.iter().map(|change| (change.old.as_ref().map(stored), change.new.as_ref().map(stored))).collect()
}

fn any_typed() -> impl Strategy<Value = AttributesInput> {
    prop::collection::btree_map(1_u128..5, "[ab]{0,1}", 0..4)
        .prop_map(|typed| typed.into_iter().map(|(id, text)| (AttributeId::new(Uuid::from_u128(id)), text)).collect())
}

proptest! {
    /// Each field holds what was typed where it was changed, and what others left everywhere else, whatever was typed
    /// and whatever others changed meanwhile.
    #[test]
    fn nothing_anybody_typed_is_lost(base in any_typed(), mine in any_typed(), theirs in any_typed()) {
        let both = mine.merge(&base, &theirs);
        for id in (1..5).map(|id| AttributeId::new(Uuid::from_u128(id))) {
            let meant = if mine.get(id) == base.get(id) { theirs.get(id) } else { mine.get(id) };
            prop_assert_eq!(both.get(id), meant, "{:?}", id);
        }
    }
}

#[test]
fn a_form_says_everything_that_is_wrong_at_once() {
    let form = |name: &str, kind: &str, options: &str, hint: &str| AttributeForm {
        name: name.to_owned(),
        kind: kind.to_owned(),
        options: options.to_owned(),
        hint: hint.to_owned(),
    };
    let long = "x".repeat(MOST_NAME + 1);
    let many = (0..=MOST_OPTIONS).map(|number| number.to_string()).collect::<Vec<_>>().join("\n");
    for (form, wrong) in [
        (form("", "", "", &"x".repeat(MOST_TEXT + 1)), &["name", "kind", "hint"][..]),
        (form("DBS", "date", "a\nA", ""), &[]),
        (form("DBS", "boss", "", ""), &["kind"]),
        (form("Key stage", "choice", " \n\n", ""), &["options"]),
        (form("Key stage", "choice", "KS1\nks1", ""), &["options"]),
        (form("Key stage", "choice", &many, ""), &["options"]),
        (form(&long, "choice", &long, ""), &["name", "options"]),
        (form("Key stage", "choice", " KS1 \r\n\nKS2\n", " which "), &[]),
    ] {
        let fields: Vec<_> = form.parse().err().into_iter().flatten().map(|error| error.field).collect();
        assert_eq!(fields, wrong, "{form:?}");
    }
    let read = form("Key stage", "choice", " KS1 \r\n\nKS2\n", " which ").parse().unwrap();
    assert_eq!((&read.options[..], read.hint.as_str()), (&["KS1".to_owned(), "KS2".to_owned()][..], "which"));
    assert!(suggested().iter().all(|form| form.parse().is_ok()));
}

#[test]
fn an_answer_somebody_has_is_retired_and_does_not_vanish() {
    let before = attribute(1, AttributeKind::Choice).options;
    let new = NewAttribute {
        name: "Key stage".to_owned(),
        kind: AttributeKind::Choice,
        options: vec!["Early Years".to_owned(), "Middle school".to_owned()],
        hint: String::new(),
    };
    let after = new.options_after(&before, |text| text == "Key Stage 2");
    let said: Vec<_> = after.iter().map(|option| (option.text.as_str(), option.is_retired)).collect();
    assert_eq!(said, [("Early Years", false), ("Middle school", false), ("Key Stage 2", true)]);
}

#[test]
fn a_form_of_an_attribute_changes_nothing_when_it_is_sent_as_it_is() {
    for kind in AttributeKind::ALL {
        let attribute = attribute(1, kind);
        let again = AttributeForm::of(&attribute).parse().unwrap();
        assert_eq!((again.kind, again.name.as_str()), (kind, attribute.name.as_str()));
        assert_eq!(again.options_after(&attribute.options, |_| true), attribute.options);
        assert_eq!(AttributeKind::from_code(kind.code()), Some(kind));
    }
}

proptest! {
    #[test]
    fn what_a_field_takes_it_takes_again(typed in "\\PC{0,40}", kind in 0usize..4) {
        let attribute = attribute(1, AttributeKind::ALL[kind]);
        if let Ok(value) = attribute.read(&typed, None) {
            let stored = value.as_ref().map_or("", AttributeValue::stored);
            prop_assert_eq!(attribute.read(stored, None), Ok(value.clone()));
            prop_assert_eq!(AttributeValue::from_stored(attribute.kind, stored), value);
        }
    }

    #[test]
    fn a_filter_reads_back(random: u128, answer in "[ -~é]{1,60}") {
        let attribute = AttributeId::new(Uuid::from_u128(random));
        for holding in [AttributeCondition::Something, AttributeCondition::Nothing, AttributeCondition::Answer(answer)] {
            let filter = AttributeFilter { attribute, holding };
            prop_assert_eq!(AttributeFilter::from_code(&filter.code()), Some(filter));
        }
    }

    #[test]
    fn nonsense_is_no_filter(code in "\\PC{0,40}") {
        prop_assert_eq!(AttributeFilter::from_code(&code), None);
    }
}
