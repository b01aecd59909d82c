//! The parameters of a call to the provider's API: form-encoded, with brackets in their names.

use std::collections::BTreeMap;

use super::refusal::Refusal;

/// The longest text the provider takes as a value of metadata, and the longest name.
const LONGEST_METADATA: usize = 500;
const LONGEST_METADATA_NAME: usize = 40;

/// Names and values, as `line_items[0][quantity]` and `1`.
#[derive(Clone, Debug, Default)]
pub(super) struct Params(BTreeMap<String, String>);

impl Params {
    /// The parameters that this body or query spells.
    pub(super) fn parse(form: &str) -> Result<Self, Refusal> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(form)
            .map_err(|_| Refusal::invalid("the parameters are not form-encoded", None))?;
        Ok(Self(pairs.into_iter().collect()))
    }

    /// The value of this name; an empty one counts as none, as it does at the provider.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of this name.
    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| Refusal::missing(name))
    }

    /// The whole number of this name, if it is given.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let number = |text: &str| text.parse().map_err(|_| Refusal::invalid("Invalid integer", Some(name)));
        self.get(name).map(number).transpose()
    }

    /// What stands under `name[…]`, as in `metadata[hold]`.
    pub(super) fn metadata(&self, name: &str) -> Result<BTreeMap<String, String>, Refusal> {
        let mut metadata = BTreeMap::new();
        for (full, value) in &self.0 {
            let inner = full.strip_prefix(name).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
            let Some(key) = inner else { continue };
            if key.is_empty() || key.len() > LONGEST_METADATA_NAME || value.len() > LONGEST_METADATA {
                return Err(Refusal::invalid(
                    "Metadata names hold up to 40 characters, values up to 500",
                    Some(full),
                ));
            }
            metadata.insert(key.to_owned(), value.clone());
        }
        Ok(metadata)
    }

    /// Refuses parameters the provider does not know, so that a misspelt one is noticed.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let root = |name: &String| name.split('[').next().unwrap_or_default().to_owned();
        match self.0.keys().find(|name| !known.contains(&root(name).as_str())) {
            Some(unknown) => Err(Refusal::unknown_parameter(unknown)),
            None => Ok(()),
        }
    }

    /// Whether some name begins with this.
    pub(super) fn any_under(&self, beginning: &str) -> bool {
        self.0.keys().any(|name| name.starts_with(beginning))
    }

    /// Whether `expand[]` asks for this.
    pub(super) fn expands(&self, wanted: &str) -> bool {
        self.0.iter().any(|(name, value)| name.starts_with("expand[") && value == wanted)
    }

    /// All of them in one text, the same for the same parameters in whatever order.
    pub(super) fn fingerprint(&self) -> String {
        format!("{:?}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_escapes_are_read() {
        let params =
            Params::parse("metadata%5Bhold%5D=h1&metadata[member]=m+1&expand[]=subscription&a=").unwrap();
        let metadata = params.metadata("metadata").unwrap();
        assert_eq!(
            metadata,
            [("hold", "h1"), ("member", "m 1")].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
        );
        assert!(params.expands("subscription") && !params.expands("customer"));
        assert_eq!(params.get("a"), None);
    }

    #[test]
    fn the_order_of_parameters_does_not_matter_and_their_bounds_do() {
        let print = |form| Params::parse(form).unwrap().fingerprint();
        assert_eq!(print("a=1&b=2"), print("b=2&a=1"));
        assert_ne!(print("a=1&b=2"), print("a=1%22%0Ab=%222"));
    }

    #[test]
    fn a_misspelt_parameter_is_refused_by_its_name() {
        let params = Params::parse("sucess_url=x").unwrap();
        let refusal = params.only(&["success_url"]).unwrap_err();
        assert_eq!(refusal.to_json()["error"]["param"], "sucess_url");
    }

    #[test]
    fn long_metadata_is_refused() {
        let form = format!("metadata[a]={}", "x".repeat(501));
        assert!(Params::parse(&form).unwrap().metadata("metadata").is_err());
    }
}
