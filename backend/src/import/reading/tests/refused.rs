//! Files that are refused, each with the reason.

use super::files::{workbook, zipped};
use super::*;
use domain::day::Day;

#[test]
fn files_of_other_kinds_say_what_they_are() {
    let compound = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], vec![0; 512].as_slice(), &wide].concat()
    };
    for (file, kind) in [
        (compound("Workbook"), ListFault::OldSpreadsheet),
        (compound("EncryptedPackage"), ListFault::Encrypted),
        (compound("WordDocument"), ListFault::Document),
        (b"\x09\x04\x06\x00\x00\x00".to_vec(), ListFault::OldSpreadsheet),
        (b"%PDF-1.7".to_vec(), ListFault::Pdf),
        (b"\x89PNG\r\n".to_vec(), ListFault::Picture),
        (b"{\\rtf1".to_vec(), ListFault::Document),
        (b"\xEF\xBB\xBF<html><body><table><tr><td>Forename".to_vec(), ListFault::WebPage),
        (b"<div>\n<table border=1>".to_vec(), ListFault::WebPage),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".to_vec(), ListFault::OldSpreadsheet),
        (b"<?xml version=\"1.0\"?><staff/>".to_vec(), ListFault::Data),
        (b"[{\"forename\":\"Amy\"}]".to_vec(), ListFault::Data),
        (zipped(&[("xl/workbook.bin", b"x")]), ListFault::BinaryWorkbook),
        (zipped(&[("Index/Document.iwa", b"x")]), ListFault::Numbers),
        (zipped(&[("word/document.xml", b"x")]), ListFault::Document),
        (zipped(&[("orgs.csv", b"a")]), ListFault::NoUsers),
        (zipped(&[("a.csv", b"Forename,Surname"), ("b.csv", b"Forename,Surname")]), ListFault::SeveralLists),
        (zipped(&[("photo.jpg", b"x")]), ListFault::NoUsers),
        (b"sourcedId,userSourcedId,roleType,role\nr,u,primary,teacher".to_vec(), ListFault::OnlyRoles),
        (b"\n\n".to_vec(), ListFault::Empty),
        (b" , \r\n,".to_vec(), ListFault::Empty),
        (workbook(&[]), ListFault::Empty),
    ] {
        assert_eq!(super::fault(&file), kind, "{:?}", String::from_utf8_lossy(&file[..file.len().min(60)]));
        assert!(kind.sentence().len() > 20);
    }
}

#[test]
fn wide_files_are_refused_at_once() {
    let wide: Vec<String> = (0..50_000).map(|n| format!("c{n}")).collect();
    let begun = std::time::Instant::now();
    let most = ListFault::TooManyColumns { row: 1, most: 100 };
    assert_eq!(fault(wide.join(",").as_bytes()), most);
    let cells: Vec<&str> = wide.iter().map(String::as_str).collect();
    assert_eq!(fault(&workbook(&[&cells])), most);
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn lists_of_pupils_are_refused() {
    let say = |text: &str| {
        let choices = ReadingChoices { today: Day::new(2026, 11, 28), ..ReadingChoices::default() };
        read(text.as_bytes(), &choices).err()
    };
    let pupils = |has_upns, has_births| Some(ListFault::Pupils { has_upns, has_births });
    for (text, fault) in [
        ("Forename,Surname,UPN,DOB\nAmy,Webb,B801200005001,01/02/2018", pupils(true, true)),
        ("Forename,Surname,Number\nAmy,Webb,B801200005001", pupils(true, false)),
        ("Forename,Surname,Date of birth\nAmy,Webb,01/02/2018\nBo,Ng,03/04/2019", pupils(false, true)),
        ("Forename,Surname,DOB,Year group\nAmy,Webb,x,3", pupils(false, true)),
        ("Pupil name,Forename,Surname,Birth date\nx,Amy,Webb,2018-02-01", pupils(false, true)),
        ("Forename,Surname,Date of birth\nAmy,Webb,01/02/1988\nBo,Ng,03/04/1979", None),
        ("Forename,Surname,Year group\nAmy,Webb,3", None),
        ("Forename,Surname,UPN\nAmy,Webb,", None),
    ] {
        assert_eq!(say(text), fault, "{text}");
    }
    assert_eq!(
        ListFault::Pupils { has_upns: true, has_births: true }.sentence(),
        "This looks like a list of pupils: it has UPNs and dates of birth. Nothing of it was kept. Choose the list of staff"
    );
}
