//! The Lambda `payments`.

use functions::lambda::run_paying;
use functions::route::PAYMENTS;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_paying(PAYMENTS).await
}
