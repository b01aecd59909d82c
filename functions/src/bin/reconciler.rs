//! The Lambda `reconciler`.

use functions::lambda::run_reconciler;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_reconciler().await
}
