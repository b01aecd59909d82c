//! The mails that the stand-in was given to send.

use std::time::Duration;

use serde_json::Value;

pub(crate) struct Mailbox {
    client: reqwest::Client,
    url: String,
}

/// A mail that has not come after this will not come.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(200);

impl Mailbox {
    pub(crate) fn at(stand_in: &str) -> Self {
        Self { client: reqwest::Client::new(), url: format!("{stand_in}/_ministack/ses/messages") }
    }

    /// The newest link to `path` in a mail to `address`, as soon as there is one.
    pub(crate) async fn link(&self, address: &str, path: &str) -> String {
        let found = async {
            loop {
                if let Some(link) = self.newest(address, path).await {
                    return link;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        tokio::time::timeout(PATIENCE, found)
            .await
            .unwrap_or_else(|_| panic!("no mail to {address} leads to {path}"))
    }

    async fn newest(&self, address: &str, path: &str) -> Option<String> {
        let answer = self.client.get(&self.url).send().await.expect("an answer").text().await.expect("text");
        let messages: Value = serde_json::from_str(&answer).expect("JSON");
        let accounts = messages["messages"].as_object().expect("accounts").values();
        let mails = accounts.flat_map(|mails| mails.as_array().expect("mails"));
        let ours = mails.filter(|mail| mail["To"].to_string().contains(address));
        let texts: Vec<&str> = ours.filter_map(|mail| mail["BodyText"].as_str()).collect();
        let links = texts.iter().rev().flat_map(|text| text.split_whitespace());
        links
            .map(|word| word.trim_matches(|sign| "<>()".contains(sign)))
            .find(|word| word.contains(path))
            .map(str::to_owned)
    }
}
