//! Release months: seven characters, and each month is spelt in one way only.

use domain::calendar::ReleaseMonth;

use crate::ITERATIONS;

#[test]
fn a_month_is_spelt_in_one_way() {
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(
        |(year, month, other): &(u16, u8, Vec<u8>)| {
            let texts = [
                format!("{year}-{month:02}"),
                format!("{:04}-{:02}", year % 10_000, month % 14),
                String::from_utf8_lossy(other).into_owned(),
            ];
            for text in texts {
                if let Ok(month) = ReleaseMonth::parse(&text) {
                    assert!(text.len() == 7 && month.to_string() == text);
                }
            }
        },
    );
}
