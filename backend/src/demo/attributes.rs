//! The attributes of the demonstration's school, and their values.

use crate::access::Seeding;
use crate::attributes::{definition, entry, recorded};
use crate::store::SchoolTransaction;
use domain::attribute::{
    Attribute, AttributeChange, AttributeForm, AttributeKind, AttributesInput, HeldAttribute, suggested,
};
use domain::id::{AttributeId, MemberId};
use domain::problem::Problem;
use uuid::Uuid;

/// Staff codes of those trained in first aid.
const FIRST_AIDERS: &[&str] = &["ZFA", "AWO", "PRA", "CPR", "BMC", "PKO", "SPE", "JWH", "SWO", "CAS"];
/// Staff codes of the safeguarding leads.
const SAFEGUARDING: &[&str] = &["MAS", "DOB", "RAB"];
/// Staff codes of those whose certificate has not been checked.
const NO_CERTIFICATE: &[&str] = &["JWO", "AMP", "MLI", "TGR"];
/// Staff codes by the key stage people mostly teach in.
const KEY_STAGES: [(&str, &[&str]); 3] = [
    ("Early Years", &["ZFA", "JSI"]),
    ("Key Stage 1", &["OAD", "AWO", "NNB", "MAR", "BMC", "FAZ"]),
    ("Key Stage 2", &["SLJ", "COH", "TLU", "PRA", "LGW", "EDS", "WZH", "KME", "PKO", "YOL", "MLC", "SSB"]),
];

/// Adds the attributes; gives them in their order.
pub(super) async fn add(change: &mut SchoolTransaction, seeding: &Seeding) -> Result<Vec<Attribute>, Problem> {
    let key_stage = AttributeForm {
        name: "Key stage".to_owned(),
        kind: AttributeKind::Choice.code().to_owned(),
        options: KEY_STAGES.map(|(name, _)| name).join("\n"),
        hint: "Where they teach or help most.".to_owned(),
    };
    let mut added = Vec::new();
    for form in suggested().into_iter().chain([key_stage]) {
        let attribute = form.parse().map_err(Problem::Form)?.added(AttributeId::new(Uuid::new_v4()));
        change.seed_attribute(seeding, &attribute).await?;
        change.record(recorded(&attribute, None, Some(definition(&attribute)))).await?;
        added.push(attribute);
    }
    Ok(added)
}

/// Fills in one person's values.
pub(super) async fn fill(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    attributes: &[Attribute],
    member: MemberId,
    name: String,
    staff_code: &str,
    number: i64,
) -> Result<(), Problem> {
    let held: Vec<_> =
        attributes.iter().map(|attribute| HeldAttribute { attribute: attribute.clone(), value: None }).collect();
    let typed: AttributesInput =
        attributes.iter().map(|attribute| (attribute.id, answer(&attribute.name, staff_code, number))).collect();
    let changes: Vec<AttributeChange> = typed.changes(&held).map_err(Problem::Form)?;
    if !changes.is_empty() {
        let values: Vec<_> = changes.iter().map(|change| (change.attribute, change.new.clone())).collect();
        change.seed_attributes(seeding, member, &values).await?;
        change.record(entry(member, name, &changes)).await?;
    }
    Ok(())
}

/// One person's value, as a form would have it.
fn answer(attribute: &str, staff_code: &str, number: i64) -> String {
    let tick = |people: &[&str]| if people.contains(&staff_code) { "yes".to_owned() } else { String::new() };
    match attribute {
        "First-aider" => tick(FIRST_AIDERS),
        "Safeguarding lead" => tick(SAFEGUARDING),
        "DBS date" if NO_CERTIFICATE.contains(&staff_code) => String::new(),
        // Spread over five years.
        "DBS date" => format!("{}-{:02}-{:02}", 2021 + number % 5, 1 + number * 7 % 12, 1 + number * 11 % 28),
        _ => KEY_STAGES
            .iter()
            .find(|(_, people)| people.contains(&staff_code))
            .map_or_else(String::new, |(key_stage, _)| (*key_stage).to_owned()),
    }
}
