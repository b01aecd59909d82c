//! What happens by itself while a portal is served, as schedules see to it where it is deployed.

use std::time::Duration;

use functions::app::App;
use functions::failure::Broken;
use functions::reconcile;
use functions::sweep::sweep;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

use super::pay_desk::Desk;
use super::stage::Stage;
use crate::talk::say_line;

/// How often what has its time is seen to.
const SWEEP_EVERY: Duration = Duration::from_secs(5);

/// How often it is looked for what nobody brought word of.
const RECONCILE_EVERY: Duration = Duration::from_mins(1);

/// Sweeps and reconciles until it is stopped, and tells the pay desk that time goes by, if there is one. They run apart,
/// for a look at everything may take its time.
pub(super) fn begin(app: &App, stage: &Stage, pay_desk: Option<Desk>) -> Vec<JoinHandle<()>> {
    let (sweeping, reconciling) = (app.clone(), app.acting_as("reconciler"));
    vec![
        every(SWEEP_EVERY, stage.clone(), move || {
            let (app, pay_desk) = (sweeping.clone(), pay_desk.clone());
            async move { see_to_what_is_due(&app, pay_desk.as_ref()).await }
        }),
        every(RECONCILE_EVERY, stage.clone(), move || {
            let app = reconciling.clone();
            async move { reconcile::by_itself(&app).await.map(|_| ()) }
        }),
    ]
}

/// What has its time by now: at the pay desk, and with what the portal has put off.
pub(super) async fn see_to_what_is_due(app: &App, pay_desk: Option<&Desk>) -> Result<(), Broken> {
    if let Some(pay_desk) = pay_desk {
        pay_desk.deliver_due().await;
    }
    sweep(app).await
}

fn every<Work>(
    time: Duration,
    stage: Stage,
    work: impl Fn() -> Work + Send + Sync + 'static,
) -> JoinHandle<()>
where
    Work: Future<Output = Result<(), Broken>> + Send,
{
    tokio::spawn(async move {
        let mut round = tokio::time::interval(time);
        round.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            round.tick().await;
            // Without a portal nothing can be mailed or settled yet.
            if stage.built().await.output.is_some() {
                tell_trouble(work().await);
            }
        }
    })
}

pub(super) fn tell_trouble(done: Result<(), Broken>) {
    if let Err(error) = done {
        say_line(error);
    }
}
