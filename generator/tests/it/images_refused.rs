//! Images that cannot be published, and those of which something is said.

use crate::photographs::{gif, jpeg, photograph, png_of_size};
use crate::portal::{PortalFolder, assert_mistakes};

#[test]
fn images_that_are_broken_too_large_or_something_else_are_told() {
    let whole = jpeg(60, 40);
    let portal = PortalFolder::small()
        .with("pages/avbrutt.jpg", &whole[..whole.len() - 40])
        .with("pages/diger.png", png_of_size(30_000, 30_000))
        .with("pages/foto.png", jpeg(60, 40))
        .with("pages/halvt.jpg", &photograph(60, 40)[..30])
        .with("pages/tekst.webp", "en tekst")
        .with("pages/tom.jpg", "")
        .with("pages/tomt-hode.png", png_of_size(0, 1))
        .with("levels/1-start/2026-08/bevegelse.jpeg", gif());
    assert_mistakes(
        &portal,
        r"
error: `bevegelse.jpeg` is a GIF image by its content
--> content/levels/1-start/2026-08/bevegelse.jpeg
 = help: name it `bevegelse.gif`

error: the image `avbrutt.jpg` breaks off before its end
--> content/pages/avbrutt.jpg
 = help: copy it anew from where it came from

error: the image `diger.png` has 30000 × 30000 pixels, and 64 million are the most
--> content/pages/diger.png
 = help: save it smaller; no page shows more than 1600 pixels across

error: `foto.png` is a JPEG image by its content
--> content/pages/foto.png
 = help: name it `foto.jpg`

error: the image `halvt.jpg` is broken
--> content/pages/halvt.jpg
 = help: save it anew in a program for images

error: `tekst.webp` is no WebP image, or is broken
--> content/pages/tekst.webp
 = help: save it anew as JPEG, PNG or WebP in a program for images

error: `tom.jpg` is no JPEG image, or is broken
--> content/pages/tom.jpg
 = help: save it anew as JPEG, PNG or WebP in a program for images

error: the image `tomt-hode.png` is broken
--> content/pages/tomt-hode.png
 = help: save it anew in a program for images
",
    );
}

#[test]
fn an_image_whose_pixels_are_broken_is_told_when_it_is_made() {
    let portal = PortalFolder::small()
        .saying("pages/om.md", "Vi er to.", "![Brutt](brutt.png)")
        .with("pages/brutt.png", png_of_size(60, 40));
    assert_mistakes(
        &portal,
        r"
error: the image `brutt.png` is broken
--> content/pages/brutt.png
 = help: save it anew in a program for images
",
    );
}

#[test]
fn an_image_without_words_is_told_unless_it_only_decorates() {
    let portal = PortalFolder::small()
        .saying("pages/om.md", "Vi er to.", "Se ![](ingrid.jpg) og ![-](ingrid.jpg).")
        .with("pages/ingrid.jpg", jpeg(60, 40));
    let expected = r"
warning: the image says nothing to those who cannot see it
 --> content/pages/om.md:5:4
  |
5 | Se ![](ingrid.jpg) og ![-](ingrid.jpg).
  |    ^^^^^^^^^^^^^^^
  |
  = help: say between the brackets what it shows; if it only decorates, write `-` there
";
    assert_eq!(portal.warnings().trim(), expected.trim());
    assert_eq!(portal.page("public/om/index.html").matches("alt=\"\"").count(), 2);
}

#[test]
fn an_image_that_cannot_be_stripped_is_told() {
    let portal = PortalFolder::small()
        .saying("pages/om.md", "Vi er to.", "Her er [Ingrid](om/ingrid.HEIC).")
        .with("pages/om/ingrid.HEIC", "a picture");
    let expected = r"
warning: `pages/om/ingrid.HEIC` is published with all that its camera wrote into it, be it where it was taken
--> content/pages/om/ingrid.HEIC
 = help: save it as JPEG, PNG or WebP; Terskel strips these
";
    assert_eq!(portal.warnings().trim(), expected.trim());
}

#[test]
fn what_cannot_stand_at_the_top_is_told() {
    let page = |image: &str| format!("---\ntitle: Om\ndescription: Om.\nimage: {image}\n---\nHei.\n");
    let portal = PortalFolder::small()
        .with("pages/a.md", page("{ file: ark.pdf, alt: Et ark }"))
        .with("pages/ark.pdf", "")
        .with("pages/b.md", page("{ file: ingird.jpg, alt: Ingrid }"))
        .with("pages/c.md", page("{ file: ingrid.jpg }"))
        .with("pages/d.md", page("{ file: ../levels/1-start/2026-08/sal.jpg, alt: Salen }"))
        .with("levels/1-start/2026-08/sal.jpg", jpeg(60, 40))
        .with("pages/ingrid.jpg", jpeg(60, 40));
    assert_mistakes(
        &portal,
        r"
error: `ark.pdf` cannot stand at the top
 --> content/pages/a.md:4:16
  |
4 | image: { file: ark.pdf, alt: Et ark }
  |                ^^^^^^^
  |
  = help: name a JPEG, PNG, WebP or GIF

error: the link leads nowhere: there is no `pages/ingird.jpg`
 --> content/pages/b.md:4:16
  |
4 | image: { file: ingird.jpg, alt: Ingrid }
  |                ^^^^^^^^^^
  |
  = help: did you mean `ingrid.jpg`?

error: missing field `alt`
 --> content/pages/c.md:4:8
  |
4 | image: { file: ingrid.jpg }
  |        ^^^^^^^^^^^^^^^^^^^^
  |
  = help: add a line `alt: …`

error: `../levels/1-start/2026-08/sal.jpg` lies behind the gate
 --> content/pages/d.md:4:16
  |
4 | image: { file: ../levels/1-start/2026-08/sal.jpg, alt: Salen }
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy beside this file
",
    );
}
