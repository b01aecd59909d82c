//! Return paths: whatever is wished, one stays on this origin.

use bolero::{TypeGenerator, generator};
use domain::return_path::{MEMBER_HOME, ReturnPath};
use url::Url;

use crate::ITERATIONS;
use crate::text::OddText;

fn check(wish: &str) {
    let path = ReturnPath::parse(wish);
    let path = path.as_str();
    assert!(path == wish || path == MEMBER_HOME);
    assert!(path.bytes().all(|byte| byte.is_ascii_graphic()), "a header stays one line");
    for origin in ["https://portal.example/a/b", "http://localhost:4000/"] {
        let here = Url::parse(origin).unwrap();
        assert_eq!(here.join(path).unwrap().origin(), here.origin(), "{path} leads elsewhere");
    }
    assert_eq!(ReturnPath::parse(path).as_str(), path);
}

#[test]
fn no_bytes_lead_to_another_origin() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .for_each(|bytes: &[u8]| check(&String::from_utf8_lossy(bytes)));
}

#[test]
fn no_odd_text_leads_to_another_origin() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .with_generator((OddText::produce(), generator::produce()))
        .for_each(|(text, is_path): &(OddText, bool)| {
            let slash = if *is_path { "/" } else { "" };
            check(&format!("{slash}{}", text.text()));
        });
}
