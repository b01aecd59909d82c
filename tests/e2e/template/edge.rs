//! The edge: everything gated comes through the gate, and nothing is reached around it.

use generator::output::headers::{COMFORT, PAYMENTS_ORIGINS, Reach, SEARCHING, rules};
use serde_json::{Value, json};

use super::Template;
use super::parsed::texts;
use crate::documents::{document, every_route};

/// Every behaviour with the paths that it covers; the default one covers `*`.
fn behaviours(template: &Template) -> Vec<(String, Value)> {
    let config = &template.properties("Distribution")["DistributionConfig"];
    let others = config["CacheBehaviors"].as_array().expect("behaviours").iter();
    let others = others.map(|one| (one["PathPattern"].as_str().expect("a path").to_owned(), one.clone()));
    others.chain([("*".to_owned(), config["DefaultCacheBehavior"].clone())]).collect()
}

/// The behaviour that serves `path`: the first that fits.
fn behaviour_of(template: &Template, path: &str) -> Value {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == pattern,
    };
    behaviours(template).into_iter().find(|(pattern, _)| fits(pattern)).expect("a behaviour").1
}

#[test]
fn the_gate_is_the_file_that_the_dev_server_runs_to_the_byte() {
    let template = Template::read();
    let code = template.properties("Gate")["FunctionCode"].as_str().expect("code").to_owned();
    assert!(
        code == document("infra/gate.js"),
        "run `infra/embed-gate`, which puts infra/gate.js into the template"
    );
    assert!(code.len() <= 10_240, "CloudFront takes no more");
    assert_eq!(template.properties("Gate")["FunctionConfig"]["Runtime"], "cloudfront-js-2.0");
    assert_eq!(
        template.properties("Gate")["FunctionConfig"]["KeyValueStoreAssociations"],
        json!([{"KeyValueStoreARN": {"GetAtt": "GateStore.Arn"}}])
    );
}

#[test]
fn whatever_reads_the_bucket_comes_through_the_gate() {
    let template = Template::read();
    let gate = json!([{"EventType": "viewer-request", "FunctionARN": {"GetAtt": "Gate.FunctionMetadata.FunctionARN"}}]);
    let mut gated = 0;
    for (paths, behaviour) in behaviours(&template) {
        match behaviour["TargetOriginId"].as_str() {
            Some("site") => {
                assert_eq!(behaviour["FunctionAssociations"], gate, "{paths}");
                gated += 1;
            }
            Some("api") => assert!(paths.starts_with("/api/"), "{paths}"),
            other => panic!("{paths} leads to {other:?}"),
        }
    }
    assert_eq!(gated, 3);
    for path in ["/medlem/", "/medlem/1-ro/2026-08/ark.pdf", "/private/medlem/index.html", "/"] {
        assert_eq!(behaviour_of(&template, path)["TargetOriginId"], "site", "{path}");
    }
}

#[test]
fn the_bucket_opens_to_the_cdn_alone_and_only_what_is_published() {
    let template = Template::read();
    let closed = &template.properties("SiteBucket")["PublicAccessBlockConfiguration"];
    assert!(
        closed
            .as_object()
            .is_some_and(|settings| settings.len() == 4 && settings.values().all(|on| on == true))
    );
    let statements = template.properties("SiteBucketPolicy")["PolicyDocument"]["Statement"].clone();
    for statement in statements.as_array().expect("statements").iter().filter(|one| one["Effect"] == "Allow")
    {
        assert_eq!(statement["Principal"], json!({"Service": "cloudfront.amazonaws.com"}));
        let source = texts(&statement["Condition"]["StringEquals"]["AWS:SourceArn"]);
        assert_eq!(source.len(), 1);
        assert!(source[0].ends_with("distribution/${Distribution}"), "{source:?}");
        match statement["Action"].as_str() {
            Some("s3:GetObject") => assert_eq!(
                texts(&statement["Resource"]),
                ["${SiteBucket.Arn}/public/*", "${SiteBucket.Arn}/private/*"]
            ),
            Some("s3:ListBucket") => {}
            other => panic!("the CDN may {other:?}"),
        }
    }
    let origin = &template.properties("Distribution")["DistributionConfig"]["Origins"][0];
    assert_eq!(origin["OriginAccessControlId"], json!({"Ref": "SiteAccess"}));
}

#[test]
fn the_functions_answer_the_cdn_alone() {
    let template = Template::read();
    let origins = template.properties("Distribution")["DistributionConfig"]["Origins"].clone();
    let api = origins.as_array().expect("origins").iter().find(|origin| origin["Id"] == "api").expect("one");
    assert_eq!(
        api["OriginCustomHeaders"],
        json!([{"HeaderName": "x-terskel-origin", "HeaderValue": {"Ref": "OriginSecret"}}])
    );
    assert_eq!(api["CustomOriginConfig"]["OriginProtocolPolicy"], "https-only");
    let secret = template.at("/Parameters/OriginSecret");
    assert_eq!((&secret["NoEcho"], &secret["MinLength"]), (&json!(true), &json!(32)));
    assert!(secret.get("Default").is_none());
}

