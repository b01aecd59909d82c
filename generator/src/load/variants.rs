//! How many pages may show the launch: the gate knows them by name, and its store takes little text under a key.

use super::source::Folder;
use crate::diagnostics::{Diagnostic, Problems};
use crate::site::Site;

/// So many bytes their addresses take at most, as JSON; the store takes 1,024, and what stands when must have room too.
const MOST_BYTES: usize = 640;

/// Notes that the pages of these sites are too many.
pub(super) fn refuse_too_many<'s>(
    sites: impl Iterator<Item = &'s Site>,
    folder: &Folder,
    problems: &Problems,
) {
    let addresses: Vec<String> = sites.flat_map(Site::pages_with_variants).collect();
    let bytes: usize = addresses.iter().map(|address| address.len() + "\"\",".len()).sum();
    if bytes > MOST_BYTES {
        let message = format!("{} pages show the launch, and the gate cannot know so many", addresses.len());
        let many = Diagnostic::error(folder.place("launches.yaml"), message);
        problems.add(many.help(
            "leave `offers`, `waitlist`, `countdown` and `seats` out of some; a link to the sales page needs none",
        ));
    }
}
