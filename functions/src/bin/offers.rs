//! The Lambda `offers`.

use functions::lambda::run;
use functions::route::OFFERS;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(OFFERS).await
}
