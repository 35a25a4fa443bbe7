//! The button's label, and results of earlier versions.

use super::*;

#[test]
fn the_button_tells_the_truth() {
    for (imported, deactivated, open, words) in [
        (41, 0, 3, "Import 41, skip 3 rows"),
        (1, 1, 1, "Import 1, deactivate 1 person, skip 1 row"),
        (0, 2, 0, "Deactivate 2 people"),
        (0, 0, 3, "Finish, skip 3 rows"),
        (0, 0, 0, "Finish: nothing to change"),
    ] {
        assert_eq!(PlanTotals { imported, deactivated, open }.sentence(), words);
    }
}

#[test]
fn results_of_earlier_versions_are_read() {
    let old = r#"{"row":5,"name":"Bad Row","email":"","outcome":"wrong","details":"Work Email: Enter one"}"#;
    let line: ResultLine = serde_json::from_str(old).unwrap();
    assert_eq!((line.row.as_deref(), line.outcome), (Some("5"), RowOutcome::Wrong));
    assert_eq!(line.sentences(&SchoolRoles::none()), ["Work Email: Enter one"]);
    for (words, outcome) in
        [("passed-over", RowOutcome::Skipped), ("added", RowOutcome::Added), ("new", RowOutcome::Skipped)]
    {
        let line: ResultLine = serde_json::from_str(&format!(r#"{{"outcome":"{words}"}}"#)).unwrap();
        assert_eq!(line.outcome, outcome);
    }
    let new = serde_json::to_string(&line).unwrap();
    assert_eq!(serde_json::from_str::<ResultLine>(&new).unwrap(), line);
}

#[test]
fn what_moved_is_written_in_addresses() {
    for shown in PreviewFilter::all() {
        let moved = ChangedCount { shown, before: 3, now: 12 };
        assert_eq!(ChangedCount::from_code(&moved.code()), Some(moved));
        assert_eq!(PreviewFilter::from_code(shown.code()), Some(shown));
    }
    assert_eq!(PreviewFilter::all().count(), RowClass::ALL.len() + 1);
    assert_eq!(ChangedCount::from_code("new.x.1"), None);
}
