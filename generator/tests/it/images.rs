//! Images in texts: what is published of them, and how they are shown.

use std::collections::BTreeMap;
use std::fs;

use image::{DynamicImage, GenericImageView as _, ImageDecoder as _, ImageFormat, ImageReader};
use sha2::{Digest as _, Sha256};

use crate::photographs::{drawing, gif, jpeg, photograph, tells, webp, with_chunk, written};
use crate::portal::{PortalFolder, without_prints};

/// A portal whose page `/om/` says this.
fn portal(text: &str) -> PortalFolder {
    PortalFolder::small()
        .with("pages/om.md", format!("---\ntitle: Om oss\ndescription: Hvem.\n---\n{text}\n"))
}

/// What is built of it, by path, that is an image.
fn images(portal: &PortalFolder) -> BTreeMap<String, Vec<u8>> {
    portal.build().unwrap();
    let is_image = |path: &str| path.ends_with("jpg") || path.ends_with("png") || path.ends_with("webp");
    portal.built().into_iter().filter(|(path, _)| is_image(path)).collect()
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

/// The paragraph of the page `/om/` with its image, where `#` stands for what changes with the image's content.
fn shown(portal: &PortalFolder) -> String {
    let page = portal.page("public/om/index.html");
    let paragraph = page.lines().find(|line| line.contains("<img")).unwrap().to_owned();
    without_prints(&paragraph)
}

#[test]
fn a_photograph_is_shown_in_several_sizes_and_never_larger_than_it_is() {
    let portal = portal("![Ingrid & \"Ola\"](om/ingrid.jpg \"På scenen\")")
        .with("pages/om/ingrid.jpg", jpeg(1300, 650));
    let expected = "<p><picture><source type=\"image/webp\" \
        srcset=\"/assets/om/ingrid-480.#.webp 480w, /assets/om/ingrid-800.#.webp 800w, \
        /assets/om/ingrid-1300.#.webp 1300w\" sizes=\"(min-width: 44rem) 40rem, 100vw\">\
        <img src=\"/assets/om/ingrid-1200.#.jpg\" alt=\"Ingrid &amp; «Ola»\" title=\"På scenen\" \
        width=\"1300\" height=\"650\" loading=\"lazy\" decoding=\"async\"></picture></p>";
    assert_eq!(shown(&portal), expected);
    let sizes: Vec<(String, (u32, u32))> = images(&portal)
        .iter()
        .map(|(path, bytes)| (without_prints(path), decoded(bytes).dimensions()))
        .collect();
    let expected = [
        ("public/assets/om/ingrid-1200.#.jpg", (1200, 600)),
        ("public/assets/om/ingrid-1300.#.webp", (1300, 650)),
        ("public/assets/om/ingrid-480.#.webp", (480, 240)),
        ("public/assets/om/ingrid-800.#.webp", (800, 400)),
        ("public/om/ingrid.jpg", (1300, 650)),
    ];
    assert_eq!(sizes, expected.map(|(path, size)| (path.to_owned(), size)));
}

#[test]
fn a_photograph_stands_upright_and_does_not_say_where_it_was_taken() {
    let original = photograph(600, 400);
    assert!(tells(&original));
    let portal = portal("![Ingrid](ingrid.jpg)").with("pages/ingrid.jpg", &original);
    assert!(shown(&portal).contains("width=\"400\" height=\"600\""));
    let images = images(&portal);
    assert_eq!(images.len(), 3);
    for (path, bytes) in &images {
        assert!(!tells(bytes), "{path}");
        let mut decoder = ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .unwrap()
            .into_decoder()
            .unwrap();
        let orientation = decoder.orientation().unwrap();
        let mut image = DynamicImage::from_decoder(decoder).unwrap();
        image.apply_orientation(orientation);
        assert_eq!(image.dimensions(), (400, 600), "{path}");
        // What lay above lies to the right.
        let (left, right) = (image.get_pixel(40, 300), image.get_pixel(360, 300));
        assert!(
            right[0] > 150 && right[2] < 100 && left[0] < 100 && left[2] > 150,
            "{path}: {left:?} {right:?}"
        );
    }
    let copy = &images["public/ingrid.jpg"];
    assert_eq!(decoded(copy), decoded(&original), "in its own size its pixels are what they were");
}

#[test]
fn an_image_that_is_only_linked_to_is_published_without_what_its_camera_wrote() {
    let portal = portal("[Bildet](ingrid.JPG), [tegning](skive.png) og [webp](w.webp).")
        .with("pages/ingrid.JPG", photograph(60, 40))
        .with("pages/skive.png", drawing(60))
        .with("pages/w.webp", webp(60, 40));
    portal.build().unwrap();
    let built = portal.built();
    for path in ["public/ingrid.JPG", "public/skive.png", "public/w.webp"] {
        assert!(!tells(&built[path]), "{path}");
    }
    assert_eq!(decoded(&built["public/skive.png"]), decoded(&drawing(60)));
    assert_eq!(decoded(&built["public/w.webp"]), decoded(&webp(60, 40)));
    assert!(!built.keys().any(|path| path.contains("-60.")), "nothing shows them in other sizes");
}

#[test]
fn what_is_see_through_stays_so() {
    let images = images(&portal("![En skive](skive.png)").with("pages/skive.png", drawing(100)));
    assert_eq!(images.len(), 3);
    for (path, bytes) in images {
        let image = decoded(&bytes);
        assert_eq!((image.get_pixel(2, 2)[3], image.get_pixel(50, 50)[3]), (0, 255), "{path}");
    }
}

#[test]
fn moving_images_and_drawings_in_lines_stay_as_they_are_and_have_their_size_where_it_is_known() {
    let moving = with_chunk(&drawing(40), b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let portal = portal("![a](a.gif) ![b](b.svg) ![c](c.png)")
        .with("pages/a.gif", gif())
        .with("pages/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("pages/c.png", moving);
    let expected = "<p><img src=\"/a.gif\" alt=\"a\" width=\"1\" height=\"1\" loading=\"lazy\" decoding=\"async\"> \
        <img src=\"/b.svg\" alt=\"b\" loading=\"lazy\" decoding=\"async\"> \
        <img src=\"/c.png\" alt=\"c\" width=\"40\" height=\"40\" loading=\"lazy\" decoding=\"async\"></p>";
    assert_eq!(shown(&portal), expected);
    portal.build().unwrap();
    let built = portal.built();
    assert_eq!(built["public/a.gif"], gif());
    assert!(!tells(&built["public/c.png"]));
}

#[test]
fn colours_of_another_profile_become_those_of_the_web() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 100);
    image::ImageEncoder::set_icc_profile(&mut encoder, profile).unwrap();
    let brick = image::RgbImage::from_pixel(64, 64, image::Rgb([200, 100, 80]));
    encoder.encode_image(&brick).unwrap();
    let images = images(&portal("![Mur](mur.jpg)").with("pages/mur.jpg", bytes));
    let small = images.iter().find(|(path, _)| path.contains("mur-64.") && path.ends_with("jpg")).unwrap();
    let [red, green, blue, _] = decoded(small.1).get_pixel(32, 32).0;
    assert!(
        red > 210 && green < 98 && blue < 77,
        "redder in numbers, for sRGB reaches less far: {red} {green} {blue}"
    );
}

#[test]
fn what_members_see_stays_behind_the_gate_in_its_month() {
    let lesson = "---\ntitle: Den andre\n---\n![Salen](sal.jpg)\n";
    let portal = PortalFolder::small()
        .with("levels/1-start/2026-08/02-andre.md", lesson)
        .with("levels/1-start/2026-08/sal.jpg", photograph(600, 400))
        .with("levels/1-start/2026-08/ubrukt.jpg", photograph(60, 40));
    let images = images(&portal);
    let names: Vec<String> = images.keys().map(|path| without_prints(path)).collect();
    let month = "private/medlem/1-start/2026-08";
    let expected = ["sal-400.#.jpg", "sal-400.#.webp", "sal.jpg", "ubrukt.jpg"];
    assert_eq!(names, expected.map(|name| format!("{month}/{name}")));
    assert!(!images.values().any(|bytes| tells(bytes)));
    let page = without_prints(&portal.page(&format!("{month}/andre/index.html")));
    assert!(page.contains("<img src=\"/medlem/1-start/2026-08/sal-400.#.jpg\" alt=\"Salen\" "), "{page}");
}

#[test]
fn the_feed_has_images_in_the_form_that_all_can_show() {
    let article = "---\ntitle: Pust\ndescription: Om.\npublished: 2026-07-28\n---\n![En lunge](lunge.png)\n";
    let portal =
        PortalFolder::small().with("articles/pust.md", article).with("articles/lunge.png", drawing(40));
    let feed = without_prints(&portal.page("public/artikler/feed.atom"));
    assert!(
        feed.contains(
            "&lt;img src=&quot;https://liten.example/assets/artikler/lunge-40.#.png&quot; alt=&quot;En lunge&quot;"
        ),
        "{feed}"
    );
    assert!(!feed.contains("srcset"), "{feed}");
}

#[test]
fn another_image_under_the_same_name_gets_other_addresses() {
    let one = portal("![Ingrid](ingrid.jpg)").with("pages/ingrid.jpg", jpeg(60, 40));
    let before: Vec<String> = images(&one).into_keys().collect();
    let after: Vec<String> = images(&one.with("pages/ingrid.jpg", jpeg(61, 40))).into_keys().collect();
    assert_eq!(before.len(), after.len());
    assert_eq!(before.iter().filter(|path| after.contains(path)).collect::<Vec<_>>(), ["public/ingrid.jpg"]);
}

#[test]
fn two_builds_make_the_same_images() {
    let text = "![Ingrid](ingrid.jpg) ![En skive](skive.png) ![W](w.webp)";
    let made = || {
        let portal = portal(text).with("pages/ingrid.jpg", photograph(900, 600));
        images(&portal.with("pages/skive.png", drawing(900)).with("pages/w.webp", webp(900, 600)))
    };
    assert!(made() == made());
}

/// The entries of the portal's cache.
fn entries(portal: &PortalFolder) -> Vec<std::path::PathBuf> {
    let folder = portal.content().parent().unwrap().join(".terskel/images");
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

#[test]
fn an_image_that_was_made_once_is_not_made_again() {
    let portal = portal("![Ingrid](ingrid.jpg)").with("pages/ingrid.jpg", jpeg(60, 40));
    let before = images(&portal);
    for entry in entries(&portal) {
        fs::write(entry, [Sha256::digest(b"kept").as_slice(), b"kept"].concat()).unwrap();
    }
    let after = images(&portal);
    let kept: Vec<&str> =
        after.iter().filter(|(_, bytes)| *bytes == b"kept").map(|(path, _)| path.as_str()).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept.iter().all(|path| path.starts_with("public/assets/ingrid-60.")), "{kept:?}");
    assert_eq!(before["public/ingrid.jpg"], after["public/ingrid.jpg"]);
}

#[test]
fn a_broken_entry_or_none_is_made_anew() {
    let portal = portal("![Ingrid](ingrid.jpg)").with("pages/ingrid.jpg", jpeg(60, 40));
    let before = images(&portal);
    let entries = entries(&portal);
    assert_eq!(entries.len(), 2);
    let half = fs::read(&entries[0]).unwrap();
    fs::write(&entries[0], &half[..half.len() / 2]).unwrap();
    fs::remove_file(&entries[1]).unwrap();
    assert!(images(&portal) == before);
    assert_eq!(fs::read(&entries[0]).unwrap(), half);
    assert!(entries[1].exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let portal = portal("![Ingrid](ingrid.jpg)").with("pages/ingrid.jpg", jpeg(60, 40));
    fs::write(portal.content().parent().unwrap().join(".terskel"), "no folder").unwrap();
    assert_eq!(images(&portal).len(), 3);
}

#[test]
fn an_image_in_one_colour_or_with_more_bits_is_shown_like_others() {
    let grey = DynamicImage::from(image::GrayImage::from_pixel(50, 50, image::Luma([90])));
    let deep = DynamicImage::from(crate::photographs::pixels(50, 50)).into_rgba16();
    let portal = portal("![Grå](graa.jpg) ![Dyp](dyp.png)")
        .with("pages/graa.jpg", written(&grey, ImageFormat::Jpeg))
        .with("pages/dyp.png", written(&deep.into(), ImageFormat::Png));
    assert_eq!(images(&portal).len(), 6);
}

#[test]
fn an_image_at_the_top_is_shown_above_the_text_and_fetched_at_once() {
    let front = |title: &str, more: &str| {
        format!(
            "---\ntitle: {title}\ndescription: Om.\n{more}image:\n  file: ../pages/ingrid.jpg\n  alt: Ingrid & Ola\n---\nHei.\n"
        )
    };
    let portal = PortalFolder::small()
        .with("pages/om.md", front("Om oss", ""))
        .with("articles/pust.md", front("Pust", "published: 2026-07-28\n"))
        .with("pages/ingrid.jpg", photograph(600, 400));
    for page in ["public/om/index.html", "public/artikler/pust/index.html"] {
        let shown = without_prints(&portal.page(page));
        let expected = "<p><picture><source type=\"image/webp\" \
            srcset=\"/assets/ingrid-400.#.webp 400w\" sizes=\"(min-width: 44rem) 40rem, 100vw\">\
            <img src=\"/assets/ingrid-400.#.jpg\" alt=\"Ingrid &amp; Ola\" width=\"400\" height=\"600\" \
            decoding=\"async\" fetchpriority=\"high\"></picture></p>";
        assert!(shown.contains(expected), "{shown}");
    }
    assert_eq!(images(&portal).len(), 3);
}
