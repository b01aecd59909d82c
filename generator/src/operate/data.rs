//! The data of `terskel serve`, or of a stage at AWS, reached by a command of its own.

use std::path::PathBuf;

use functions::app::App;
use tokio::runtime::Runtime;

use super::stage::{Aws, Names, Stage, portal, stage};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::serve::backstage::{Backstage, Data};
use crate::serve::real_payments::{Account, Payments};

/// Where the data is.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct DataFolder {
    /// The folder with the data of `terskel serve`
    #[arg(long, default_value = ".terskel")]
    pub data: PathBuf,
    /// Work on this stage at AWS instead, as `live`
    #[arg(long, conflicts_with = "data", group = "real", value_parser = stage)]
    stage: Option<String>,
    /// The portal that the stage is of, as it was named to `infra/deploy`
    #[arg(long, default_value = "terskel", requires = "stage", value_parser = portal)]
    portal: String,
}

impl DataFolder {
    /// The folder, if `serve` has kept data there, or a stage was named.
    ///
    /// # Errors
    /// [`Failure::Refused`] if it has not: a misspelt folder is not to become an empty portal.
    pub(super) fn with_data(self) -> Result<Self, Failure> {
        if self.stage.is_some() || self.data.join("secrets.json").is_file() {
            return Ok(self);
        }
        let nothing = Diagnostic::error(Place::Path(self.data), "there are no data of `terskel serve` here");
        Err(Failure::Refused(nothing.help("name their folder after `--data`, or start `serve` first").into()))
    }

    /// The stage, if one was named.
    ///
    /// # Errors
    /// As [`Stage::find`].
    pub(super) fn stage(&self) -> Result<Option<Stage>, Failure> {
        let names = self.stage.clone().map(|stage| Names { stage, portal: self.portal.clone() });
        names.map(|names| Stage::find(Aws::default(), names)).transpose()
    }
}

/// Does `work` with these data; `serve` may run beside it.
pub(super) fn with_app<T>(
    folder: DataFolder,
    work: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match folder.stage()? {
        Some(stage) => with_stage(&stage, None, work),
        None => with_paying_app(folder, &Payments::PayDesk, work),
    }
}

/// The same, with a folder, for work that reaches who takes the payments.
pub(super) fn with_paying_app<T>(
    folder: DataFolder,
    payments: &Payments,
    work: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    runtime()?.block_on(async {
        let backstage = Backstage::start(&Data::Kept(folder.data), 0).await?.paid_through(payments);
        work(&backstage.app_without_portal()?.acting_as("operator")).await
    })
}

/// The same, with a stage, and this account if payments are reached.
pub(super) fn with_stage<T>(
    stage: &Stage,
    account: Option<&Account>,
    work: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    runtime()?.block_on(async { work(&stage.app(account)?).await })
}

pub(super) fn runtime() -> Result<Runtime, Failure> {
    Runtime::new().map_err(|error| Failure::broken("could not start", error))
}
