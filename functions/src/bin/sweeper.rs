//! The Lambda `sweeper`.

use functions::lambda::run_sweeper;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_sweeper().await
}
