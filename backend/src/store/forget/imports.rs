//! Erasing a person from imports: the lines of their results, and unconfirmed files.

use crate::access::Scheduler;
use crate::store::Mentions;
use crate::store::bind::Bind as _;
use crate::store::{Store, StoreError, row};
use domain::id::{ImportId, MemberId, SchoolId};
use domain::import::{ResultLine, ResultView};
use domain::person::DELETED_STAFF;
use sqlx::Row as _;

impl Store {
    /// Erases the person from the results of the school's imports, and discards unconfirmed files that mention them; a
    /// file uploaded again counts as new data. Confirmed results never change, so nothing needs to be locked.
    pub(crate) async fn erase_from_imports(
        &self,
        _: &Scheduler,
        (school, member): (SchoolId, MemberId),
        mentions: &Mentions,
    ) -> Result<(), StoreError> {
        let ids = sqlx::query("SELECT id FROM imports WHERE school_id = $1 ORDER BY created_at, id")
            .school(school)
            .fetch_all(self.pool())
            .await?;
        self.erase_from_import_memory((school, member), mentions).await?;
        // One at a time, because a list of staff may have many megabytes.
        for id in ids {
            self.erase_from_import(row::id(&id, "id")?, mentions).await?;
        }
        Ok(())
    }

    /// Erases remembered choices about rows and words that mention the person.
    async fn erase_from_import_memory(
        &self,
        (school, member): (SchoolId, MemberId),
        mentions: &Mentions,
    ) -> Result<(), StoreError> {
        let member = member.to_string();
        for (find, erase) in [
            (
                "SELECT row_key AS place, row_key AS text, about FROM import_answers WHERE school_id = $1",
                "DELETE FROM import_answers WHERE school_id = $1 AND row_key = $2",
            ),
            (
                "SELECT shape AS place, choices AS text, '' AS about FROM import_shapes WHERE school_id = $1",
                "DELETE FROM import_shapes WHERE school_id = $1 AND shape = $2",
            ),
        ] {
            let found = sqlx::query(find).school(school).fetch_all(self.pool()).await?;
            for found in found {
                let text: String = found.try_get("text")?;
                // A key has the last name before the first.
                let turned = text.lines().rev().collect::<Vec<_>>().join(" ");
                let about: String = found.try_get("about")?;
                if about.contains(&member) || mentions.are_in(&text) || mentions.are_in(&turned) {
                    let place: String = found.try_get("place")?;
                    sqlx::query(erase).school(school).bind(place).execute(self.pool()).await?;
                }
            }
        }
        Ok(())
    }

    async fn erase_from_import(&self, id: ImportId, mentions: &Mentions) -> Result<(), StoreError> {
        let found = sqlx::query(
            "SELECT state, file_name, content, shape, reading, choices, result, lines FROM imports WHERE id = $1",
        )
        .import(id)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(()) };
        let text = |column: &str| found.try_get::<Option<String>, _>(column).map(Option::unwrap_or_default);
        let name: String = found.try_get("file_name")?;
        if found.try_get::<String, _>("state")? != "done" {
            if [&name, &text("content")?, &text("shape")?, &text("choices")?]
                .into_iter()
                .any(|text| mentions.are_in(text))
            {
                sqlx::query("DELETE FROM imports WHERE id = $1 AND state <> 'done'")
                    .import(id)
                    .execute(self.pool())
                    .await?;
            } else {
                // An unread part of a file, such as a hidden sheet, may also mention the person.
                sqlx::query("UPDATE imports SET source = NULL WHERE id = $1").import(id).execute(self.pool()).await?;
            }
            return Ok(());
        }
        // Names of the sheets that were read.
        if mentions.are_in(&text("reading")?) {
            sqlx::query("UPDATE imports SET reading = NULL WHERE id = $1").import(id).execute(self.pool()).await?;
        }
        if ![&name, &text("result")?, &text("lines")?].into_iter().any(|text| mentions.are_in(text)) {
            return Ok(());
        }
        let name = if mentions.are_in(&name) { String::new() } else { name };
        sqlx::query("UPDATE imports SET file_name = $2, result = $3, lines = $4 WHERE id = $1 AND state = 'done'")
            .import(id)
            .bind(name)
            .bind(result_without(&text("result")?, mentions)?)
            .bind(lines_without(&text("lines")?, mentions)?)
            .execute(self.pool())
            .await?;
        Ok(())
    }
}

fn result_without(result: &str, mentions: &Mentions) -> Result<Option<String>, StoreError> {
    if result.is_empty() {
        return Ok(None);
    }
    let mut result: ResultView = serde_json::from_str(result).map_err(|_| StoreError::Corrupt("an import"))?;
    for line in &mut result.remarks {
        erase(line, mentions)?;
    }
    serde_json::to_string(&result).map(Some).map_err(|_| StoreError::Corrupt("an import"))
}

fn lines_without(lines: &str, mentions: &Mentions) -> Result<Option<String>, StoreError> {
    if lines.is_empty() {
        return Ok(None);
    }
    let mut lines: Vec<ResultLine> = serde_json::from_str(lines).map_err(|_| StoreError::Corrupt("an import"))?;
    for line in &mut lines {
        erase(line, mentions)?;
    }
    serde_json::to_string(&lines).map(Some).map_err(|_| StoreError::Corrupt("an import"))
}

/// Erases the texts; the row and its outcome stay.
fn erase(line: &mut ResultLine, mentions: &Mentions) -> Result<(), StoreError> {
    let text = serde_json::to_string(line).map_err(|_| StoreError::Corrupt("an import"))?;
    if mentions.are_in(&text) {
        *line = ResultLine {
            row: line.row.take(),
            name: DELETED_STAFF.to_owned(),
            outcome: line.outcome,
            ..ResultLine::default()
        };
    }
    Ok(())
}
