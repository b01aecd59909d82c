//! Data files: templates get what they hold.

use serde_json::{Value, json};

use crate::portal::{PortalFolder, assert_mistakes};

fn data_of(portal: &PortalFolder) -> Value {
    json!(portal.output().snapshot.site.data)
}

#[test]
fn yaml_json_and_csv_are_read_by_their_names() {
    let portal = PortalFolder::small()
        .with("data/prices.yaml", "- what: Ti timer\n  price: 900\n  from: 2026-08-01\n")
        .with("data/team.json", r#"{ "lead": "Ingrid" }"#)
        .with("data/rows.csv", "what,price\n\"En, to\",100\n")
        .with("data/rader.csv", "hva;pris\nEn time;1,5\n");
    let expected = json!({
        "prices": [{ "what": "Ti timer", "price": 900, "from": "2026-08-01" }],
        "team": { "lead": "Ingrid" },
        "rows": [{ "what": "En, to", "price": "100" }],
        "rader": [{ "hva": "En time", "pris": "1,5" }],
    });
    assert_eq!(data_of(&portal), expected);
    assert_eq!(portal.warnings(), "");
}

#[test]
fn data_have_no_address() {
    let portal = PortalFolder::small().with("data/prices.yaml", "hemmelig: ja\n");
    assert!(!portal.output().files().any(|(path, _)| path.as_str().contains("prices")));
}

#[test]
fn what_is_wrong_in_data_is_told_where_it_stands() {
    let portal = PortalFolder::small()
        .with("data/broken.yaml", "a: b: c\n")
        .with("data/cut.json", "{\n  \"a\": 1,\n}\n")
        .with("data/ragged.csv", "a,b\n1,2\n1,2,3\n")
        .with("data/same.csv", "a,a\n1,2\n");
    assert_mistakes(
        &portal,
        r"
error: broken YAML: mapping values are not allowed in this context
 --> content/data/broken.yaml:1:5
  |
1 | a: b: c
  |     ^
  |
  = help: put a value with a colon in it between quotes

error: broken JSON: trailing comma
 --> content/data/cut.json:3:1
  |
3 | }
  | ^
  |
  = help: look for a missing quote, comma or bracket here or just above

error: this row has 3 cells, and the first has 2
 --> content/data/ragged.csv:3:1
  |
3 | 1,2,3
  | ^^^^^
  |
  = help: give each row as many cells as the first; one with a comma in it stands between quotes

error: two columns have the name `a`
 --> content/data/same.csv:1:1
  |
1 | a,a
  | ^^^
  |
  = help: name each column in the first row, each otherwise
",
    );
}

#[test]
fn a_name_can_be_said_in_a_template_and_stands_for_one_file() {
    let portal = PortalFolder::small()
        .with("data/Våre-priser.yaml", "a: 1\n")
        .with("data/inner/x.yaml", "a: 1\n")
        .with("data/notes.txt", "a")
        .with("data/x.csv", "a\n1\n")
        .with("data/x.json", "1");
    assert_mistakes(
        &portal,
        r"
error: templates cannot say `data.Våre-priser`
--> content/data/Våre-priser.yaml
 = help: name it as in `vare_priser.yaml`: lower-case letters a-z, then also digits and `_`

error: `data/inner/x.yaml` lies in a folder of its own
--> content/data/inner/x.yaml
 = help: put data right into `data`

error: `data/notes.txt` is not read as data
--> content/data/notes.txt
 = help: data are read from files that end in `.yaml`, `.json` or `.csv`

error: `data/x.csv` and `data/x.json` would both be `data.x`
--> content/data/x.json
 = help: rename one of them
",
    );
}
