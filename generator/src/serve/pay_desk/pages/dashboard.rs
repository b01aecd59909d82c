//! The desk as a whole: what there is, and what can be done about it.

use axum::extract::State;
use axum::response::Response;

use super::parts::{answer, button, desk_page, form, money, row, table, when};
use super::switches;
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::books::{
    Books, Charge, Customer, Dispute, DisputeStatus, Intent, IntentStatus, Subscription, Table,
};
use crate::serve::stand_in::escape;

/// `GET /`: customers, subscriptions and payments, with what can be done about them.
pub(crate) async fn show(State(desk): State<Desk>) -> Response {
    answer(desk.catch_up().map(|()| {
        let lists = desk.shelf().look(|kept| lists(&kept.books));
        desk_page("Prøvekassen", &format!("{lists}{}", switches::all(&desk)))
    }))
}

fn lists(books: &Books) -> String {
    [
        "<p><a href=\"/events\">Hendelser <small lang=\"en\">(events)</small></a></p>\n".to_owned(),
        section("Kunder", "customers", &["Adresse", "Kort", ""], &rows(&books.customers, customer_row)),
        section(
            "Abonnementer",
            "subscriptions",
            &["Hvem", "Hva", "Status", "Til", ""],
            &rows(&books.subscriptions, |begun| subscription_row(books, begun)),
        ),
        section(
            "Betalinger",
            "payments",
            &["Hvem", "Når", "Beløp", "Status", ""],
            &rows(&books.intents, |intent| payment_row(books, intent)),
        ),
        section(
            "Innsigelser",
            "disputes",
            &["Når", "Beløp", "Status", ""],
            &rows(&books.disputes, dispute_row),
        ),
    ]
    .concat()
}

fn section(norwegian: &str, english: &str, heads: &[&str], rows: &str) -> String {
    format!("<h2>{norwegian} <small lang=\"en\">({english})</small></h2>\n{}", table(heads, rows))
}

fn rows<T>(entries: &Table<T>, row: impl Fn(&T) -> String) -> String {
    entries.values().rev().map(row).collect()
}

fn customer_row(customer: &Customer) -> String {
    let address = escape(customer.email.as_deref().unwrap_or(&customer.id));
    if customer.deleted {
        return row(&[address, "slettet".to_owned(), String::new()]);
    }
    let path = format!("/desk/customers/{}", customer.id);
    let (card, switch) = if customer.card_works {
        ("virker", button(&format!("{path}/card"), &[("works", "no")], "La kortet avvises", "decline"))
    } else {
        ("avvises", button(&format!("{path}/card"), &[("works", "yes")], "La kortet virke", "work"))
    };
    let delete = button(&format!("{path}/delete"), &[], "Slett", "delete");
    row(&[address, card.to_owned(), format!("{switch}{delete}")])
}

fn address(books: &Books, customer: &str) -> String {
    let email = books.customers.get(customer).and_then(|customer| customer.email.as_deref());
    escape(email.unwrap_or(customer))
}

fn subscription_row(books: &Books, begun: &Subscription) -> String {
    let path = format!("/desk/subscriptions/{}", begun.id);
    let buttons = if begun.is_over() {
        String::new()
    } else if begun.cancel_at.is_some() {
        button(&format!("{path}/undo"), &[], "Behold", "keep")
    } else {
        let at_end = button(&format!("{path}/cancel"), &[("when", "end")], "Si opp", "cancel at the end");
        let now = button(&format!("{path}/cancel"), &[("when", "now")], "Avslutt nå", "end now");
        format!("{at_end}{now}")
    };
    let until = begun.ended_at.or(begun.cancel_at).unwrap_or(begun.period_end);
    let price = books.prices.get(&begun.price);
    let what = price.and_then(|price| books.products.get(&price.product));
    let what = escape(what.map_or(&begun.id, |product| &product.name));
    row(&[address(books, &begun.customer), what, begun.status.word().to_owned(), when(until), buttons])
}

fn payment_row(books: &Books, intent: &Intent) -> String {
    let path = format!("/desk/payments/{}", intent.id);
    let charge = intent.latest_charge.as_ref().and_then(|charge| books.charges.get(charge));
    let buttons = match (intent.status, charge) {
        (IntentStatus::Processing, _) => {
            let arrived =
                button(&format!("{path}/arrive"), &[("works", "yes")], "La den komme fram", "let it arrive");
            let failed = button(&format!("{path}/arrive"), &[("works", "no")], "La den feile", "let it fail");
            format!("{arrived}{failed}")
        }
        (IntentStatus::Succeeded, Some(charge)) if charge.dispute.is_none() && charge.rest() > 0 => {
            refund_buttons(&path, charge)
        }
        _ => String::new(),
    };
    let returned = charge.map_or(0, |charge| charge.refunded);
    let status = match returned {
        0 => intent.status.word().to_owned(),
        returned => {
            format!("{}, {} tilbakebetalt", intent.status.word(), money(returned, &intent.currency))
        }
    };
    let who = address(books, &intent.customer);
    row(&[who, when(intent.created), money(intent.amount, &intent.currency), status, buttons])
}

fn refund_buttons(path: &str, charge: &Charge) -> String {
    let rest = charge.rest();
    let input = format!(
        "<label>Øre <input type=\"number\" name=\"amount\" min=\"1\" max=\"{rest}\" value=\"{rest}\" required></label> "
    );
    let refund = form(&format!("{path}/refund"), &input, "Betal tilbake", "refund");
    format!("{refund}{}", button(&format!("{path}/dispute"), &[], "Gjør innsigelse", "dispute"))
}

fn dispute_row(dispute: &Dispute) -> String {
    let path = format!("/desk/disputes/{}/close", dispute.id);
    let buttons = if dispute.status == DisputeStatus::NeedsResponse {
        let won = button(&path, &[("won", "yes")], "Selgeren får rett", "won");
        format!("{won}{}", button(&path, &[("won", "no")], "Kunden får rett", "lost"))
    } else {
        String::new()
    };
    let amount = money(dispute.amount, &dispute.currency);
    row(&[when(dispute.created), amount, dispute.status.word().to_owned(), buttons])
}
