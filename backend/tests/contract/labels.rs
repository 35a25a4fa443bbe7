//! The audit log keeps codes, so that its words can change and be translated. Every test here ends by looking.

use backend::store::logged_fields;
use domain::assessment::{ObjectiveSet, Subject};
use domain::catalogue::Catalogue;
use domain::permission::CellSetting;
use domain::role::Role;
use serde_json::Value;
use sqlx::{AnyPool, Row as _};
use std::collections::BTreeSet;

/// Fields that hold what a school or a person typed, which may be the same as a label.
const TYPED: &[&str] = &["name", "reason", "options", "hint", "search", "job_title", "title", "help_contact"];

/// The labels of permissions, roles, settings of roles, subjects and sets of objectives.
fn labels() -> BTreeSet<String> {
    let features =
        Catalogue::published().features().flat_map(|feature| [feature.full_name(), feature.name().to_owned()]);
    let roles = Role::ALL.iter().map(|role| role.label().to_owned());
    let settings = CellSetting::ALL.iter().map(|setting| setting.label().to_owned());
    let subjects = Subject::ALL.iter().map(|subject| subject.label().to_owned());
    let objectives = ObjectiveSet::ALL.iter().map(|set| set.label().to_owned());
    features.chain(roles).chain(settings).chain(subjects).chain(objectives).collect()
}

/// A permission that was published once. Such a code has no words, and is shown as it is.
pub const UNPUBLISHED: &str = "sonar-tracker/gone/since-the-upgrade";

/// The audit log's codes, among its values too, that would be shown as they are. Every test checks them.
pub async fn unworded(pool: &AnyPool) -> Vec<String> {
    let sql = "SELECT DISTINCT action, subject_kind, COALESCE(old_value, '') AS old_value, COALESCE(new_value, '') AS new_value FROM audit_log WHERE actor_name IS NULL OR actor_name <> 'Story'";
    let found = sqlx::query(sql).fetch_all(pool).await.unwrap_or_default();
    let mut unworded = BTreeSet::new();
    for row in found {
        let text = |column: &str| row.get::<String, _>(column);
        let (action, kind) = (text("action"), text("subject_kind"));
        for value in ["old_value", "new_value"].map(text) {
            let fields = logged_fields(Some(value).filter(|value| !value.is_empty()).as_deref());
            let lacking = domain::audit::unworded(&action, &kind, &fields);
            // A permission that is no longer published has no words, and is shown as it is.
            let lacking = lacking.into_iter().filter(|code| !code.ends_with(UNPUBLISHED));
            unworded.extend(lacking.map(|code| format!("{code} ({action})")));
        }
    }
    unworded.into_iter().collect()
}

/// The labels that the log's values hold in place of codes, as values or as names of fields, and those that stand for a
/// thing that no school named.
pub async fn logged(pool: &AnyPool) -> Vec<String> {
    let sql = "SELECT DISTINCT action, subject_kind, COALESCE(subject_name, '') AS subject_name, COALESCE(old_value, '') AS old_value, COALESCE(new_value, '') AS new_value
         FROM audit_log WHERE actor_name IS NULL OR actor_name <> 'Story'";
    let (labels, mut found) = (labels(), BTreeSet::new());
    for row in sqlx::query(sql).fetch_all(pool).await.unwrap_or_default() {
        let text = |column: &str| row.get::<String, _>(column);
        let (action, kind, name) = (text("action"), text("subject_kind"), text("subject_name"));
        let is_about_role = ["cell", "role"].contains(&kind.as_str());
        let names_role = is_about_role && (kind == "cell" && !name.is_empty() || labels.contains(&name));
        found.extend(names_role.then(|| format!("{name} ({action})")));
        if action == "set attributes" {
            continue;
        }
        for value in [text("old_value"), text("new_value")] {
            let Ok(Value::Object(fields)) = serde_json::from_str(&value) else { continue };
            for (field, value) in fields.iter().filter(|(field, _)| !TYPED.contains(&field.as_str())) {
                let texts = texts(value).into_iter().chain([field.as_str()]);
                found.extend(texts.filter(|text| labels.contains(*text)).map(|text| format!("{text} ({action})")));
            }
        }
    }
    found.into_iter().collect()
}

/// The texts in a value; a list that was joined counts as its parts.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => text.split(", ").chain([text.as_str()]).collect(),
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
