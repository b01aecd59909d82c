//! The right to publish, which one has at a time.

use std::time::Duration;

use functions::clock::Clock;
use functions::failure::Broken;
use functions::random;
use functions::store::Store;
use functions::store::publication::{self, Claim, LEASE, Publication};
use jiff::{SignedDuration, Timestamp};

use crate::failure::Failure;
use crate::operate::stage::aws::refused;
use crate::serve::real_payments::environment;

/// The right to publish. It is renewed as long as somebody waits for [`Lease::lost`].
pub(super) struct Lease {
    store: Store,
    token: String,
    clock: Clock,
}

/// How often it is renewed.
const RENEWED: SignedDuration = SignedDuration::from_mins(1);

/// How often it is looked whether the time has come: a machine that slept wakes with the clock ahead.
const LOOK: Duration = Duration::from_secs(1);

/// How long before its end a lease that cannot be renewed is given up.
const MARGIN: SignedDuration = SignedDuration::from_mins(5);

impl Lease {
    /// Takes it, if nobody has it; with `take_over`, whoever has it.
    pub(super) async fn take(store: &Store, clock: &Clock, take_over: bool) -> Result<Self, Failure> {
        let (store, clock) = (store.clone(), clock.clone());
        let token = random::id().map_err(unreachable)?;
        match publication::claim(&store, &token, &who(), clock.now(), take_over).await.map_err(unreachable)? {
            Claim::Yours => Ok(Self { store, token, clock }),
            Claim::Taken { by, since, until } => Err(taken(&by, since, until)),
        }
    }

    /// Renews it again and again; comes back when it is lost, with the words for it.
    pub(super) async fn lost(&self) -> Failure {
        let mut renewed = self.clock.now();
        loop {
            tokio::time::sleep(LOOK).await;
            let now = self.clock.now();
            if now.duration_since(renewed) < RENEWED {
                continue;
            }
            match publication::renew(&self.store, &self.token, now).await {
                Ok(true) => renewed = now,
                Ok(false) => return gone(),
                Err(error) if now.duration_since(renewed) > LEASE - MARGIN => return unreachable(error),
                Err(_) => {}
            }
        }
    }

    /// Writes what is published.
    pub(super) async fn keep(&self, publication: &Publication) -> Result<(), Failure> {
        let kept = publication::keep(&self.store, &self.token, publication).await.map_err(unreachable)?;
        if kept { Ok(()) } else { Err(gone()) }
    }

    /// Makes that snapshot the functions'; of those in `accepted` they still take forms.
    pub(super) async fn point(&self, version: &str, accepted: &[String]) -> Result<(), Failure> {
        let now = self.clock.now();
        let pointed = publication::point(&self.store, &self.token, (version, accepted), now).await;
        if pointed.map_err(unreachable)? { Ok(()) } else { Err(gone()) }
    }

    /// Gives it back. One that cannot be given back ends by itself.
    pub(super) async fn give_back(self) {
        let _ = publication::give_back(&self.store, &self.token).await;
    }
}

/// What became of the table, for people.
pub(super) fn unreachable(error: Broken) -> Failure {
    if error.to_string().contains("ResourceNotFoundException") {
        let help = "run `infra/deploy`, which says what is missing; what was in the table can be restored for 35 days";
        return refused("TableName", "the stage's table is gone", help);
    }
    Failure::broken("could not reach the stage's table", error)
}

fn taken(by: &str, since: Timestamp, until: Timestamp) -> Failure {
    let (since, until) = (since.strftime("%H:%M"), until.strftime("%H:%M"));
    let message = format!("{by} is publishing since {since} UTC");
    let help = format!(
        "wait until that is done; if it was stopped for certain, add `--take-over`, or wait until {until} UTC"
    );
    refused("publication", &message, &help)
}

fn gone() -> Failure {
    let help = "see that the other is done, and publish again: what was begun here is made good";
    refused("publication", "somebody else has taken over the publishing", help)
}

/// Who publishes, for somebody who wants to at the same time.
fn who() -> String {
    let user = ["USER", "USERNAME"]
        .iter()
        .find_map(|name| environment(name))
        .unwrap_or_else(|| "somebody".to_owned());
    let host = std::process::Command::new("hostname").output().ok();
    let host = host.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match host.filter(|host| !host.is_empty()) {
        Some(host) => format!("{user} on {host}"),
        None => user,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_second_is_told_who_publishes_since_when_and_what_to_do() {
        let instant = |text: &str| text.parse().unwrap();
        let told = taken("kari on laptop", instant("2026-08-17T09:00:12Z"), instant("2026-08-17T09:16:00Z"));
        let expected = "\
error: kari on laptop is publishing since 09:00 UTC
--> publication
 = help: wait until that is done; if it was stopped for certain, add `--take-over`, or wait until 09:16 UTC

";
        assert_eq!(told.to_string(), expected);
    }
}