#[test]
fn no_cookie_reaches_the_bucket_or_the_public_offers() {
    let template = Template::read();
    for path in ["/", "/medlem/", "/api/offers", "/api/offers/facts"] {
        let behaviour = behaviour_of(&template, path);
        assert!(behaviour.get("OriginRequestPolicyId").is_none(), "{path}");
        let policy = behaviour["CachePolicyId"]["Ref"].as_str().expect("a policy of ours");
        let key =
            &template.properties(policy)["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"];
        assert_eq!(key["CookiesConfig"], json!({"CookieBehavior": "none"}), "{path}");
        assert_eq!(key["QueryStringsConfig"], json!({"QueryStringBehavior": "none"}), "{path}");
        assert_eq!(key["HeadersConfig"], json!({"HeaderBehavior": "none"}), "{path}");
        assert_eq!(template.properties(policy)["CachePolicyConfig"]["MinTTL"], 0, "{path}");
    }
}

#[test]
fn every_route_is_reached_and_nothing_personal_is_kept_by_the_cdn() {
    let template = Template::read();
    for route in every_route() {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let behaviour = behaviour_of(&template, path);
        assert_eq!(behaviour["TargetOriginId"], "api", "{route}");
        assert!(texts(&behaviour["AllowedMethods"]).contains(&method.to_owned()), "{route}");
        if !["/api/offers", "/api/offers/facts"].contains(&path) {
            // Managed-CachingDisabled.
            assert_eq!(behaviour["CachePolicyId"], "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "{route}");
            assert_eq!(behaviour["OriginRequestPolicyId"], json!({"Ref": "ApiForwarding"}), "{route}");
        }
    }
}

#[test]
fn the_webhook_is_reached_without_a_session_and_with_its_signature() {
    let template = Template::read();
    let behaviour = behaviour_of(&template, "/api/payments/webhook");
    assert!(behaviour.get("FunctionAssociations").is_none());
    for (name, route) in template.all("ApiGatewayV2::Route") {
        assert!(route.get("AuthorizationType").is_none() && route.get("AuthorizerId").is_none(), "{name}");
    }
    let forwarded = &template.properties("ApiForwarding")["OriginRequestPolicyConfig"];
    let headers = texts(&forwarded["HeadersConfig"]["Headers"]);
    let read = [
        "Accept",
        "CloudFront-Viewer-Address",
        "Content-Type",
        "Origin",
        "Referer",
        "Sec-Fetch-Site",
        "Stripe-Signature",
        "User-Agent",
    ];
    assert_eq!(headers, read);
    assert_eq!(forwarded["CookiesConfig"], json!({"CookieBehavior": "all"}));
    assert_eq!(forwarded["QueryStringsConfig"], json!({"QueryStringBehavior": "all"}));
}

#[test]
fn only_a_missing_page_is_replaced_and_no_failure_is_kept_for_the_next_visitor() {
    let template = Template::read();
    let errors = template.properties("Distribution")["DistributionConfig"]["CustomErrorResponses"].clone();
    let mut codes = Vec::new();
    for error in errors.as_array().expect("errors") {
        let code = error["ErrorCode"].as_u64().expect("a code");
        codes.push(code);
        if code == 404 {
            assert_eq!(error["ResponsePagePath"], "/public/404.html");
            assert_eq!(error["ResponseCode"], 404);
        } else {
            assert!(error.get("ResponsePagePath").is_none(), "{code}");
            assert_eq!(error["ErrorCachingMinTTL"], 0, "{code}");
        }
    }
    codes.sort_unstable();
    // Those that CloudFront takes, and may keep.
    assert_eq!(codes, [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);
}

#[test]
fn pages_are_answered_with_the_headers_of_the_generators_manifest() {
    let template = Template::read();
    for rule in rules(Reach::payments_alone(PAYMENTS_ORIGINS)) {
        let behaviour = behaviour_of(&template, &rule.path.replace('*', "x/"));
        let policy_name = behaviour["ResponseHeadersPolicyId"]["Ref"].as_str().expect("a policy");
        let policy =
            &template.properties(policy_name)["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"];
        let mut rest = rule.headers.clone();
        rest.remove("cache-control").expect("each file brings it along");
        let security = rest.remove("content-security-policy").expect("a parameter, from the manifest");
        assert_eq!(policy_name == "SearchHeaders", security.ends_with(SEARCHING), "{}", rule.path);
        let sent = match policy_name {
            "SearchHeaders" => json!({"Sub": format!("${{ContentSecurityPolicy}}{SEARCHING}")}),
            _ => json!({"Sub": format!("${{ContentSecurityPolicy}}{COMFORT}")}),
        };
        assert_eq!(policy["ContentSecurityPolicy"]["ContentSecurityPolicy"], sent);
        assert_eq!(rest.remove("x-content-type-options").as_deref(), Some("nosniff"));
        assert!(policy["ContentTypeOptions"].is_object());
        assert_eq!(
            rest.remove("referrer-policy").as_deref(),
            policy["ReferrerPolicy"]["ReferrerPolicy"].as_str()
        );
        let seconds = policy["StrictTransportSecurity"]["AccessControlMaxAgeSec"].as_u64().expect("seconds");
        assert_eq!(rest.remove("strict-transport-security"), Some(format!("max-age={seconds}")));
        assert!(rest.is_empty(), "the template lacks {rest:?}");
    }
}
