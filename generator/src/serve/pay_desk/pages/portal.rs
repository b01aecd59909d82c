//! The portal where customers look after what they bought.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;

use super::papers::status;
use super::parts::{answer, back, button, desk_page, money, refused, row, table, when};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::{Params, Refusal};
use crate::serve::pay_desk::books::{Books, Configuration, Feature, Invoice, PortalSession, Subscription};
use crate::serve::pay_desk::story::cancelling::{self, Spelling};
use crate::serve::pay_desk::story::carding::{self, Card};
use crate::serve::stand_in::escape;

/// `GET /portal/{visit}`: what the customer has, and what they may do about it.
pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    answer(desk.catch_up().and_then(|()| desk.shelf().look(|kept| portal_page(&kept.books, &id))))
}

fn portal_page(books: &Books, id: &str) -> Result<Response, Refusal> {
    let visit = books.get::<PortalSession>(id)?;
    let allowed = books.get::<Configuration>(&visit.configuration)?;
    let path = format!("/portal/{id}");
    let parts = [
        allowed.headline.as_deref().map(|text| format!("<p>{}</p>\n", escape(text))).unwrap_or_default(),
        subscriptions(books, visit, allowed, &path),
        if allowed.allows(Feature::PaymentMethodUpdate) { card_buttons(&path) } else { String::new() },
        if allowed.allows(Feature::InvoiceHistory) {
            invoices(books, &visit.customer)
        } else {
            String::new()
        },
        way_back(visit),
    ];
    Ok(desk_page("Prøvekassens kundeportal", &parts.concat()))
}

fn subscriptions(books: &Books, visit: &PortalSession, allowed: &Configuration, path: &str) -> String {
    let own = books.subscriptions.values().rev().filter(|begun| begun.customer == visit.customer);
    let rows: String = own
        .map(|begun| {
            let ends = begun.cancel_at.map(|second| format!("slutter {}", when(second)));
            let until = ends.unwrap_or_else(|| format!("til {}", when(begun.period_end)));
            let price = books.prices.get(&begun.price);
            let what = price.and_then(|price| books.products.get(&price.product));
            let what = escape(what.map_or(&begun.id, |product| &product.name));
            row(&[what, begun.status.word().to_owned(), until, cancel_button(begun, allowed, path)])
        })
        .collect();
    table(&["Abonnement", "Status", "Periode", ""], &rows)
}

fn cancel_button(begun: &Subscription, allowed: &Configuration, path: &str) -> String {
    let fields = [("subscription", begun.id.as_str())];
    if begun.is_over() || !allowed.allows(Feature::SubscriptionCancel) {
        String::new()
    } else if begun.cancel_at.is_some() {
        button(&format!("{path}/undo"), &fields, "Behold likevel", "keep it after all")
    } else {
        button(&format!("{path}/cancel"), &fields, "Si opp", "cancel")
    }
}

fn card_buttons(path: &str) -> String {
    let action = format!("{path}/card");
    [
        "<h2>Kort</h2>\n".to_owned(),
        button(&action, &[("works", "yes")], "Nytt kort som virker", "a new card that works"),
        button(&action, &[("works", "no")], "Nytt kort som avvises", "a new card that declines"),
    ]
    .concat()
}

fn invoices(books: &Books, customer: &str) -> String {
    let own = books.invoices.values().rev().filter(|invoice| invoice.customer == customer);
    let rows: String = own.map(|invoice| invoice_row(books, invoice)).collect();
    format!("<h2>Fakturaer</h2>\n{}", table(&["Nummer", "Når", "Beløp", "Status", ""], &rows))
}

fn invoice_row(books: &Books, invoice: &Invoice) -> String {
    let paid = books.intents.get(&invoice.intent).and_then(|intent| intent.latest_charge.as_ref());
    let receipt = paid.filter(|_| invoice.paid_at.is_some());
    let receipt = receipt.map(|charge| format!("<a href=\"/receipts/{}\">Kvittering</a>", escape(charge)));
    row(&[
        format!("<a href=\"/invoices/{}\">{}</a>", escape(&invoice.id), escape(&invoice.number)),
        when(invoice.created),
        money(invoice.amount, &invoice.currency),
        status(invoice).to_owned(),
        receipt.unwrap_or_default(),
    ])
}

fn way_back(visit: &PortalSession) -> String {
    let link = |url: &str| {
        format!(
            "<p><a href=\"{}\">Tilbake til portalen <small lang=\"en\">(back)</small></a></p>\n",
            escape(url)
        )
    };
    visit.return_url.as_deref().map(link).unwrap_or_default()
}

/// `POST /portal/{visit}/card` with `works=yes|no`, and `/cancel` or `/undo` with `subscription=`: as far as that is
/// allowed.
pub(crate) async fn change(
    State(desk): State<Desk>,
    Path((id, what)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    match wish(&desk, &id, &what, &body) {
        Ok(wish) => back(&desk, &format!("/portal/{id}"), |books| grant(books, &wish)).await,
        Err(refusal) => refused(&refusal),
    }
}

/// What a customer wants.
enum Wish {
    Card(String, Card),
    Cancel(String),
    EndNow(String),
    Undo(String),
}

fn wish(desk: &Desk, id: &str, what: &str, body: &[u8]) -> Result<Wish, Refusal> {
    let body = str::from_utf8(body).map_err(|_| Refusal::invalid("the form is not UTF-8", None))?;
    let params = Params::parse(body)?;
    params.only(&["subscription", "works"])?;
    desk.shelf().look(|kept| {
        let visit = kept.books.get::<PortalSession>(id)?;
        let allowed = kept.books.get::<Configuration>(&visit.configuration)?;
        let own = || own_subscription(&kept.books, visit, &params);
        match what {
            "card" if allowed.allows(Feature::PaymentMethodUpdate) => {
                let card = if params.get("works") == Some("no") { Card::Declines } else { Card::Works };
                Ok(Wish::Card(visit.customer.clone(), card))
            }
            "cancel" if allowed.allows(Feature::SubscriptionCancel) && allowed.cancels_at_once => {
                Ok(Wish::EndNow(own()?))
            }
            "cancel" if allowed.allows(Feature::SubscriptionCancel) => Ok(Wish::Cancel(own()?)),
            "undo" if allowed.allows(Feature::SubscriptionCancel) => Ok(Wish::Undo(own()?)),
            _ => Err(Refusal::state("This portal does not allow that.")),
        }
    })
}

fn own_subscription(books: &Books, visit: &PortalSession, params: &Params) -> Result<String, Refusal> {
    let id = params.required("subscription")?;
    let subscription = books.get::<Subscription>(id)?;
    if subscription.customer == visit.customer {
        Ok(id.to_owned())
    } else {
        Err(Refusal::not_found("subscription", id))
    }
}

fn grant(books: &mut Books, wish: &Wish) -> Result<(), Refusal> {
    match wish {
        Wish::Card(customer, card) => carding::change(books, customer, *card),
        Wish::Cancel(id) => {
            cancelling::cancel(books, id, Spelling::Instant)?;
            cancelling::tell(books, id)
        }
        Wish::EndNow(id) => cancelling::end(books, id, Some("cancellation_requested")),
        Wish::Undo(id) => {
            cancelling::undo(books, id)?;
            cancelling::tell(books, id)
        }
    }
}
