//! Where to go after signing in: a path on this origin, and nothing else.

/// A path on this origin, as `/medlem/1-ro-i-kroppen/2026-08/pusten/?x=1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPath(String);

/// The page with the sign-in form.
pub const SIGN_IN: &str = "/logg-inn/";

/// Where the offers for a proven address stand.
pub const MY_OFFERS: &str = "/api/offers/mine";

/// What every address behind the gate begins with; at it stands the members' signpost.
pub const MEMBER_PAGES: &str = "/medlem/";

/// The member's page, where one goes without a wish of one's own.
pub const MEMBER_HOME: &str = "/api/members/home";

/// Where a member sees what they pay, and ends it.
pub const ACCOUNT: &str = "/api/account";

impl ReturnPath {
    /// The wished path, or the member's page if `wish` could lead anywhere else than to this origin.
    ///
    /// One slash first and no second, no backslash (browsers read it as a slash), printable ASCII only,
    /// at most 512 bytes.
    #[must_use]
    pub fn parse(wish: &str) -> Self {
        let local = wish.starts_with('/') && !wish.starts_with("//") && wish.len() <= 512;
        let plain = wish.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>".contains(&byte));
        Self(if local && plain { wish } else { MEMBER_HOME }.to_owned())
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReturnPath {
    fn default() -> Self {
        Self(MEMBER_HOME.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_wish_leads_to_another_origin() {
        let evil = [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.example",
            "\\\\evil",
            "/\"><script>",
        ];
        for wish in evil {
            assert_eq!(ReturnPath::parse(wish).as_str(), MEMBER_HOME, "{wish:?}");
        }
        assert_eq!(ReturnPath::parse("/medlem/1-ro/2026-08/a/?b=c").as_str(), "/medlem/1-ro/2026-08/a/?b=c");
    }

    proptest! {
        #[test]
        fn whatever_is_wished_the_header_stays_one_line_on_this_origin(wish in "\\PC{0,40}|[/\\\\\\r\\n\\t a-z:]{0,12}") {
            let path = ReturnPath::parse(&wish);
            prop_assert!(path.as_str().starts_with('/') && !path.as_str().starts_with("//"));
            prop_assert!(path.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }
}
