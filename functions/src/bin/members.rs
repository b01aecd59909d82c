//! The Lambda `members`.

use functions::lambda::run;
use functions::route::MEMBERS;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(MEMBERS).await
}
