//! What a file is, by what is in it: names and types that come with it say little.

use super::bundle::Bundle;
use super::{sheet, text};
use domain::import::{ImportField, ListFault, Matching, Table};
use std::collections::HashMap;

/// Reads a list of staff: separated values, a spreadsheet, or a OneRoster zip.
///
/// # Errors
/// Why it cannot be taken.
pub(crate) fn read(bytes: &[u8]) -> Result<Table, ListFault> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ListFault::OldSpreadsheet);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(ListFault::Pdf);
    }
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return staff(text::read(bytes)?);
    }
    let mut bundle = Bundle::open(bytes)?;
    if bundle.find("workbook.xml").is_some() {
        drop(bundle);
        return staff(sheet::read(bytes)?);
    }
    let Some(users) = bundle.find("users.csv") else {
        return Err(ListFault::NoUsers);
    };
    let mut users = text::read(&bundle.read(&users)?)?;
    if let Some(roles) = bundle.find("roles.csv") {
        join_roles(&mut users, &text::read(&bundle.read(&roles)?)?);
    }
    Ok(users)
}

/// OneRoster 1.2 has people's roles in a file of their own, which alone says nothing of anybody's name.
fn staff(table: Table) -> Result<Table, ListFault> {
    let is_roles = column(&table, "userSourcedId").is_some() && column(&table, "roleType").is_some();
    if is_roles {
        return Err(ListFault::OnlyRoles);
    }
    Ok(table)
}

fn column(table: &Table, name: &str) -> Option<usize> {
    table.rows.first()?.cells.iter().position(|cell| cell.eq_ignore_ascii_case(name))
}

/// Adds a column with each person's role: their primary one, if they have several.
fn join_roles(users: &mut Table, roles: &Table) {
    let matching = Matching::suggested(users);
    let has_roles = matching.column_of(ImportField::Role).is_some();
    let (Some(id), false) = (column(users, "sourcedId"), has_roles) else { return };
    let (Some(user), Some(role)) = (column(roles, "userSourcedId"), column(roles, "role")) else { return };
    let (kind, status) = (column(roles, "roleType"), column(roles, "status"));
    let mut of: HashMap<&str, (bool, &str)> = HashMap::new();
    for row in roles.people(true) {
        let is_gone = status.is_some_and(|column| row.cell(column).eq_ignore_ascii_case("tobedeleted"));
        let is_primary = kind.is_some_and(|column| row.cell(column).eq_ignore_ascii_case("primary"));
        let known = of.get(row.cell(user));
        if !is_gone && known.is_none_or(|(was_primary, _)| is_primary && !was_primary) {
            of.insert(row.cell(user), (is_primary, row.cell(role)));
        }
    }
    let last = users.width;
    for (number, row) in users.rows.iter_mut().enumerate() {
        let role = if number == 0 { "role" } else { of.get(row.cell(id)).map_or("", |(_, role)| role) };
        let role = role.to_owned();
        row.cells.resize(last, String::new());
        row.cells.push(role);
    }
    users.width = last + 1;
}
