//! The data of `terskel serve`, reached by a command of its own.

use std::path::PathBuf;

use functions::app::App;
use tokio::runtime::Runtime;

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::serve::backstage::{Backstage, Data};
use crate::serve::real_payments::Payments;

/// Where the data is.
#[derive(Debug, clap::Args)]
pub(super) struct DataFolder {
    /// The folder with the data of `terskel serve`
    #[arg(long, default_value = ".terskel")]
    pub data: PathBuf,
}

impl DataFolder {
    /// The folder, if `serve` has kept data there.
    ///
    /// # Errors
    /// [`Failure::Refused`] if it has not: a misspelt folder is not to become an empty portal.
    pub(super) fn with_data(self) -> Result<Self, Failure> {
        if self.data.join("secrets.json").is_file() {
            return Ok(self);
        }
        let nothing = Diagnostic::error(Place::Path(self.data), "there are no data of `terskel serve` here");
        Err(Failure::Refused(nothing.help("name their folder after `--data`, or start `serve` first").into()))
    }
}

/// Does `work` with the data in this folder; `serve` may run beside it.
pub(super) fn with_app<T>(
    folder: DataFolder,
    work: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_paying_app(folder, &Payments::PayDesk, work)
}

/// The same, for work that reaches who takes the payments.
pub(super) fn with_paying_app<T>(
    folder: DataFolder,
    payments: &Payments,
    work: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let runtime = Runtime::new().map_err(|error| Failure::broken("could not start", error))?;
    runtime.block_on(async {
        let backstage = Backstage::start(&Data::Kept(folder.data), 0).await?.paid_through(payments);
        work(&backstage.app_without_portal()?.acting_as("operator")).await
    })
}
