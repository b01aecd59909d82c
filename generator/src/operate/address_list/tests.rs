use std::fmt::Write as _;
use std::path::Path;

use domain::address::EmailAddress;
use proptest::prelude::*;

use super::{AddressList, read};
use crate::diagnostics::Colour;
use crate::failure::Failure;

fn list(bytes: impl AsRef<[u8]>) -> Result<AddressList, Failure> {
    read(Path::new("kurs.csv"), bytes.as_ref())
}

fn texts(addresses: &[EmailAddress]) -> Vec<&str> {
    addresses.iter().map(EmailAddress::as_str).collect()
}

fn addresses(bytes: impl AsRef<[u8]>) -> Vec<String> {
    texts(&list(bytes).unwrap().addresses).into_iter().map(str::to_owned).collect()
}

fn told(list: &AddressList) -> String {
    list.told.iter().fold(String::new(), |told, diagnostic| told + &diagnostic.render(Colour::None) + "\n")
}

fn utf_16(text: &str, mark: u16, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(mark).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn lists_are_read_as_spreadsheets_write_them() {
    let excel = "E-post\tNavn\r\nkari@example.no\tKåre, ja\r\n";
    for bytes in [
        b"name,email\nKari,kari@example.no\n".to_vec(),
        b"\xef\xbb\xbfE-post;Navn\r\nkari@example.no;K\xc3\xa5re, ja\r\n".to_vec(),
        b"Navn;E-postadresse\r\nK\xe5re \x96 ja;kari@example.no\r\n".to_vec(),
        b"EMAIL ADDRESS\tname\n\"kari@example.no\"\tKari\n".to_vec(),
        b"epost\nkari@example.no".to_vec(),
        b"epost\r\rkari@example.no\r".to_vec(),
        b"sep=|\nNavn|e_post\nOla, Kari; og Per|kari@example.no\n".to_vec(),
        b"\"Nordmann, fornavn\";\"E-Mail Adresse\"\nKari;kari@example.no\n".to_vec(),
        utf_16(excel, 0xfeff, u16::to_le_bytes),
        utf_16(excel, 0xfeff, u16::to_be_bytes),
    ] {
        let list = list(&bytes).unwrap();
        assert_eq!(texts(&list.addresses), ["kari@example.no"], "{bytes:?}");
        assert_eq!(told(&list), "");
    }
}

#[test]
fn a_list_from_mailchimp_is_read() {
    let export = "\
\"Email Address\",\"First Name\",\"Last Name\",Address,\"Phone Number\",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
kari@example.no,Kari,Nordmann,\"Storgata 1  Oslo  0155  NO\",,2,\"2025-01-15 10:30:00\",,\"2025-01-15 10:31:02\",192.0.2.1,59.9,10.7,1,2,Europe/Oslo,NO,03,\"2025-01-15 10:31:02\",1234,810826c56e,,\"\"\"kurs x\"\",\"\"elev\"\"\"
ola@example.no,Ola,,,,3,,,\"2025-02-01 08:00:00\",,,,,,,,,\"2025-02-01 08:00:00\",1235,810826c56f,\"Ringte
og sa \"\"ja\"\"\",
";
    let list = list(export).unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no", "ola@example.no"]);
    assert_eq!(
        (list.column.as_str(), list.bad_rows, told(&list).as_str()),
        ("column 1, `Email Address`", 0, "")
    );
}

#[test]
fn who_left_a_list_at_mailchimp_is_known_by_the_time_of_it() {
    let unsubscribed = "\
Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LAST_CHANGED,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON
kari@example.no,Kari,1,,2025-03-01 10:00:00,2025-03-01 10:00:00,Mars,NORMAL
";
    let cleaned = "\
Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LAST_CHANGED,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE
kari@example.no,Kari,1,,2025-03-01 10:00:00,2025-03-01 10:00:00,Mars
";
    for export in [unsubscribed, cleaned] {
        let list = list(export).unwrap();
        assert_eq!(texts(&list.unsubscribed), ["kari@example.no"]);
        assert!(list.addresses.is_empty());
    }
}

#[test]
fn a_list_from_kit_is_read_with_the_state_of_each() {
    let export = "\
id,first_name,email,state,created_at,tags
209,Kari,kari@example.no,active,2025-01-27T11:43:55Z,\"elev, kurs x\"
210,Ola,ola@example.no,cancelled,2025-02-03T11:43:55Z,
211,Per,per@example.no,bounced,2025-02-03T11:43:55Z,
212,Anne,anne@example.no,inactive,2025-02-03T11:43:55Z,
213,Liv,liv@example.no,complained,2025-02-03T11:43:55Z,
214,Jon,jon@example.no,cold,2025-02-03T11:43:55Z,
";
    let list = list(export).unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no", "jon@example.no"]);
    let unsubscribed = ["ola@example.no", "per@example.no", "anne@example.no", "liv@example.no"];
    assert_eq!(texts(&list.unsubscribed), unsubscribed);
    assert_eq!(list.column, "column 3, `email`");
}

#[test]
fn a_list_from_kajabi_is_read() {
    let export = "\
ID,Name,First Name,Last Name,Email,Products,Tags,Subscribed,Created At,Last Activity
1,Kari Nordmann,Kari,Nordmann,Kari@Example.no,Kurs X,elev,true,2025-01-27 11:43:55 UTC,
2,Ola Nordmann,Ola,Nordmann,ola@example.no,Kurs X,,false,2025-01-27 11:43:55 UTC,
";
    let list = list(export).unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no"]);
    assert_eq!(texts(&list.unsubscribed), ["ola@example.no"]);
    assert_eq!(list.column, "column 5, `Email`");
}

#[test]
fn a_list_from_podia_is_read() {
    let export = "\
Email,Name,Subscription,Purchases,Joined
kari@example.no,Kari Nordmann,Subscribed,1,2025-01-27
ola@example.no,Ola Nordmann,Not subscribed,1,2025-01-27
per@example.no,Per Nordmann,Unconfirmed,0,2025-01-27
";
    let list = list(export).unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no"]);
    assert_eq!(texts(&list.unsubscribed), ["ola@example.no", "per@example.no"]);
}

#[test]
fn a_state_that_is_a_place_says_nothing_of_a_subscription() {
    let list = list("email,state,unsubscribed\nkari@example.no,Oregon,\nola@example.no,CA,no\n").unwrap();
    assert_eq!((list.addresses.len(), list.unsubscribed.len()), (2, 0));
}

#[test]
fn a_list_without_names_is_read_from_its_first_row_on() {
    assert_eq!(addresses("kari@example.no\nola@example.no\n"), ["kari@example.no", "ola@example.no"]);
    let list = list("Kari;kari@example.no;x\nOla;ola@example.no;\n").unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no", "ola@example.no"]);
    assert_eq!(list.column, "column 2 of a list without names");
}

#[test]
fn an_address_may_stand_after_a_name_but_not_in_a_link() {
    let list = list("email\n\"Nordmann, Kari <Kari@Example.no>\"\n<ola@example.no>\nmailto:per@example.no\nKari <a@x.no> Ola <b@x.no>\n").unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no", "ola@example.no"]);
    assert_eq!(list.bad_rows, 2);
}

#[test]
fn of_several_columns_the_plainly_named_one_is_read_and_the_others_are_told() {
    let list =
        list("Billing Email,Email,Email Type\na@example.no,kari@example.no,html\nb@example.no,,html\n")
            .unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no"]);
    let expected = "\
warning: column 1, `Billing Email`, holds addresses too
--> kurs.csv
 = help: only those in column 2, `Email`, are read

warning: no e-mail address in line 3, column 2: the cell is empty
--> kurs.csv
 = help: the row is left out; put it right and import the file again

";
    assert_eq!(told(&list), expected);
}

#[test]
fn of_several_columns_without_a_plain_name_the_fullest_is_read() {
    let list = list("Backup email;Customer email\n;kari@example.no\nx@example.no;ola@example.no\n").unwrap();
    assert_eq!(texts(&list.addresses), ["kari@example.no", "ola@example.no"]);
    assert_eq!(list.column, "column 2, `Customer email`");
}

#[test]
fn the_name_of_the_column_is_known_in_many_languages_and_spellings() {
    for name in [
        "E-MAIL",
        "e_mail",
        "E-post",
        "e-postadressa",
        "Mejladress",
        "Adresse e-mail",
        "Adresse électronique",
        "Dirección de correo electrónico",
        "E-mailadres",
        "Sähköposti",
        "Netfang",
        "E-mail 1 - Value",
        "Your e-mail",
    ] {
        assert_eq!(addresses(format!("{name};x\nkari@example.no;y\n")), ["kari@example.no"], "{name}");
    }
}

#[test]
fn an_address_that_comes_again_is_counted_and_one_row_that_says_no_is_enough() {
    let list = list(
        "email,status\nkari@example.no,active\nKARI@example.no,\nola@example.no,active\nola@example.no,unsubscribed\n",
    );
    let list = list.unwrap();
    assert_eq!((texts(&list.addresses), list.repeated), (vec!["kari@example.no"], 2));
    assert_eq!(texts(&list.unsubscribed), ["ola@example.no"]);
}

#[test]
fn a_row_without_an_address_is_told_without_what_stands_there() {
    let list = list("name;email\nKari;kari@example.no\nOla;ola@nowhere\n").unwrap();
    assert_eq!(list.addresses.len(), 1);
    let expected = "\
warning: no e-mail address in line 3, column 2: the domain after the @ is not complete
--> kurs.csv
 = help: the row is left out; put it right and import the file again

";
    assert_eq!(told(&list), expected);
}

#[test]
fn bad_rows_are_told_by_their_true_lines_whatever_stands_between() {
    let text = "\n\nname;email\r\n\r\n;;\n\"Kari\nog\nOla\";x\n\nPer;kari@example.no\nLiv;y\n";
    let list = list(text).unwrap();
    let lines: Vec<String> = list.told.iter().map(|bad| bad.message().to_owned()).collect();
    let reason = "an e-mail address has an @ with a name before it";
    let expected = [6, 11].map(|line| format!("no e-mail address in line {line}, column 2: {reason}"));
    assert_eq!(lines, expected);
}

#[test]
fn many_bad_rows_are_counted_after_the_first_twenty() {
    let text = (0..1_000).fold("email\nkari@example.no\n".to_owned(), |text, _| text + "x\n");
    let list = list(text).unwrap();
    assert_eq!((list.bad_rows, list.told.len()), (1_000, 21));
    let expected = "\
warning: no e-mail address in 980 more rows, from line 23 on
--> kurs.csv
 = help: the row is left out; put it right and import the file again
";
    assert_eq!(list.told[20].render(Colour::None), expected);
}

#[test]
fn a_quotation_mark_that_is_never_closed_takes_no_other_row_with_it() {
    let mut text = "name;email\n\"Kari;kari@example.no\n5\" skjerm;ola@example.no\n".to_owned();
    (0..200).for_each(|row| writeln!(text, "\"x\";x{row}@example.no").unwrap());
    text += "Liv \"Livet\";liv@example.no\n\"Nordmann; Jon; x\nog så;jon@example.no\n";
    let list = list(text).unwrap();
    assert_eq!((list.addresses.len(), list.bad_rows), (204, 1));
    let expected = "line 205 cannot be read: a quotation mark in it is not closed";
    assert_eq!(list.told[0].message(), expected);
}

#[test]
fn odd_bytes_make_a_bad_row_and_nothing_worse() {
    let long = "x".repeat(1 << 20);
    for cell in
        ["kari\0@example.no", "\u{202e}kari@example.no", "kari@exam\u{2066}ple.no", &long, "a@x.no, b@x.no"]
    {
        let list = list(format!("email;name\n\"{cell}\";x\nola@example.no;y\n")).unwrap();
        assert_eq!((texts(&list.addresses), list.bad_rows), (vec!["ola@example.no"], 1));
        assert!(told(&list).len() < 400, "{}", told(&list));
    }
    assert_eq!(addresses(b"email\n\xff\xfe@example.no\nola@example.no"), ["ola@example.no"]);
}

#[test]
fn a_list_without_a_column_of_addresses_is_refused() {
    let expected = "\
error: the first line names no column `email`
 --> kurs.csv:1:1
  |
1 | navn;adresse
  | ^^^^^^^^^^^^
  |
  = help: name the column with the addresses `email` or `e-post`; found `navn`, `adresse`

";
    assert_eq!(list("navn;adresse\nKari;Veien 1\n").unwrap_err().to_string(), expected);
    let expected = "\
error: the first line names no column `email`
--> kurs.csv
 = help: name the column with the addresses `email` or `e-post`

";
    for hidden in ["Kari;kari@nowhere\n".to_owned(), "x;".repeat(200), "a\0b;c".to_owned()] {
        assert_eq!(list(hidden).unwrap_err().to_string(), expected);
    }
}

#[test]
fn what_is_no_list_is_refused() {
    let expected = "\
error: there is no e-mail address in the file
--> kurs.csv
 = help: write one address a line below the line with the names

";
    for empty in ["", "\n\n", "\u{feff}", ";;\n"] {
        assert_eq!(list(empty).unwrap_err().to_string(), expected, "{empty:?}");
    }
    let expected = "\
error: this is a spreadsheet's own file, not a list
--> kurs.csv
 = help: save it as CSV (UTF-8) in the spreadsheet

";
    assert_eq!(list(b"PK\x03\x04\x14\0\x06\0").unwrap_err().to_string(), expected);
}

/// Names with everything that must be quoted.
fn name() -> impl Strategy<Value = String> {
    "[a-zæ ,;\"\n\t]{0,12}"
}

#[test]
fn a_name_that_goes_on_to_the_next_line_is_not_said_for_it_may_be_an_address() {
    let error = list("\"\nsecret@nowhere\";x\ny;z\n").unwrap_err().to_string();
    assert!(
        error.contains("the first line names no column `email`") && !error.contains("secret@"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn what_is_written_as_csv_is_read_whole(
        rows in prop::collection::vec((name(), prop::option::of("[a-z]{1,8}"), name()), 1..40),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["name", "email", "note"]).unwrap();
        let (mut line, mut bad, mut good) = (2, Vec::new(), Vec::new());
        for (name, local, note) in &rows {
            let address = local.as_ref().map_or("nobody".to_owned(), |local| format!("{local}@example.no"));
            writer.write_record([name, &address, note]).unwrap();
            match local {
                Some(_) => good.push(address),
                None => bad.push(line),
            }
            line += 1 + [name, note].map(|cell| cell.matches('\n').count()).into_iter().sum::<usize>();
        }
        let list = list(writer.into_inner().unwrap()).unwrap();
        good.sort();
        good.dedup();
        let mut found = texts(&list.addresses);
        found.sort_unstable();
        prop_assert_eq!(found, good);
        let told = list.told.iter().zip(&bad);
        for (told, line) in told.take(20) {
            let place = format!("in line {line}, column 2");
            prop_assert!(told.message().contains(&place), "{} {}", told.message(), place);
        }
        prop_assert_eq!(list.bad_rows, bad.len());
    }

    #[test]
    fn no_bytes_make_it_panic_or_repeat_an_address(bytes in any::<Vec<u8>>(), lines in prop::collection::vec(
        prop::sample::select(vec![
            "email", "status", "unsubscribed", "kari@example.no", "secret@nowhere", "\"", "\"\"", ";", ",", "\t", "\n",
            "\r\n", "\r", "\0", "sep=;", "<", ">", "\u{feff}", "\u{202e}", "æ", " ",
        ]), 0..60,
    )) {
        for bytes in [lines.concat().into_bytes(), [lines.concat().into_bytes(), bytes].concat()] {
            let all = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
            match list(&bytes) {
                Ok(list) => {
                    prop_assert!(list.addresses.len() + list.unsubscribed.len() + list.bad_rows + list.repeated <= all * 2);
                    prop_assert!(!told(&list).contains("secret@"), "{}", told(&list));
                }
                Err(error) => prop_assert!(!error.to_string().contains("secret@"), "{error}"),
            }
        }
    }
}
