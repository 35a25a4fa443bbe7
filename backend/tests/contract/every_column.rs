//! Every table and column, from the database's own catalogue, so that tables added later are checked too.

use crate::test_context::TestContext;
use sqlx::{AssertSqlSafe, Row as _};

impl TestContext {
    fn is_postgres(&self) -> bool {
        self.backend.store().database() == backend::store::Database::Postgres
    }

    /// The names of all tables except the list of migrations.
    pub async fn tables(&self) -> Vec<String> {
        let sql = if self.is_postgres() {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
        } else {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        };
        let mut tables = self.texts(sql).await;
        tables.retain(|table| table != "_sqlx_migrations");
        tables
    }

    /// A table's columns of text.
    pub async fn text_columns(&self, table: &str) -> Vec<String> {
        let sql = if self.is_postgres() {
            format!(
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' AND data_type = 'text'"
            )
        } else {
            format!("SELECT name FROM pragma_table_info('{table}') WHERE lower(type) = 'text'")
        };
        self.texts(&sql).await
    }

    /// A table's columns, each with an expression that turns it into text: bytes in hexadecimal.
    async fn columns(&self, table: &str) -> Vec<(String, String)> {
        let sql = if self.is_postgres() {
            format!(
                "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}'"
            )
        } else {
            format!("SELECT name, lower(type) FROM pragma_table_info('{table}')")
        };
        let found = sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.pool).await.unwrap();
        let column = |name: String, kind: String| {
            let text = match (kind.as_str(), self.is_postgres()) {
                ("bytea", true) => format!("encode({name}, 'hex')"),
                ("bytea" | "blob", false) => format!("lower(hex({name}))"),
                _ => format!("CAST({name} AS TEXT)"),
            };
            (name, text)
        };
        found.iter().map(|found| column(found.get(0), found.get(1))).collect()
    }

    /// Where any of the marks occurs: "table.column" and the text around it. Marks are also searched for as bytes.
    pub async fn places_of(&self, marks: &[&str]) -> Vec<(String, String)> {
        let mut places = Vec::new();
        for table in self.tables().await {
            for (column, text) in self.columns(&table).await {
                for found in self.texts(&format!("SELECT {text} FROM {table}")).await {
                    let folded = found.to_lowercase();
                    if marks.iter().any(|mark| folded.contains(&mark.to_lowercase()) || folded.contains(&hex(mark))) {
                        places.push((format!("{table}.{column}"), found));
                    }
                }
            }
        }
        places
    }

    /// The tables without rows.
    pub async fn empty_tables(&self) -> Vec<String> {
        let mut empty = Vec::new();
        for table in self.tables().await {
            if self.number(&format!("SELECT COUNT(*) FROM {table}")).await == 0 {
                empty.push(table);
            }
        }
        empty
    }
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}
