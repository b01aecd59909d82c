//! The sample portal served on any free port, with data in a folder of its own, until standard input ends: what the Lambdas'
//! binaries and the load in `functions/benches/` are measured against.
//!
//! It prints what a Lambda's environment must say to reach the same table, line by line, and the portal's address last.

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::path::Path;

use generator::serve::backstage::Data;
use generator::serve::real_payments::Payments;
use generator::serve::{Options, start};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let data = tempfile::tempdir()?;
    let running = start(Options {
        sources: (&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")).into(),
        data: Data::Kept(data.path().to_owned()),
        port: 0,
        now: None,
        by_itself: false,
        webhooks: None,
        payments: Payments::default(),
        bare: false,
    })
    .await?;
    let ports = running.ports();
    let mut out = std::io::stdout();
    for (name, value) in [
        ("AWS_ENDPOINT_URL_DYNAMODB", ports.table.ok_or("the table is elsewhere")?.as_str()),
        ("AWS_ENDPOINT_URL_SESV2", &ports.mails),
        ("AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE", &ports.gate_store),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_REGION", "local"),
        ("TERSKEL_PAYMENTS_URL", &ports.payments),
        ("TERSKEL_TABLE", "terskel"),
        ("URL", running.url()),
    ] {
        writeln!(out, "{name}={value}")?;
    }
    out.flush()?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    running.stop().await;
    Ok(())
}
