//! The Lambda `checkout`.

use functions::lambda::run_paying;
use functions::route::CHECKOUT;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_paying(CHECKOUT).await
}
