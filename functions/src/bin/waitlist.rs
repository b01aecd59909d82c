//! The Lambda `waitlist`.

use functions::function::Function;
use functions::lambda::run;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(Function::Waitlist).await
}
