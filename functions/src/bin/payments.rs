//! The Lambda `payments`.

use functions::function::Function;
use functions::lambda::run;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    run(Function::Payments).await
}
