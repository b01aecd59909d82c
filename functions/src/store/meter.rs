//! Tells at level debug of every request that goes out to the table, so that what measures them misses none; what a call
//! cost is told where its answer is read.

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

/// What the table's client shows each request to.
#[derive(Debug)]
pub(crate) struct Meter;

impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "Meter"
    }

    /// Here a request passes that is about to be sent; one that is sent again passes again, as another attempt of the
    /// same call.
    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let header = |name| context.request().headers().get(name).unwrap_or_default();
        let operation = header("x-amz-target").rsplit('.').next().unwrap_or_default();
        let is_again = !header("amz-sdk-request").starts_with("attempt=1;");
        tracing::debug!(operation, is_again, "a request to the table");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read as _, Write as _};
    use std::net::TcpListener;
    use std::sync::{Arc, Mutex};
    use std::thread;

    use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
    use aws_sdk_dynamodb::{Client, Config};

    use super::Meter;
    use crate::patience;

    /// A table's endpoint that fails at first and answers the second request, each on a connection of its own.
    fn failing_once() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for status in ["500 Internal Server Error", "200 OK"] {
                let (mut stream, _) = listener.accept().unwrap();
                let read = stream.read(&mut [0; 4096]).unwrap();
                assert!(read > 0, "a request");
                write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}")
                    .unwrap();
            }
        });
        url
    }

    /// Lines of a log, kept.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_call_that_is_asked_again_is_told_twice() {
        let (lines, url) = (Lines::default(), failing_once());
        let kept = lines.clone();
        let log = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false);
        let _guard = tracing::subscriber::set_default(log.with_writer(move || kept.clone()).finish());
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .region(Region::new("local"))
            .credentials_provider(Credentials::new("local", "local", None, None, "test"))
            .retry_config(patience::retries())
            .interceptor(Meter)
            .endpoint_url(url);
        Client::from_conf(config.build()).get_item().table_name("table").send().await.unwrap();
        let told = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        let told: Vec<&str> = told.lines().filter(|line| line.contains("a request to the table")).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].ends_with("operation=\"GetItem\" is_again=false"), "{told:?}");
        assert!(told[1].ends_with("operation=\"GetItem\" is_again=true"), "{told:?}");
    }
}
