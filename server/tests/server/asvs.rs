//! The table of ASVS requirements is complete, and the tests it names exist.

use std::collections::BTreeMap;
use std::path::Path;

const TABLE: &str = include_str!("../../../docs/asvs.md");
const STATES: [&str; 5] = ["Met", "Partly", "Not yet", "Not applicable", "Operator"];

/// The number of requirements of levels 1 and 2 in each section of ASVS 5.0. They come first in their section.
const SECTIONS: &[(&str, u32)] = &[
    ("1.1", 2),
    ("1.2", 9),
    ("1.3", 11),
    ("1.4", 3),
    ("1.5", 2),
    ("2.1", 3),
    ("2.2", 3),
    ("2.3", 4),
    ("2.4", 1),
    ("3.2", 2),
    ("3.3", 4),
    ("3.4", 6),
    ("3.5", 5),
    ("3.7", 2),
    ("4.1", 3),
    ("4.2", 1),
    ("4.3", 2),
    ("4.4", 4),
    ("5.1", 1),
    ("5.2", 3),
    ("5.3", 2),
    ("5.4", 3),
    ("6.1", 3),
    ("6.2", 12),
    ("6.3", 4),
    ("6.4", 4),
    ("6.5", 5),
    ("6.6", 3),
    ("6.8", 4),
    ("7.1", 3),
    ("7.2", 4),
    ("7.3", 2),
    ("7.4", 5),
    ("7.5", 2),
    ("7.6", 2),
    ("8.1", 2),
    ("8.2", 3),
    ("8.3", 1),
    ("8.4", 1),
    ("9.1", 3),
    ("9.2", 4),
    ("10.1", 2),
    ("10.2", 2),
    ("10.3", 4),
    ("10.4", 11),
    ("10.5", 5),
    ("10.6", 2),
    ("10.7", 3),
    ("11.1", 2),
    ("11.2", 3),
    ("11.3", 3),
    ("11.4", 4),
    ("11.5", 1),
    ("11.6", 1),
    ("12.1", 3),
    ("12.2", 2),
    ("12.3", 4),
    ("13.1", 1),
    ("13.2", 5),
    ("13.3", 2),
    ("13.4", 5),
    ("14.1", 2),
    ("14.2", 4),
    ("14.3", 3),
    ("15.1", 3),
    ("15.2", 3),
    ("15.3", 7),
    ("16.1", 1),
    ("16.2", 5),
    ("16.3", 4),
    ("16.4", 3),
    ("16.5", 3),
    ("17.1", 1),
    ("17.2", 4),
    ("17.3", 2),
];

struct Line<'a> {
    requirements: Vec<String>,
    state: &'a str,
    held_by: Vec<&'a str>,
}

fn lines() -> Vec<Line<'static>> {
    let rows = TABLE.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let &[requirements, _, state, held_by] = cells.as_slice() else { panic!("four cells: {row}") };
        let requirements = requirements.split(", ").flat_map(spelt_out).collect();
        Line { requirements, state, held_by: held_by.split('`').skip(1).step_by(2).collect() }
    })
    .collect()
}

/// Expands "1.2.1–1.2.3" to its three numbers.
fn spelt_out(range: &str) -> Vec<String> {
    let Some((first, last)) = range.split_once('–') else { return vec![range.to_owned()] };
    let parts = |number: &str| {
        let (section, last) = number.rsplit_once('.').unwrap();
        (section.to_owned(), last.parse::<u32>().unwrap())
    };
    let ((section, first), (same, last)) = (parts(first), parts(last));
    assert_eq!(section, same, "{range}");
    (first..=last).map(|number| format!("{section}.{number}")).collect()
}

#[test]
fn no_requirement_is_missing_and_none_is_there_twice() {
    let mut there: BTreeMap<String, u32> = BTreeMap::new();
    lines().into_iter().flat_map(|line| line.requirements).for_each(|number| *there.entry(number).or_default() += 1);
    let mut all = 0;
    for (section, count) in SECTIONS {
        for number in 1..=*count {
            let number = format!("{section}.{number}");
            assert_eq!(there.remove(&number), Some(1), "{number}");
            all += 1;
        }
    }
    assert_eq!(all, 253);
    assert!(there.is_empty(), "no requirements of level 1 or 2: {there:?}");
}

#[test]
fn what_holds_a_line_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for line in lines() {
        let what = &line.requirements[0];
        assert!(STATES.contains(&line.state), "{what}: {}", line.state);
        assert!(!["Met", "Partly"].contains(&line.state) || !line.held_by.is_empty(), "nothing holds {what}");
        for held_by in line.held_by {
            let (file, test) = held_by.split_once("::").map_or((held_by, None), |(file, test)| (file, Some(test)));
            let text = std::fs::read_to_string(root.join(file)).unwrap_or_else(|_| panic!("{what}: no file {file}"));
            if let Some(test) = test {
                assert!(text.contains(&format!("fn {test}(")), "{what}: no test {test} in {file}");
            }
        }
    }
}
