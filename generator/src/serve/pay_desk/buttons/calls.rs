//! What happens to calls of the API.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::read;
use super::webhooks::times;
use crate::serve::pay_desk::Desk;
use crate::serve::pay_desk::api::{Params, Refusal};
use crate::serve::pay_desk::pages::{answer, see_other};
use crate::serve::pay_desk::switches::{CALL_FATES, Plan};

/// `POST /desk/calls` with `path=`, `method=` (any, without one), `times=` and
/// `fate=done-unanswered|half-answered|not-done|refused|slow`.
pub(crate) async fn plan(State(desk): State<Desk>, body: Bytes) -> Response {
    answer(read(&body, &["fate", "method", "path", "times"]).and_then(|params| {
        desk.switches().plan_calls(read_plan(&params)?);
        Ok(see_other("/"))
    }))
}

fn read_plan(params: &Params) -> Result<Plan, Refusal> {
    let word = params.required("fate")?;
    let fate = CALL_FATES.iter().find(|(name, _)| *name == word);
    let (_, fate) = fate.ok_or_else(|| Refusal::invalid("Invalid fate", Some("fate")))?;
    Ok(Plan {
        method: params.word("method", &["DELETE", "GET", "POST"])?,
        path: params.required("path")?.to_owned(),
        fate: *fate,
        times: u32::try_from(times(params)?).unwrap_or(1),
    })
}
