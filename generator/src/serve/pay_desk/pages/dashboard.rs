//! The desk as a whole, with every switch; and its books for programs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::parts::{answer, button, desk_page, form, money, row, table, when};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api;
use crate::serve::pay_desk::books::{
    Books, Charge, Customer, Dispute, DisputeStatus, Entry, Intent, IntentStatus, Invoice, Refund, Session,
    Subscription, Table,
};
use crate::serve::pay_desk::switches::{CALL_FATES, Plan, WEBHOOK_FATES};
use crate::serve::stand_in::escape;

/// `GET /`: customers, subscriptions and payments, with what can be done about them.
pub(crate) async fn show(State(desk): State<Desk>) -> Response {
    answer(desk.catch_up().map(|()| {
        let lists = desk.shelf().look(|kept| lists(&kept.books));
        desk_page("Prøvekassen", &format!("{lists}{}", switches(&desk)))
    }))
}

fn lists(books: &Books) -> String {
    [
        "<p><a href=\"/events\">Hendelser <small lang=\"en\">(events)</small></a></p>\n".to_owned(),
        section("Kunder", "customers", &["Adresse", "Kort", ""], &rows(&books.customers, customer_row)),
        section(
            "Abonnementer",
            "subscriptions",
            &["Abonnement", "Status", "Til", ""],
            &rows(&books.subscriptions, subscription_row),
        ),
        section(
            "Betalinger",
            "payments",
            &["Når", "Beløp", "Status", ""],
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

fn subscription_row(begun: &Subscription) -> String {
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
    row(&[escape(&begun.id), begun.status.word().to_owned(), when(until), buttons])
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
    row(&[when(intent.created), money(intent.amount, &intent.currency), status, buttons])
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

fn switches(desk: &Desk) -> String {
    let switches = desk.switches();
    let holding = if switches.holds() {
        button("/desk/webhooks", &[("hold", "no")], "Slutt å holde tilbake", "hold no more")
    } else {
        button("/desk/webhooks", &[("hold", "yes")], "Hold alt tilbake", "hold all")
    };
    let held: Vec<String> = switches.held().iter().map(|id| format!("<li>{}</li>\n", escape(id))).collect();
    let release =
        button("/desk/webhooks/deliver", &[], "Send det som holdes tilbake", "deliver what is held");
    [
        "<h2>Webhooker <small lang=\"en\">(webhooks)</small></h2>\n".to_owned(),
        holding,
        form("/desk/webhooks", &next(WEBHOOK_FATES), "La dette skje med de neste", "the next ones"),
        format!("<ol>\n{}</ol>\n{release}", held.concat()),
        "<h2>Kall <small lang=\"en\">(calls)</small></h2>\n".to_owned(),
        form("/desk/calls", &calls(), "La dette skje med de neste", "the next ones"),
        planned(desk),
        button("/desk/due", &[], "Gjør det som er forfalt", "do what is due"),
    ]
    .concat()
}

fn next<T>(fates: &[(&str, T)]) -> String {
    let options: Vec<String> = fates.iter().map(|(word, _)| format!("<option>{word}</option>")).collect();
    let options = options.concat();
    format!(
        "<label>Hva <select name=\"fate\">{options}</select></label> \
         <label>Antall <input type=\"number\" name=\"times\" min=\"1\" value=\"1\"></label> "
    )
}

fn calls() -> String {
    format!(
        "<label>Metode <select name=\"method\"><option>POST</option><option>GET</option><option>DELETE</option></select></label> \
         <label>Sti <input name=\"path\" value=\"/v1/refunds\" required></label> {}",
        next(CALL_FATES)
    )
}

fn planned(desk: &Desk) -> String {
    let plans = desk.switches().planned_calls();
    let row = |plan: &Plan| {
        let method = plan.method.as_deref().unwrap_or_default();
        format!(
            "<li>{} {}: {} × {}</li>\n",
            escape(method),
            escape(&plan.path),
            plan.times,
            plan.fate.words()
        )
    };
    format!("<ul>\n{}</ul>\n", plans.iter().map(row).collect::<Vec<_>>().concat())
}

/// `GET /desk/books.json`: everything, in the provider's JSON; a charge carries its refunds.
pub(crate) async fn books_json(State(desk): State<Desk>) -> Response {
    answer(desk.catch_up().map(|()| {
        api::json(StatusCode::OK, &desk.shelf().look(|kept| all(&kept.books, desk.now().as_second())))
    }))
}

fn all(books: &Books, now: i64) -> Value {
    json!({
        "now": now,
        "customers": objects::<Customer>(books),
        "sessions": objects::<Session>(books),
        "subscriptions": objects::<Subscription>(books),
        "invoices": books.invoices.values().map(|invoice| with_payment(books, invoice)).collect::<Value>(),
        "payments": objects::<Intent>(books),
        "charges": books.charges.values().map(|charge| with_refunds(books, charge)).collect::<Value>(),
        "disputes": objects::<Dispute>(books),
    })
}

fn objects<T: Entry>(books: &Books) -> Value {
    T::table(books).values().map(|entry| entry.object(books)).collect()
}

fn with_payment(books: &Books, invoice: &Invoice) -> Value {
    let mut object = invoice.object(books);
    object["payment_intent"] = json!(invoice.intent);
    object
}

fn with_refunds(books: &Books, charge: &Charge) -> Value {
    let own = books.refunds.values().filter(|refund: &&Refund| refund.charge == charge.id);
    let mut object = charge.object(books);
    object["refunds"] = own.map(|refund| refund.object(books)).collect();
    object
}
