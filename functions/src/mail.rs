//! Mails: written into the outbox within a transaction, sent from there.

use std::collections::BTreeMap;

use domain::address::EmailAddress;
use domain::money::Money;
use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use themes::context::{self, LaunchView, Order};

use crate::app::App;
use crate::failure::Broken;
use crate::portal::Loaded;
use crate::present::{Present, on_behalf_of};
use crate::random;
use crate::store::Write;
use crate::store::outbox::{self, Waiting};

/// One mail to be written: its words are the wording's `mail-<key>-…`.
#[derive(Debug)]
pub(crate) struct Mail<'a> {
    pub key: &'a str,
    pub to: &'a EmailAddress,
    /// Where its button leads.
    pub href: Option<String>,
    pub order: Option<Order<'a>>,
    /// Digits that do what its button does.
    pub code: Option<&'a str>,
    /// Where one click ends these mails.
    pub unsubscribe: Option<String>,
    /// The launch that it is about, with what its reader may buy.
    pub launch: Option<&'a LaunchView>,
    /// An instant that its words mention as `$date`.
    pub date: Option<Timestamp>,
    /// An amount that its words mention as `$amount`.
    pub amount: Option<Money>,
    /// What else its words mention.
    pub args: BTreeMap<String, String>,
}

impl<'a> Mail<'a> {
    /// A mail of words alone.
    pub(crate) fn new(key: &'a str, to: &'a EmailAddress) -> Self {
        Self {
            key,
            to,
            href: None,
            order: None,
            code: None,
            unsubscribe: None,
            launch: None,
            date: None,
            amount: None,
            args: BTreeMap::new(),
        }
    }
}

/// The mail, ready for the outbox.
pub(crate) fn compose(portal: &Loaded, mail: &Mail<'_>) -> Result<Waiting, Broken> {
    let message = message(portal, mail)?;
    let request = Present::now().request;
    Ok(Waiting { id: random::id()?, to: mail.to.clone(), message: message.formatted(), request })
}

fn message(portal: &Loaded, mail: &Mail<'_>) -> Result<lettre::Message, Broken> {
    let site = &portal.snapshot.site;
    let launch = mail.launch.map(|launch| ("launch".to_owned(), launch.name.clone()));
    let title = ("title".to_owned(), site.title.clone());
    let args = launch.into_iter().chain([title]).chain(mail.args.clone()).collect();
    let subject = portal.word_with(&format!("mail-{}-subject", mail.key), &args)?;
    let context = context::Mail {
        key: mail.key,
        args,
        href: mail.href.clone(),
        order: mail.order.clone(),
        code: mail.code,
        unsubscribe: mail.unsubscribe.clone(),
        launch: mail.launch,
        date: mail.date,
        amount: mail.amount,
    };
    let (text, html) = (portal.render("mail.txt", &context)?, portal.render("mail.html", &context)?);
    let mut builder = lettre::Message::builder()
        .from(mailbox(Some(&site.title), &site.seller.email)?)
        .to(mailbox(None, mail.to)?)
        .subject(subject);
    for (name, value) in mail.unsubscribe.iter().flat_map(|url| one_click(url)) {
        builder = builder.raw_header(HeaderValue::new(name, value));
    }
    builder
        .multipart(MultiPart::alternative_plain_html(text, html))
        .map_err(|error| Broken::new("writing a mail", &error))
}

/// One-click unsubscribing, RFC 8058 section 3.1.
fn one_click(url: &str) -> [(HeaderName, String); 2] {
    [
        (HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{url}>")),
        (HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click".to_owned()),
    ]
}

fn mailbox(name: Option<&str>, address: &EmailAddress) -> Result<Mailbox, Broken> {
    // The parser's error repeats its input, which would put the address into a log line.
    let parsed = address.as_str().parse();
    let parsed =
        parsed.map_err(|_| Broken::new("writing a mail", "the address is none to the mail library"))?;
    Ok(Mailbox::new(name.map(str::to_owned), parsed))
}

/// The mail, as a write that puts it into the outbox.
pub(crate) fn in_outbox(app: &App, portal: &Loaded, mail: &Mail<'_>) -> Result<Write, Broken> {
    Ok(outbox::put(&compose(portal, mail)?, app.now()))
}

/// Sends the mail of this id unless another attempt has it. A failure is logged, not told: the mail waits in the outbox.
pub(crate) async fn deliver_or_log(app: &App, id: &str) {
    match outbox::lease(&app.store, id, app.now()).await {
        Ok(Some(mail)) => on_behalf_of(mail.request.clone(), send_or_log(app, mail)).await,
        Ok(None) => {}
        Err(error) => tracing::error!(mail = id, %error, "a mail waits in the outbox"),
    }
}

async fn send_or_log(app: &App, mail: Waiting) {
    let id = mail.id.clone();
    match send(app, mail).await {
        Ok(()) => tracing::info!(mail = id, "a mail is sent"),
        Err(error) => tracing::error!(mail = id, %error, "a mail waits in the outbox"),
    }
}

async fn send(app: &App, mail: Waiting) -> Result<(), Broken> {
    let sent = outbox::sent(&mail.id);
    app.mailer()?.send(mail).await?;
    app.store.write(sent).await.map(|_| ())
}

/// Sends every mail that waits.
pub(crate) async fn deliver_waiting(app: &App) -> Result<(), Broken> {
    for id in outbox::due(&app.store, app.now()).await? {
        deliver_or_log(app, &id).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_library_takes_every_address_that_we_take() {
        let longest = format!("{0}@{0}.{0}.{1}.no", "e".repeat(63), "e".repeat(58));
        assert_eq!(longest.len(), 63 + 1 + 63 + 1 + 63 + 1 + 58 + 3);
        for text in [
            "ola@blåbær.no",
            "!#$%&'*+/=?^_`{|}~-@example.no",
            "1@1.museum",
            "-@e-e.no",
            "o'neil@example.ie",
            &longest,
        ] {
            let address = EmailAddress::parse(text).unwrap();
            assert!(mailbox(None, &address).is_ok(), "{text}");
        }
    }
}
