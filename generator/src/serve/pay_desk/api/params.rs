//! The parameters of a call to the provider's API: form-encoded, with brackets in their names.

use std::collections::BTreeMap;

use reqwest::Url;

use super::refusal::Refusal;
use crate::serve::pay_desk::books::Metadata;

/// The longest text the provider takes as a value of metadata, and the longest name.
const LONGEST_METADATA: usize = 500;
const LONGEST_METADATA_NAME: usize = 40;
/// So many names an object's metadata has at most.
const MOST_METADATA: usize = 50;

/// Names and values, as `line_items[0][quantity]` and `1`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// The parameters that this body or query spells; `name[]` counts itself.
    pub(crate) fn parse(form: &str) -> Result<Self, Refusal> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(form)
            .map_err(|_| Refusal::invalid("the parameters are not form-encoded", None))?;
        let mut params = BTreeMap::new();
        for (name, value) in pairs {
            let name = match name.strip_suffix("[]") {
                Some(list) => format!("{list}[{}]", elements(&params, list).count()),
                None => name,
            };
            params.insert(name, value);
        }
        Ok(Self(params))
    }

    /// The value of this name; an empty one counts as none, as it does at the provider.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of this name.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| Refusal::missing(name))
    }

    /// Whether this name is given, be it with nothing.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Changes the text if this name is given; an empty one takes away what was there.
    pub(crate) fn change(&self, name: &str, text: &mut Option<String>) {
        if self.is_given(name) {
            *text = self.text(name);
        }
    }

    /// The value of this name as a text of its own.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// The whole number of this name, if it is given.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let number = |text: &str| text.parse().map_err(|_| Refusal::not_a_number(name, text));
        self.get(name).map(number).transpose()
    }

    /// The `true` or `false` of this name, if it is given.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        let flag = |text: &str| {
            text.parse().map_err(|_| Refusal::invalid(&format!("Invalid boolean: {text}"), Some(name)))
        };
        self.get(name).map(flag).transpose()
    }

    /// One of these words, if it is given.
    pub(crate) fn word(&self, name: &str, words: &[&str]) -> Result<Option<String>, Refusal> {
        match self.get(name) {
            Some(word) if !words.contains(&word) => Err(Refusal::invalid(
                &format!("Invalid {name}: must be one of {}", words.join(", ")),
                Some(name),
            )),
            word => Ok(word.map(str::to_owned)),
        }
    }

    /// A web address, if it is given; it must fit on one line.
    pub(crate) fn url(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let is_web =
            Url::parse(text).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
        let is_one_line = text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_web && is_one_line { Ok(Some(text.to_owned())) } else { Err(Refusal::not_a_url(name)) }
    }

    /// The elements of the list of this name, as of `name[0]` and `name[1]`.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        elements(&self.0, name).map(str::to_owned).collect()
    }

    /// Changes metadata as `name[…]` says: an empty value takes its name away, an empty `name` all of them.
    pub(crate) fn change_metadata(&self, name: &str, metadata: &mut Metadata) -> Result<(), Refusal> {
        if self.is_given(name) && self.get(name).is_none() {
            metadata.clear();
        }
        for (key, value) in self.metadata(name)? {
            if value.is_empty() {
                metadata.remove(&key);
            } else {
                metadata.insert(key, value);
            }
        }
        if metadata.len() > MOST_METADATA {
            return Err(Refusal::invalid("Metadata holds up to 50 names", Some(name)));
        }
        Ok(())
    }

    /// What stands under `name[…]`, as in `metadata[hold]`.
    pub(crate) fn metadata(&self, name: &str) -> Result<BTreeMap<String, String>, Refusal> {
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

    /// Refuses parameters the provider does not know, so that a misspelt one is noticed. `known` are their names:
    /// in brackets, `*` is any name, `#` a number, and `**` whatever comes.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let is_known = |name: &&String| {
            ["expand[#]"].iter().chain(known).any(|pattern| fits(&steps(name), &steps(pattern)))
        };
        match self.0.keys().find(|name| !is_known(name)) {
            Some(unknown) => Err(Refusal::unknown_parameter(unknown)),
            None => Ok(()),
        }
    }

    /// Whether some name begins with this.
    pub(crate) fn any_under(&self, beginning: &str) -> bool {
        self.0.keys().any(|name| name.starts_with(beginning))
    }

    /// All of them in one text, the same for the same parameters in whatever order.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// The values of `list[0]`, `list[1]` and so on, in the order of their numbers.
fn elements<'a>(params: &'a BTreeMap<String, String>, list: &'a str) -> impl Iterator<Item = &'a str> {
    (0..).map_while(move |number| params.get(&format!("{list}[{number}]")).map(String::as_str))
}

/// `a[b][0]` in steps: `a`, `b`, `0`.
fn steps(name: &str) -> Vec<&str> {
    name.split('[').map(|step| step.strip_suffix(']').unwrap_or(step)).collect()
}

fn fits(name: &[&str], pattern: &[&str]) -> bool {
    match (name, pattern) {
        (_, ["**"]) | ([], []) => true,
        ([step, name @ ..], [wanted, pattern @ ..]) => {
            let is_number = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
            (wanted == step || *wanted == "*" || (*wanted == "#" && is_number)) && fits(name, pattern)
        }
        _ => false,
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
        assert_eq!(params.list("expand"), ["subscription"]);
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
    fn what_is_known_is_known_at_every_step() {
        let known = ["metadata", "metadata[*]", "items[#][price]", "settings[**]"];
        let is_known = |form: &str| Params::parse(form).unwrap().only(&known).is_ok();
        for form in
            ["metadata=", "metadata[a]=1", "items[3][price]=p", "settings[a][b]=1", "expand[]=a&expand[]=b"]
        {
            assert!(is_known(form), "{form}");
        }
        for form in ["metadata[a][b]=1", "items[x][price]=p", "items[3][prise]=p", "items=1", "expand=a"] {
            assert!(!is_known(form), "{form}");
        }
    }

    #[test]
    fn long_metadata_is_refused() {
        let form = format!("metadata[a]={}", "x".repeat(501));
        assert!(Params::parse(&form).unwrap().metadata("metadata").is_err());
    }
}
