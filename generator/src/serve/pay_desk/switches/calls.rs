//! What is to happen to calls of the API.

use crate::serve::trouble::Mishap;

/// What happens to the next calls of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// As `POST`; any, if there is none.
    pub method: Option<String>,
    /// As `/v1/refunds`; in it, `*` is any one step, as in `/v1/subscriptions/*`.
    pub path: String,
    pub fate: Mishap,
    /// How often still.
    pub times: u32,
}

/// The words by which fates are asked for.
pub(crate) const FATES: &[(&str, Mishap)] = &[
    ("done-unanswered", Mishap::CallUnanswered),
    ("half-answered", Mishap::CallHalfAnswered),
    ("not-done", Mishap::CallNotDone),
    ("refused", Mishap::CallRefused),
    ("slow", Mishap::CallSlow),
];

impl Plan {
    fn is_for(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted == method) && leads_to(&self.path, path)
    }
}

fn leads_to(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(wanted, step)| *wanted == "*" || *wanted == step)
}

/// What happens to this call; the first plan for it is used up by one.
pub(super) fn next(plans: &mut Vec<Plan>, method: &str, path: &str) -> Option<Mishap> {
    let index = plans.iter().position(|plan| plan.is_for(method, path))?;
    let plan = plans.get_mut(index)?;
    let fate = plan.fate;
    plan.times = plan.times.saturating_sub(1);
    if plan.times == 0 {
        plans.remove(index);
    }
    Some(fate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_for_its_path_and_method_and_is_used_up() {
        let plan = Plan {
            method: Some("POST".to_owned()),
            path: "/v1/refunds".to_owned(),
            fate: Mishap::CallSlow,
            times: 2,
        };
        let mut plans = vec![plan];
        assert_eq!(next(&mut plans, "GET", "/v1/refunds"), None);
        assert_eq!(next(&mut plans, "POST", "/v1/customers"), None);
        let fates = [(); 3].map(|()| next(&mut plans, "POST", "/v1/refunds"));
        assert_eq!(fates, [Some(Mishap::CallSlow), Some(Mishap::CallSlow), None]);
    }

    #[test]
    fn a_star_is_one_step() {
        assert!(leads_to("/v1/subscriptions/*", "/v1/subscriptions/sub_1"));
        assert!(!leads_to("/v1/subscriptions/*", "/v1/subscriptions"));
        assert!(!leads_to("/v1/checkout/sessions", "/v1/checkout/sessions/cs_1/expire"));
    }
}
