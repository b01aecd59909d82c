//! How fast an audience is imported into the embedded database:
//!
//! ```console
//! $ cargo run --release -p generator --example import-speed
//! $ cargo run --release -p generator --example import-speed -- 10000
//! ```
//!
//! Beside it, into the same file in the same run, the floor: as many plain rows put right into the database, without
//! HTTP, the SDK, conditions or encryption. Times differ from machine to machine; the ratios hardly do.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use domain::address::EmailAddress;
use domain::audience::Basis;
use domain::slug::Slug;
use dynoxide::Database;
use dynoxide::actions::put_item::PutItemRequest;
use dynoxide::types::AttributeValue;
use functions::import::{Import, Purpose, import, mailable};
use generator::serve::backstage::{Backstage, Data};

/// As many as the largest lists that creators bring along.
const ROWS: usize = 100_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let rows = std::env::args().nth(1).map_or(Ok(ROWS), |rows| rows.parse())?;
    let addresses = (0..rows).map(|row| EmailAddress::parse(&format!("student.{row}@example.no")));
    let addresses: Vec<EmailAddress> = addresses.collect::<Result<_, _>>()?;
    let folder = tempfile::tempdir()?;
    let backstage = Backstage::start(&Data::Kept(folder.path().to_owned()), 0).await?;
    let app = backstage.app_without_portal()?;
    let (audience, basis) = (Slug::parse("students")?, Basis::parse("bought course X")?);

    let begun = Instant::now();
    put_plain_rows(&folder.path().join("data.sqlite"), rows)?;
    let floor = begun.elapsed().as_secs_f64();
    tell("floor: plain rows, put right into the database", rows, floor, floor);
    for (what, purpose) in [
        ("imported for matching", Purpose::Matching),
        ("imported for mailing, over that", Purpose::Mailing),
        ("imported for matching once more", Purpose::Matching),
    ] {
        let said = Import { audience: audience.clone(), basis: basis.clone(), purpose };
        let begun = Instant::now();
        import(&app, &said, &addresses, || ()).await?;
        tell(what, rows, begun.elapsed().as_secs_f64(), floor);
    }
    let begun = Instant::now();
    let mailed = mailable(&app, &audience).await?.len();
    tell("walked through, each address opened", mailed, begun.elapsed().as_secs_f64(), floor);
    Ok(())
}

fn put_plain_rows(path: &Path, rows: usize) -> Result<(), Box<dyn Error>> {
    let database = Database::new(&path.to_string_lossy())?;
    // As `serve` opens it: no write waits for the disk.
    database.disable_bulk_loading()?;
    for row in 0..rows {
        let attributes =
            [("pk", format!("floor#{row:043}")), ("sk", "students".to_owned()), ("basis", "x".repeat(30))];
        let item: HashMap<_, _> =
            attributes.map(|(name, value)| (name.to_owned(), AttributeValue::S(value))).into();
        database.put_item(PutItemRequest {
            table_name: "terskel".to_owned(),
            item,
            ..PutItemRequest::default()
        })?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn tell(what: &str, rows: usize, seconds: f64, floor: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let speed = rows as f64 / seconds;
    println!(
        "{what:<50} {rows:>7} in {seconds:>6.1} s {speed:>8.0} a second {:>6.1} times the floor",
        seconds / floor
    );
}
