//! Use cases and the database.
