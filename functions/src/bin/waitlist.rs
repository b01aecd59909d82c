//! The Lambda `waitlist`.

use functions::lambda::run;
use functions::route::WAITLIST;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(WAITLIST).await
}
