//! The Lambda `payments`.

use functions::lambda::run;
use functions::route::Function;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(Function::Payments).await
}
