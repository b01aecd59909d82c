//! The images of the content folder: looked at before the texts are read, which show them by their sizes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::calendar::ReleaseMonth;
use domain::level::LevelId;

use super::levels::LevelFiles;
use super::source::Folder;
use crate::diagnostics::{Diagnostic, Problems};
use crate::failure::Failure;
use crate::images::{Format, Picture, is_readable};
use crate::output::headers::HASHED;
use crate::parallel;
use crate::site::{GatedImage, PublicImage, Site};

/// Every image by its address.
#[derive(Debug, Default)]
pub(super) struct Images(BTreeMap<String, Image>);

#[derive(Debug)]
struct Image {
    picture: Arc<Picture>,
    home: Home,
    /// Whether a text shows it.
    is_shown: AtomicBool,
}

/// Where an image is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Public,
    Gated(LevelId, ReleaseMonth),
}

/// A file that may be an image: its path in the content folder, and its address.
struct Candidate {
    path: String,
    address: String,
    home: Home,
}

impl Images {
    /// Looks at the images beside pages and lessons; the public files come as path and address.
    ///
    /// # Errors
    /// If one cannot be read from disk.
    pub(super) fn look(
        folder: &Folder,
        public_files: &[(String, String)],
        levels: &[LevelFiles],
        problems: &Problems,
    ) -> Result<Self, Failure> {
        let public = public_files.iter().map(|(path, address)| Candidate {
            path: path.clone(),
            address: address.clone(),
            home: Home::Public,
        });
        let gated = levels.iter().flat_map(|level| {
            level.gated_files.iter().filter(|file| !file.withheld).map(|file| Candidate {
                path: file.path.clone(),
                address: level.address_of(file),
                home: Home::Gated(level.folder.id, file.month),
            })
        });
        let candidates: Vec<Candidate> = public.chain(gated).collect();
        for file in candidates.iter().filter(|file| !is_readable(&file.path)) {
            problems.add(untouched(folder, &file.path));
        }
        let files: Vec<&Candidate> =
            candidates.iter().filter(|file| Format::by_name(&file.path).is_some()).collect();
        let looked_at = parallel::try_map(&files, |file| {
            let bytes = folder.bytes(&file.path)?;
            let looked_at = Picture::look(folder.path_of(&file.path), &bytes);
            Ok(looked_at.map_err(|refused| problems.add(*refused)).ok())
        })?;
        let images = files.into_iter().zip(looked_at).filter_map(|(file, picture)| {
            let (picture, home, is_shown) = (Arc::new(picture?), file.home, AtomicBool::new(false));
            Some((file.address.clone(), Image { picture, home, is_shown }))
        });
        Ok(Self(images.collect()))
    }

    /// The image at `address`, if it is one, and the address that the names of its sizes are put behind.
    pub(super) fn show(&self, address: &str) -> Option<(&Picture, String)> {
        let image = self.0.get(address)?;
        image.is_shown.store(true, Ordering::Relaxed);
        Some((&image.picture, image.home.folder(address)))
    }

    /// Whether there is an image at `address`.
    pub(super) fn has(&self, address: &str) -> bool {
        self.0.contains_key(address)
    }

    /// The image at `address`, if it is one, as it is published in its own size.
    ///
    /// # Errors
    /// If it cannot be read from disk.
    pub(super) fn stripped(&self, address: &str) -> Option<Result<Vec<u8>, Failure>> {
        self.0.get(address).map(|image| image.picture.stripped())
    }

    /// The site with them, when every text has been read.
    #[must_use]
    pub(super) fn put_into(&self, mut site: Site) -> Site {
        for level in &mut site.levels {
            let images = self.gated(level.level.id);
            if !images.is_empty() {
                Arc::make_mut(level).images = images;
            }
        }
        Site { images: self.public(), ..site }
    }

    /// Those beside public pages.
    fn public(&self) -> Vec<PublicImage> {
        let public = self.0.iter().filter(|(_, image)| image.home == Home::Public);
        let image = |(address, image): (&String, &Image)| PublicImage {
            url: address.clone(),
            folder: image.home.folder(address),
            picture: Arc::clone(&image.picture),
            is_shown: image.is_shown.load(Ordering::Relaxed),
        };
        public.map(image).collect()
    }

    /// Those beside lessons of a level that a text shows.
    fn gated(&self, level: LevelId) -> Vec<GatedImage> {
        let shown = self.0.values().filter(|image| image.is_shown.load(Ordering::Relaxed));
        let image = |image: &Image| match image.home {
            Home::Gated(of, month) if of == level => {
                Some(GatedImage { month, picture: Arc::clone(&image.picture) })
            }
            _ => None,
        };
        shown.filter_map(image).collect()
    }
}

impl Home {
    /// Public sizes lie where browsers may keep them for ever; gated ones stay beside the lesson.
    fn folder(self, address: &str) -> String {
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        match self {
            Self::Public => format!("{}{}/", HASHED.trim_end_matches('/'), folder),
            Self::Gated(..) => format!("{folder}/"),
        }
    }
}

fn untouched(folder: &Folder, path: &str) -> Diagnostic {
    let message =
        format!("`{path}` is published with all that its camera wrote into it, be it where it was taken");
    Diagnostic::warning(folder.place(path), message)
        .help("save it as JPEG, PNG or WebP; Terskel strips these")
}
