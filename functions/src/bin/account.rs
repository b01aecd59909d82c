//! The Lambda `account`.

use functions::lambda::run_paying;
use functions::route::ACCOUNT;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_paying(ACCOUNT).await
}
