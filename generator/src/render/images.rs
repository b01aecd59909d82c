//! Images: in their own size, and in those that texts show them in.

use std::sync::Arc;

use super::Plan;
use crate::output::{Gated, PublicPath};

/// Adds them all. Behind the gate an image's own size is a file like others.
pub(super) fn add(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    for image in &site.images {
        let picture = Arc::clone(&image.picture);
        plan.output.plan_public(PublicPath::file(&image.url), move || picture.stripped());
        for variant in image.picture.variants().into_iter().filter(|_| image.is_shown) {
            let path = PublicPath::file(&format!("{}{}", image.folder, image.picture.name(variant)));
            let (picture, cache) = (Arc::clone(&image.picture), site.image_cache.clone());
            plan.output.plan_public(path, move || picture.make(variant, &cache));
        }
    }
    for level in &site.levels {
        for image in &level.images {
            for variant in image.picture.variants() {
                let name = image.picture.name(variant);
                let (picture, cache) = (Arc::clone(&image.picture), site.image_cache.clone());
                plan.output.plan_gated(&level.level, image.month, &name, move || {
                    picture.make(variant, &cache).map(Gated::new)
                });
            }
        }
    }
}
