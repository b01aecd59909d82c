//! The template as JSON: `!Ref X` is `{"Ref": "X"}`, `!GetAtt X.Y` is `{"GetAtt": "X.Y"}`, and so on.

use serde_json::{Map, Value, json};
use serde_yaml::Value as Yaml;

use crate::documents::document;

/// The template of the deployment.
pub(crate) struct Template(Value);

impl Template {
    pub(crate) fn read() -> Self {
        let yaml = serde_yaml::from_str(&document("infra/template.yaml")).expect("a template");
        Self(json_of(yaml))
    }

    /// What stands at `pointer` (RFC 6901).
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        self.0.pointer(pointer).unwrap_or_else(|| panic!("the template has nothing at {pointer}"))
    }

    /// The properties of a resource.
    pub(crate) fn properties(&self, resource: &str) -> &Value {
        self.at(&format!("/Resources/{resource}/Properties"))
    }

    /// The names and properties of every resource of this type, as in `Lambda::Function`.
    pub(crate) fn all(&self, kind: &str) -> Vec<(&str, &Value)> {
        let kind = format!("AWS::{kind}");
        let resources = self.at("/Resources").as_object().expect("resources");
        let found = resources.iter().filter(|(_, resource)| resource["Type"] == kind.as_str());
        let found: Vec<_> = found.map(|(name, resource)| (name.as_str(), &resource["Properties"])).collect();
        assert!(!found.is_empty(), "the template has no {kind}");
        found
    }

    /// Every statement of every policy that is given to a role, with the role's name.
    pub(crate) fn statements(&self) -> Vec<(&str, &Value)> {
        let roles = self.all("IAM::Role").into_iter();
        roles
            .flat_map(|(role, properties)| {
                assert!(
                    properties.get("ManagedPolicyArns").is_none(),
                    "{role} has policies that are not ours"
                );
                let policies = properties["Policies"].as_array().expect("policies").iter();
                let statements = policies.map(|policy| &policy["PolicyDocument"]["Statement"]);
                statements.flat_map(|list| list.as_array().expect("statements")).map(move |one| (role, one))
            })
            .collect()
    }

    /// The environment of a Lambda, by its binary's name.
    pub(crate) fn environment(&self, lambda: &str) -> &Map<String, Value> {
        let variables = &self.properties(&resource_of(lambda))["Environment"]["Variables"];
        variables.as_object().expect("variables")
    }
}

/// The name of a Lambda's resource, as in `Waitlist`.
pub(crate) fn resource_of(lambda: &str) -> String {
    let (first, rest) = lambda.split_at(1);
    first.to_uppercase() + rest
}

/// A text, or every text of a list.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(object) => object.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn json_of(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => json!(value),
        Yaml::Number(number) => serde_json::to_value(number).expect("a number"),
        Yaml::String(text) => json!(text),
        Yaml::Sequence(values) => values.into_iter().map(json_of).collect(),
        Yaml::Mapping(entries) => {
            let text = |key: Yaml| key.as_str().expect("a key").to_owned();
            Value::Object(entries.into_iter().map(|(key, value)| (text(key), json_of(value))).collect())
        }
        Yaml::Tagged(tagged) => {
            let name = tagged.tag.to_string().trim_start_matches('!').to_owned();
            Value::Object(Map::from_iter([(name, json_of(tagged.value))]))
        }
    }
}
