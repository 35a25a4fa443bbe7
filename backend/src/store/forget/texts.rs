//! Free texts about other people or the school, in which a person may be mentioned.

use crate::access::Scheduler;
use crate::store::Mentions;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::id::SchoolId;
use sqlx::{AssertSqlSafe, Row as _};

/// Where such texts are: a query for those of school `$1` as `one`, `other` and `text`, and a statement that erases
/// the one with the keys `$2` and `$3`.
struct TextColumns {
    find: &'static str,
    clear: &'static str,
}

/// Every new column for free text has to be added here; a test checks every column of the database.
const PLACES: [TextColumns; 9] = [
    TextColumns {
        find: "SELECT member_id AS one, feature AS other, reason AS text FROM exceptions WHERE school_id = $1 AND reason IS NOT NULL",
        clear: "UPDATE exceptions SET reason = NULL WHERE school_id = $1 AND member_id = $2 AND feature = $3",
    },
    TextColumns {
        find: "SELECT id AS one, '' AS other, access_reason AS text FROM members WHERE school_id = $1 AND access_reason IS NOT NULL",
        clear: "UPDATE members SET access_reason = NULL WHERE school_id = $1 AND id = $2 AND $3 = ''",
    },
    TextColumns {
        find: "SELECT id AS one, '' AS other, reason AS text FROM bulk_changes WHERE school_id = $1 AND reason IS NOT NULL",
        clear: "UPDATE bulk_changes SET reason = NULL WHERE school_id = $1 AND id = $2 AND $3 = ''",
    },
    TextColumns {
        find: "SELECT v.member_id AS one, v.attribute_id AS other, v.value AS text FROM member_attributes v
               JOIN attributes a ON a.school_id = v.school_id AND a.id = v.attribute_id AND a.kind = 'text' WHERE v.school_id = $1",
        clear: "DELETE FROM member_attributes WHERE school_id = $1 AND member_id = $2 AND attribute_id = $3",
    },
    TextColumns {
        find: "SELECT id AS one, '' AS other, help_contact AS text FROM schools WHERE id = $1",
        clear: "UPDATE schools SET help_contact = '' WHERE id = $1 AND id = $2 AND $3 = ''",
    },
    TextColumns {
        find: "SELECT account_id AS one, page AS other, body AS text FROM drafts WHERE school_id = $1",
        clear: "DELETE FROM drafts WHERE school_id = $1 AND account_id = $2 AND page = $3",
    },
    TextColumns {
        find: "SELECT id AS one, '' AS other, author_name AS text FROM outbox WHERE school_id = $1 AND author_name IS NOT NULL",
        clear: "UPDATE outbox SET author_name = NULL WHERE school_id = $1 AND id = $2 AND $3 = ''",
    },
    // Mail about an account names no member; while it waits it may belong to another of the account's schools.
    TextColumns {
        find: "SELECT id AS one, '' AS other, to_address AS text FROM outbox WHERE (school_id IS NULL OR school_id = $1) AND member_id IS NULL AND state <> 'waiting'",
        clear: "DELETE FROM outbox WHERE id = $2 AND $3 = '' AND (school_id IS NULL OR school_id = $1)",
    },
    // The demonstration's mail, which belongs to its only school.
    TextColumns {
        find: "SELECT id AS one, '' AS other, to_address || ' ' || subject || ' ' || text_body AS text FROM demo_outbox WHERE $1 <> ''",
        clear: "DELETE FROM demo_outbox WHERE id = $2 AND $3 = '' AND $1 <> ''",
    },
];

/// A text that mentions the person.
#[derive(Debug)]
pub(crate) struct MentioningText {
    place: usize,
    one: String,
    other: String,
}

impl Store {
    /// The school's texts that mention the person.
    pub(in crate::store) async fn texts_with(
        &self,
        school: SchoolId,
        mentions: &Mentions,
    ) -> Result<Vec<MentioningText>, StoreError> {
        let mut texts = Vec::new();
        for (place, TextColumns { find, .. }) in PLACES.iter().enumerate() {
            let found = sqlx::query(AssertSqlSafe(*find)).school(school).fetch_all(self.pool()).await?;
            for found in found {
                if mentions.are_in(&found.try_get::<String, _>("text")?) {
                    texts.push(MentioningText { place, one: found.try_get("one")?, other: found.try_get("other")? });
                }
            }
        }
        Ok(texts)
    }
}

impl SchoolTransaction {
    /// Erases texts that mention the person.
    pub(crate) async fn erase_texts(&mut self, _: &Scheduler, texts: &[MentioningText]) -> Result<(), StoreError> {
        for text in texts {
            let Some(place) = PLACES.get(text.place) else { continue };
            sqlx::query(AssertSqlSafe(place.clear))
                .school(self.school)
                .bind(text.one.clone())
                .bind(text.other.clone())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}
