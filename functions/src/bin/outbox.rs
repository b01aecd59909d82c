//! The Lambda `outbox`.

use functions::lambda::run_outbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_outbox().await
}
