//! Which files are accepted as lists of staff, and the messages for those refused.

use crate::import::{count, preview, stage, staged};
use crate::test_context::{Person, TestContext};
use backend::import;
use domain::import::{Decisions, PreviewFilter, RowClass};
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A minimal spreadsheet with these cells.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let cells = |cells: &[&str]| {
        cells
            .iter()
            .map(|cell| {
                if cell.starts_with("<f>") {
                    format!("<c>{cell}</c>")
                } else {
                    format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")
                }
            })
            .collect::<String>()
    };
    let rows: String = rows.iter().map(|row| format!("<row>{}</row>", cells(row))).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zipped(&[
        ("_rels/.rels", format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes()),
        ("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Staff\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>").as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
    ])
}

both! {
    async fn files_are_known_by_what_is_in_them(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let people = async |file: &[u8]| {
            let id = staged(&world, &owner, file).await;
            let view = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::New))).await;
            import::discard(&world.backend, &owner.actor, id).await.unwrap();
            view.rows.into_iter().map(|row| (row.name, row.email, row.role)).collect::<Vec<_>>()
        };
        let zoe = |role| vec![("Zoë Ng".to_owned(), "zoe@hillside.uk".to_owned(), Some(HeldRole::standard(role)))];
        let sheet = workbook(&[&["Forename", "Surname", "Email", "Post"], &["Zoë", "Ng", "zoe@hillside.uk", "Cook"]]);
        assert_eq!(people(&sheet).await, zoe(Role::MinimalReadOnly));
        let users = "sourcedId,status,enabledUser,givenName,familyName,email,username\nu1,active,true,Zoë,Ng,zoe@hillside.uk,zoe@hillside.uk\nu2,tobedeleted,true,Old,One,old@hillside.uk,old\nu3,active,false,Off,One,off@hillside.uk,off\nu4,active,true,Pu,Pil,pupil@hillside.uk,pupil\n";
        let roles = "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,secondary,proctor,o\nr2,u1,primary,teacher,o\nr3,u4,primary,student,o\n";
        assert_eq!(people(&zipped(&[("manifest.csv", b"a,b"), ("export/users.csv", users.as_bytes()), ("export/roles.csv", roles.as_bytes())])).await, zoe(Role::FullEdit));
        let older = "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,email\nu1,,true,\"o1,o2\",aide,zoe,Zoë,Ng,zoe@hillside.uk\nu2,,true,o1,parent,pa,Pa,Rent,pa@hillside.uk";
        assert_eq!(people(older.as_bytes()).await, zoe(Role::PartialEdit));
        let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Forename;Surname;Email\r\nZoë;Ng;zoe@hillside.uk".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(people(&utf_16).await, zoe(Role::MinimalReadOnly));
        assert_eq!(people(b"Forename,Surname,Email\r\nZo\xEB,Ng,zoe@hillside.uk").await, zoe(Role::MinimalReadOnly));
        let no_header = staged_without_header(&world, &owner).await;
        assert_eq!(no_header, zoe(Role::MinimalReadOnly));
    }

    async fn files_nobody_should_bring_are_refused_in_words(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let refused = async |file: &[u8]| match stage(&world, &owner, file).await {
            Err(Problem::Form(errors)) => errors[0].sentence(),
            other => panic!("{other:?}"),
        };
        let bomb = zipped(&[("users.csv", &vec![b'a'; 120 * 1024 * 1024])]);
        assert!(bomb.len() < 1024 * 1024, "small to send");
        assert!(refused(&bomb).await.contains("unpacks to far more"));
        let wide: Vec<_> = (0..300).map(|n| format!("c{n}")).collect();
        assert!(refused(wide.join(",").as_bytes()).await.contains("more than 100 columns"));
        let cells: Vec<_> = wide.iter().map(String::as_str).collect();
        assert!(refused(&workbook(&[&cells])).await.contains("more than 100 columns"));
        assert!(refused(b"").await.contains("Choose a file"));
        assert!(refused(b"\n\n").await.contains("empty"));
        assert!(refused(&workbook(&[])).await.contains("empty"));
        assert!(refused(b"%PDF-1.7").await.contains("PDF"));
        assert!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]).await.contains(".xls"));
        assert!(refused(&bomb[..bomb.len() / 2]).await.contains("damaged"));
        assert!(refused(&zipped(&[("orgs.csv", b"a")])).await.contains("users.csv"));
        assert!(refused(b"sourcedId,userSourcedId,roleType,role\nr,u,primary,teacher").await.contains("roles.csv"));
        assert_eq!(world.number("SELECT COUNT(*) FROM imports").await, 0);
        // A formula in every cell: each row is refused with a reason.
        for file in [b"Forename,Surname,Email\n=1+1,=cmd|' /C calc'!A0,@SUM(A1)".to_vec(), workbook(&[&["Forename", "Surname"], &["<f>1+1</f>", "<f>A1</f>"]])] {
            let id = staged(&world, &owner, &file).await;
            let view = preview(&world, &owner, id, None).await;
            assert!(!view.changes_anything);
            assert!(count(&view, PreviewFilter::Class(RowClass::New)) == 0);
        }
    }
}

async fn staged_without_header(world: &TestContext, owner: &Person) -> Vec<(String, String, Option<HeldRole>)> {
    let id = stage(world, owner, "Zoë,Ng,zoe@hillside.uk").await.unwrap();
    let columns = ["first_name", "last_name", "email"]
        .iter()
        .enumerate()
        .map(|(place, code)| (format!("column_{place}"), (*code).to_owned()))
        .collect();
    import::match_columns(&world.backend, &owner.actor, id, false, columns).await.unwrap();
    let other_role = Some(Role::MinimalReadOnly.code().to_owned());
    import::decide(&world.backend, &owner.actor, id, &Decisions { other_role, ..Decisions::default() }).await.unwrap();
    preview(world, owner, id, None).await.rows.into_iter().map(|row| (row.name, row.email, row.role)).collect()
}
