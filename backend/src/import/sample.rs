//! A sample list for trying out an import: the demonstration's people as its MIS would export them, with a few
//! changes.

use crate::demo::staff_for_sample;
use crate::export::csv_file;

/// The index of the person whose job title differs in the MIS.
const PROMOTED: usize = 7;
/// The index of the person missing from the MIS.
const GONE: usize = 11;

const HEADINGS: [&str; 8] =
    ["Staff ID", "Title", "Forename", "Surname", "Work Email", "Staff Code", "Post", "Leaving date"];

/// The sample, as a CSV file.
pub fn csv() -> String {
    let mut rows: Vec<[String; 8]> = Vec::new();
    for (number, person) in staff_for_sample().into_iter().enumerate() {
        let id = format!("S{:03}", number + 1);
        let [title, first, last, email, code, job] = person;
        let job = match number {
            // One person has been promoted, and one is no longer in the MIS.
            PROMOTED => format!("{job}, reading lead"),
            GONE => continue,
            _ => job,
        };
        rows.push([id, title, first, last, email, code, job, String::new()]);
    }
    for cells in [
        ["S101", "Miss", "Bethan", "Rowlands", "bethan.rowlands@hillside-primary.example", "BRO", "Year 3 teacher", ""],
        [
            "S102",
            "Mr",
            "Imran",
            "Qureshi",
            "imran.qureshi@hillside-primary.example",
            "IQU",
            "Teaching assistant, Year 5",
            "",
        ],
        ["S103", "Mrs", "Dolores", "Ferreira", "", "DFE", "Lunchtime supervisor", ""],
        ["S104", "Ms", "Kit", "Marsh", "office@hillside-primary.example", "KMA", "Cleaner", ""],
        ["S105", "Mr", "Ken", "Marsh", "office@hillside-primary.example", "KEM", "Caretaker", ""],
        // Shares a name with an existing person who is not in the list.
        ["S106", "Mrs", "Patricia", "van der Merwe", "p.merwe@hillside-primary.example", "PME", "Librarian", ""],
        [
            "S107",
            "Mr",
            "Former",
            "Teacher",
            "former.teacher@hillside-primary.example",
            "FTE",
            "Year 6 teacher",
            "31/08/2025",
        ],
        ["S108", "Mr", "Wrong", "Address", "wrong.address.hillside-primary.example", "WAD", "Year 1 teacher", ""],
    ] {
        rows.push(cells.map(str::to_owned));
    }
    csv_file::small(HEADINGS, rows)
}
