//! What each role may do: what its function does, and no more.

use super::Template;
use super::parsed::texts;

#[test]
fn no_role_may_do_anything_to_everything() {
    let template = Template::read();
    for (role, statement) in template.statements() {
        assert_eq!(statement["Effect"], "Allow", "{role}");
        for action in texts(&statement["Action"]) {
            let (_, what) = action.split_once(':').expect("a service and an action");
            assert!(!what.contains('*') && what != "Scan", "{role} may {action}");
        }
        let resources = texts(&statement["Resource"]);
        assert!(!resources.is_empty(), "{role}: {statement}");
        for resource in resources {
            assert_ne!(resource, "*", "{role}");
        }
    }
}

#[test]
fn whoever_reaches_the_table_is_kept_to_the_item_types_that_it_needs() {
    let template = Template::read();
    for (role, statement) in template.statements() {
        let touches_rows = |action: &String| {
            let rows = ["Item", "Query", "Scan", "PartiQL"];
            action.starts_with("dynamodb:") && rows.iter().any(|word| action.contains(word))
        };
        if texts(&statement["Action"]).iter().any(touches_rows) {
            let condition = &statement["Condition"];
            let leading = texts(&condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]);
            assert!(!leading.is_empty(), "{role}: {statement}");
            assert_eq!(condition["Null"]["dynamodb:LeadingKeys"], "false", "{role}");
            assert!(leading.iter().all(|key| !key.starts_with('*')), "{role}: {leading:?}");
        }
    }
}

#[test]
fn only_access_writes_the_gates_store() {
    let template = Template::read();
    let mut who = Vec::new();
    for (role, statement) in template.statements() {
        if texts(&statement["Action"]).iter().any(|action| action.starts_with("cloudfront-keyvaluestore:")) {
            who.push(role);
            assert_eq!(texts(&statement["Resource"]), ["GateStore.Arn"]);
        }
    }
    assert_eq!(who, ["AccessRole"]);
}
