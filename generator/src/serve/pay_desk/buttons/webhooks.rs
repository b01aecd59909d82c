//! What happens to webhooks.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::{read, yes_or_no};
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::{Params, Refusal};
use crate::serve::pay_desk::pages::{answer, see_other};
use crate::serve::pay_desk::switches::{Hold, WEBHOOK_FATES};

/// So many events can be planned for.
const MOST_TIMES: i64 = 1000;

/// `POST /desk/webhooks` with `hold=yes|no`, or with `fate=drop|delay|duplicate|reorder` and `times=` for the next
/// ones.
pub(crate) async fn switch(State(desk): State<Desk>, body: Bytes) -> Response {
    answer(read(&body, &["fate", "hold", "times"]).and_then(|params| {
        plan(&desk, &params)?;
        Ok(see_other("/"))
    }))
}

fn plan(desk: &Desk, params: &Params) -> Result<(), Refusal> {
    if params.get("hold").is_some() {
        desk.switches().hold(if yes_or_no(params, "hold")? { Hold::Yes } else { Hold::No });
        return Ok(());
    }
    let word = params.required("fate")?;
    let fate = WEBHOOK_FATES.iter().find(|(name, _)| *name == word);
    let (_, fate) = fate.ok_or_else(|| Refusal::invalid("Invalid fate", Some("fate")))?;
    desk.switches().plan_webhooks(*fate, times(params)?);
    Ok(())
}

/// How often something happens: once, if nothing is said.
pub(super) fn times(params: &Params) -> Result<usize, Refusal> {
    match params.number("times")?.unwrap_or(1) {
        times @ 1..=MOST_TIMES => Ok(usize::try_from(times).unwrap_or(1)),
        _ => Err(Refusal::invalid("Invalid times: 1 to 1000", Some("times"))),
    }
}

/// `POST /desk/webhooks/deliver` with `event=` for each event, in the order in which they are told; without one, all
/// that are held back.
pub(crate) async fn deliver(State(desk): State<Desk>, body: Bytes) -> Response {
    let Ok(fields) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&body) else {
        return answer(Err(Refusal::invalid("the form does not read", None)));
    };
    let wanted: Vec<String> =
        fields.into_iter().filter(|(name, _)| name == "event").map(|(_, id)| id).collect();
    let is_known = |id: &String| desk.shelf().look(|kept| kept.events.iter().any(|event| event.id == *id));
    if let Some(unknown) = wanted.iter().find(|id| !is_known(id)) {
        return answer(Err(Refusal::not_found("event", unknown)));
    }
    for id in desk.switches().release(&wanted) {
        desk.tell(&id).await;
    }
    see_other("/")
}
