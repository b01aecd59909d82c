//! The Lambda `announce`.

use functions::lambda::run_announce;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run_announce().await
}
