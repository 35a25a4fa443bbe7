//! The protocol with the child process: postcard, which is compact and fast.

use super::Task;
use crate::limits;
use domain::upload::ParsingFailure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

pub(super) use crate::limits::PARSING_ANSWER as MOST_ANSWER;

/// The header before the file: its own length in two bytes, the task, and the file's length.
pub(super) fn head(task: &Task, length: usize) -> Result<Vec<u8>, postcard::Error> {
    let said = postcard::to_stdvec(&(task, length as u64))?;
    let size = u16::try_from(said.len()).map_err(|_| postcard::Error::SerializeBufferFull)?;
    Ok([size.to_le_bytes().as_slice(), said.as_slice()].concat())
}

/// Reads a task and its whole file.
pub(super) fn request(from: &mut impl Read) -> io::Result<(Task, Vec<u8>)> {
    let mut size = [0; 2];
    from.read_exact(&mut size)?;
    let mut head = vec![0; usize::from(u16::from_le_bytes(size))];
    from.read_exact(&mut head)?;
    let (task, length): (Task, u64) = postcard::from_bytes(&head).map_err(io::Error::other)?;
    let mut file = Vec::with_capacity(usize::try_from(length.min(limits::PARSING_FILE)).unwrap_or_default());
    from.take(length.min(limits::PARSING_FILE)).read_to_end(&mut file)?;
    if file.len() as u64 == length { Ok((task, file)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Serialises an answer as a stream, so that it is not in memory twice.
pub(super) fn write(answer: &impl Serialize, to: &mut impl Write) -> Result<(), postcard::Error> {
    postcard::to_io(answer, to).map(|_| ())
}

/// Deserialises an answer, which must use all of the bytes.
pub(super) fn read<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ParsingFailure> {
    match postcard::take_from_bytes(answer) {
        Ok((answer, [])) => Ok(answer),
        _ => Err(ParsingFailure::Crashed),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::import::{ListFault, ReadingChoices, Table, TableRow};
    use domain::photo::Crop;

    #[test]
    fn a_request_arrives_whole_or_not_at_all() {
        let sheets = ReadingChoices { sheets: vec!["Staff".repeat(20); 5], ..ReadingChoices::default() };
        for task in [Task::StaffList(sheets), Task::Photo(Crop::new(0.25, 0.5, 3.0))] {
            let sent = [head(&task, 5).unwrap(), b"a,b\n1".to_vec()].concat();
            assert_eq!(request(&mut sent.as_slice()).unwrap(), (task.clone(), b"a,b\n1".to_vec()));
            for length in 0..sent.len() {
                assert!(request(&mut &sent[..length]).is_err(), "{length} bytes of {}", sent.len());
            }
        }
        let endless = head(&Task::StaffList(ReadingChoices::default()), usize::MAX).unwrap();
        assert!(request(&mut endless.as_slice()).is_err());
    }

    #[test]
    fn an_answer_is_read_whole_or_is_a_failure() {
        let row = TableRow { number: 7, sheet: 0, cells: vec!["Zoë".to_owned(), String::new()] };
        let table: Result<Table, ListFault> = Ok(Table { rows: vec![row], width: 2, ..Table::default() });
        let mut sent = Vec::new();
        write(&table, &mut sent).unwrap();
        assert_eq!(read::<Result<Table, ListFault>>(&sent), Ok(table));
        for length in 0..sent.len() {
            assert_eq!(read::<Result<Table, ListFault>>(&sent[..length]), Err(ParsingFailure::Crashed), "{length}");
        }
        sent.push(0);
        assert_eq!(read::<Result<Table, ListFault>>(&sent), Err(ParsingFailure::Crashed));
        // A vector that claims a huge length allocates nothing before its elements arrive.
        assert_eq!(read::<Vec<String>>(&[0xff; 9]), Err(ParsingFailure::Crashed));
    }
}
