//! What a customer keeps: an invoice, and a receipt.

use axum::extract::{Path, State};
use axum::response::Response;

use super::parts::{answer, desk_page, fact, money, when};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Charge, Invoice, InvoiceStatus, Price};

/// `GET /invoices/{invoice}`: what is or was to be paid, and for which period.
pub(crate) async fn invoice(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    answer(desk.catch_up().and_then(|()| desk.shelf().look(|kept| invoice_page(&kept.books, &id))))
}

fn invoice_page(books: &Books, id: &str) -> Result<Response, Refusal> {
    let invoice = books.get::<Invoice>(id)?;
    let price = books.get::<Price>(&invoice.price)?;
    let product = books.products.get(&price.product).map(|product| product.name.as_str());
    let facts = [
        fact("Nummer", &invoice.number),
        fact("For", product.unwrap_or_default()),
        fact("Periode", &format!("{} – {}", when(invoice.period_start), when(invoice.period_end))),
        fact("Beløp", &money(invoice.amount, &invoice.currency)),
        fact("Status", status(invoice)),
    ];
    Ok(desk_page("Faktura fra prøvekassen", &format!("<table>\n{}</table>\n", facts.concat())))
}

/// An invoice's status in words.
pub(super) fn status(invoice: &Invoice) -> &'static str {
    match invoice.status {
        InvoiceStatus::Paid => "betalt",
        InvoiceStatus::Void => "annullert",
        InvoiceStatus::Draft | InvoiceStatus::Open => "ikke betalt",
    }
}

/// `GET /receipts/{charge}`: what was paid, and given back.
pub(crate) async fn receipt(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    answer(desk.catch_up().and_then(|()| desk.shelf().look(|kept| receipt_page(&kept.books, &id))))
}

fn receipt_page(books: &Books, id: &str) -> Result<Response, Refusal> {
    let charge = books.get::<Charge>(id)?;
    let facts = [
        fact("Betalt av", charge.payer.as_deref().unwrap_or_default()),
        fact("Når", &when(charge.created)),
        fact("Beløp", &money(charge.amount, &charge.currency)),
        fact("Tilbakebetalt", &money(charge.refunded, &charge.currency)),
    ];
    Ok(desk_page("Kvittering fra prøvekassen", &format!("<table>\n{}</table>\n", facts.concat())))
}
