//! `terskel keys`: the keys that sign passes.

use domain::pass::PassKeys;
use functions::clock::Clock;
use functions::random;
use jiff::{SignedDuration, Timestamp};

use super::data::DataFolder;
use super::stage::Stage;
use super::stage::aws::refused;
use crate::failure::Failure;
use crate::serve::secrets::Secrets;
use crate::talk::say_line;

/// What `terskel keys` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Change the key that signs passes; nobody is signed out. In `serve` it takes one step, which counts from its next
    /// start on. On a stage it takes three: run it again and again, until it says that it is done
    Rotate(DataFolder),
}

/// The function that signs, and tells the edge.
const ACCESS: &str = "access";

/// The stage's secret with the keys.
const PASS_KEYS: &str = "pass-keys";

/// How long a step needs: the longest pass lasts ten minutes, and the edge knows a key after five at the latest.
const A_STEP: SignedDuration = SignedDuration::from_mins(15);

/// Where a change of keys stands, and with it what the next step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A new key is made known to the edge, and signs nothing yet.
    Add,
    /// It signs, and the old one is good still.
    Sign,
    /// The old one is left out.
    Drop,
}

/// Does it, and tells on stderr which key signs.
///
/// # Errors
/// [`Failure::Refused`] if there are no data, or the step before was just now; [`Failure::Broken`] if they cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    let Command::Rotate(folder) = args.command;
    if let Some(stage) = folder.stage()? {
        say_line(rotate(&stage, Clock::default().now())?);
        return Ok(());
    }
    let folder = folder.with_data()?;
    let keys = Secrets::rotate_pass_keys(&folder.data.join("secrets.json"))?;
    say_line(format_args!("the first of these keys signs from the next start on: {}", names(&keys)));
    Ok(())
}

/// The next step on a stage, in words.
///
/// # Errors
/// [`Failure::Refused`] if the step before was just now, or the keys do not read; [`Failure::Broken`] if AWS breaks.
pub fn rotate(stage: &Stage, now: Timestamp) -> Result<String, Failure> {
    let place = stage.parameter(PASS_KEYS);
    let keys = PassKeys::parse(stage.secret(PASS_KEYS)?.reveal().trim()).map_err(|error| {
        refused(&place, "this secret does not read", &format!("{error}; put back the last one that did"))
    })?;
    let step = Step::after(&keys);
    if step != Step::Add {
        has_had_time(stage, &keys, now)?;
    }
    let keys = step.of(&keys)?;
    stage.keep_secret(PASS_KEYS, &keys.spell())?;
    stage.start_anew(ACCESS, &description(&keys, &now.to_string()))?;
    Ok(step.told(&keys))
}

/// The function's description says which keys it has read since when. Where the step before did not come so far, it is
/// made good.
fn has_had_time(stage: &Stage, keys: &PassKeys, now: Timestamp) -> Result<(), Failure> {
    let described = stage.described(ACCESS)?;
    let since = described.strip_prefix(&description(keys, "")).and_then(|since| since.parse().ok());
    if since.is_none() {
        stage.start_anew(ACCESS, &description(keys, &now.to_string()))?;
    }
    let until = since.unwrap_or(now) + A_STEP;
    if until <= now {
        return Ok(());
    }
    let minutes = (until.duration_since(now).as_secs() + 59) / 60;
    let help =
        format!("wait {minutes} minutes more: somebody may read with a pass that another key has signed");
    Err(refused(&stage.parameter(PASS_KEYS), "the step before this one was just now", &help))
}

fn description(keys: &PassKeys, since: &str) -> String {
    let kids: Vec<&str> = keys.all().map(|key| key.kid.as_str()).collect();
    format!("Pass keys {} since {since}", kids.join(" "))
}

impl Step {
    fn after(keys: &PassKeys) -> Self {
        let numbers: Vec<u32> = keys.all().map(|key| number(key.kid.as_str())).collect();
        match numbers.as_slice() {
            [signing, others @ ..] if others.iter().any(|other| other > signing) => Self::Sign,
            [_] | [] => Self::Add,
            _ => Self::Drop,
        }
    }

    fn of(self, keys: &PassKeys) -> Result<PassKeys, Failure> {
        let spelt = keys.spell();
        let keys: Vec<&str> = spelt.split(',').collect();
        let text = match self {
            Self::Add => return with_newcomer(&spelt),
            Self::Sign => [&keys[keys.len() - 1..], &keys[..keys.len() - 1]].concat().join(","),
            Self::Drop => keys[..1].join(","),
        };
        PassKeys::parse(&text).map_err(|error| Failure::broken("could not change the keys", error))
    }

    fn told(self, keys: &PassKeys) -> String {
        let names = names(keys);
        match self {
            Self::Add => format!(
                "step 1 of 3: a new key is on its way to the edge, and signs nothing yet: {names}\nrun this again in {} minutes",
                A_STEP.as_mins()
            ),
            Self::Sign => format!(
                "step 2 of 3: the new key signs, and the old one is good still: {names}\nrun this again in {} minutes",
                A_STEP.as_mins()
            ),
            Self::Drop => {
                format!("step 3 of 3: the old key is left out: {names}\nthe change of keys is done")
            }
        }
    }
}

/// A new key behind those that there are.
fn with_newcomer(spelt: &str) -> Result<PassKeys, Failure> {
    let broken = "could not change the keys";
    let keys = PassKeys::parse(spelt).map_err(|error| Failure::broken(broken, error))?;
    let secret = random::bytes().map_err(|error| Failure::broken(broken, error))?;
    let rotated = keys.rotated(secret).spell();
    let newcomer = rotated.split(',').next().unwrap_or_default();
    PassKeys::parse(&format!("{spelt},{newcomer}")).map_err(|error| Failure::broken(broken, error))
}

fn names(keys: &PassKeys) -> String {
    let kids: Vec<String> = keys.all().map(|key| format!("`{}`", key.kid)).collect();
    kids.join(", ")
}

/// As `k7` is the seventh.
fn number(kid: &str) -> u32 {
    kid.strip_prefix('k').and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> PassKeys {
        let spelt = text.split(' ').map(|kid| format!("{kid}:{}", "A".repeat(43))).collect::<Vec<_>>();
        PassKeys::parse(&spelt.join(",")).unwrap()
    }

    #[test]
    fn three_steps_change_the_key_and_a_fourth_begins_anew() {
        let mut now = keys("k1");
        let mut told = Vec::new();
        for _ in 0..4 {
            let step = Step::after(&now);
            now = step.of(&now).unwrap();
            told.push(step.told(&now));
        }
        let expected = [
            "step 1 of 3: a new key is on its way to the edge, and signs nothing yet: `k1`, `k2`\nrun this again in 15 minutes",
            "step 2 of 3: the new key signs, and the old one is good still: `k2`, `k1`\nrun this again in 15 minutes",
            "step 3 of 3: the old key is left out: `k2`\nthe change of keys is done",
            "step 1 of 3: a new key is on its way to the edge, and signs nothing yet: `k2`, `k3`\nrun this again in 15 minutes",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_name_without_a_number_is_the_oldest() {
        assert_eq!(Step::after(&keys("first")), Step::Add);
        assert_eq!(Step::after(&keys("first k1")), Step::Sign);
        assert_eq!(Step::after(&keys("k1 first")), Step::Drop);
    }
}
