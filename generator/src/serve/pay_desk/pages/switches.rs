//! The switches on the dashboard: what is to go wrong next.

use super::parts::{button, form};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::switches::{CALL_FATES, Plan, WEBHOOK_FATES};
use crate::serve::stand_in::escape;

/// All of them, as they stand.
pub(super) fn all(desk: &Desk) -> String {
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
