//! A demonstration with a marker in everything that tells who a pupil is, and finding the markers in answers.

use crate::browser::Answer;
use crate::test_server::TestServer;

/// The marker in every text of a pupil, in any case; nothing else in the application contains it.
const MARK: &str = "zqxpupil";
/// The date of birth of every pupil, as stored and as shown.
const BORN: [&str; 2] = ["1987-02-03", "3 february 1987"];
/// The day of every observation, as stored and as shown.
const OBSERVED: [&str; 2] = ["2025-12-03", "3 december 2025"];
/// Part of every forename, without the whole marker: the answer repeats what was searched for.
pub const PART: &str = "pupilforename";
/// A class, as its pupils have it and as an address asks for it.
pub const CLASS: &str = "zqxpupilclass4";

/// Pupils with markers, and those that the walk asks for by their ids.
pub struct MarkedSchool {
    /// Every id of a pupil or an observation, without hyphens.
    ids: Vec<String>,
    /// A pupil at the school.
    pub pupil: String,
    /// The pupil who left.
    pub left: String,
    /// An observation, whose photo has the same id.
    pub observation: String,
}

impl MarkedSchool {
    /// Marks every text of the demonstration's pupils and their audit entries, and gives `member` some key and other
    /// pupils.
    pub async fn set(house: &TestServer, member: &str) -> Self {
        house
            .sql(&format!(
                "UPDATE pupils SET forename = 'ZqxPupilForename' || rowid, surname = 'ZqxPupilSurname' || rowid, upn = 'ZQXPUPILUPN' || rowid,
                     class_name = 'ZqxPupilClass' || year_order, class_key = 'zqxpupilclass' || year_order, born_on = '{}',
                     name_key = 'zqxpupilsurname' || rowid, search_key = 'zqxpupilforename' || rowid || char(10) || 'zqxpupilsurname' || rowid;
                 INSERT OR REPLACE INTO pupil_workers (school_id, pupil_id, member_id, kind, since)
                     SELECT school_id, id, '{member}', CASE WHEN rowid % 2 = 0 THEN 'key' ELSE 'worker' END, 0 FROM pupils WHERE rowid % 9 = 0
                     AND id NOT IN (SELECT pupil_id FROM pupil_workers WHERE kind = 'key');
                 UPDATE pupils SET home_email = 'zqxpupil' || rowid || '@homes.example';
                 UPDATE observations SET body = 'ZqxPupil was seen', observed_on = '{}';
                 INSERT INTO observation_pupils (school_id, observation_id, pupil_id)
                     SELECT p.school_id, (SELECT MIN(id) FROM observations), p.id FROM pupils p WHERE p.left_on IS NOT NULL;
                 INSERT INTO observation_photos (id, school_id, observation_id, picture, created_at)
                     SELECT id, school_id, id, CAST('zqxpupil' AS BLOB), 0 FROM observations;
                 INSERT INTO pupil_photos (id, school_id, pupil_id, picture, created_at)
                     SELECT id, school_id, id, CAST('zqxpupil' AS BLOB), 0 FROM pupils;
                 UPDATE audit_log SET new_value = '{{\"key\":[\"ZqxPupilForename1\"]}}' WHERE action = 'assign pupils';
                 UPDATE audit_log SET subject_name = 'ZqxPupil' WHERE subject_kind IN ('observation', 'pupil')",
                BORN[0], OBSERVED[0]
            ))
            .await;
        let ids = "SELECT id FROM pupils UNION ALL SELECT id FROM observations";
        let ids = sqlx::query_scalar(ids).fetch_all(&mut house.connection().await).await.unwrap();
        assert!(house.number(&format!("SELECT COUNT(*) FROM pupil_workers WHERE member_id = '{member}'")).await > 5);
        let one = async |query: &str| house.texts(query).await.remove(0);
        Self {
            ids,
            pupil: one(&format!("SELECT MIN(id) FROM pupils WHERE left_on IS NULL AND class_key = '{CLASS}'")).await,
            left: one("SELECT MIN(id) FROM pupils WHERE left_on IS NOT NULL").await,
            observation: one("SELECT MIN(id) FROM observations").await,
        }
    }

    /// The first marker in an answer's body and headers, besides what was asked for: an address is repeated in links.
    pub fn found(&self, asked: &str, answer: &Answer) -> Option<String> {
        let headers: String = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
        self.found_in(asked, &format!("{headers}\n{}", answer.body))
    }

    /// The first marker in a text.
    pub fn found_in(&self, asked: &str, text: &str) -> Option<String> {
        let (asked, mut text) = (asked.to_lowercase(), text.to_lowercase());
        let mut is_asked = |mark: &str| {
            let is_asked = asked.contains(mark);
            if is_asked {
                text = text.replace(mark, "");
            }
            is_asked
        };
        is_asked(CLASS);
        let known: Vec<&String> = self.ids.iter().filter(|id| !is_asked(id)).collect();
        // Ids have hyphens in JSON, and none in addresses.
        let plain = text.replace('-', "");
        [MARK, BORN[0], BORN[1], OBSERVED[0], OBSERVED[1]]
            .into_iter()
            .filter(|mark| text.contains(mark))
            .chain(known.into_iter().map(String::as_str).filter(|id| plain.contains(*id)))
            .map(|mark| excerpt(&text, mark))
            .next()
    }
}

fn excerpt(text: &str, mark: &str) -> String {
    let at = text.find(mark).unwrap_or_default();
    text.chars().skip(text[..at].chars().count().saturating_sub(40)).take(100).collect()
}
