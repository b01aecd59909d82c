//! The Lambda `access`.

use functions::lambda::run_access;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_access().await
}
