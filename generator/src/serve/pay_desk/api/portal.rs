//! `/v1/billing_portal`: what customers may do at the provider's portal, and their visits to it.

use std::collections::BTreeSet;

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, customers, list, sessions};
use crate::serve::pay_desk::books::{Books, Configuration, Feature, Metadata, PortalSession};

#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "active", "business_profile[headline]", "business_profile[privacy_policy_url]",
    "business_profile[terms_of_service_url]", "default_return_url", "features[customer_update][allowed_updates]",
    "features[customer_update][allowed_updates][#]", "features[customer_update][enabled]",
    "features[invoice_history][enabled]", "features[payment_method_update][enabled]",
    "features[subscription_cancel][enabled]", "features[subscription_cancel][mode]",
    "features[subscription_cancel][proration_behavior]", "features[subscription_cancel][cancellation_reason][**]",
    "features[subscription_update][enabled]", "features[subscription_update][default_allowed_updates]",
    "features[subscription_update][proration_behavior]", "login_page[enabled]", "metadata", "metadata[*]", "name",
];

const UPDATES: &[&str] = &["address", "email", "name", "phone", "shipping", "tax_id"];

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 60;

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let (active, default) = (params.flag("active")?, params.flag("is_default")?);
            let (url, known) = ("/v1/billing_portal/configurations", ["active", "is_default"]);
            list::entries(books, params, url, &known, |configuration: &Configuration| {
                active.is_none_or(|active| configuration.active == active)
                    // The default one is made in the provider's dashboard, so none of these is.
                    && default != Some(true)
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Configuration>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    match path {
        ["configurations"] => {
            params.only(KNOWN)?;
            if !params.any_under("features[") {
                return Err(Refusal::missing("features"));
            }
            let configuration = nothing_allowed(books)?;
            configure(books, params, configuration)
        }
        ["configurations", id] => {
            params.only(KNOWN)?;
            let configuration = books.get::<Configuration>(id)?.clone();
            configure(books, params, configuration)
        }
        ["sessions"] => visit(books, params),
        _ => Err(unknown()),
    }
}

fn nothing_allowed(books: &mut Books) -> Result<Configuration, Refusal> {
    Ok(Configuration {
        id: books.id("bpc_")?,
        created: books.now,
        updated: books.now,
        active: true,
        name: None,
        headline: None,
        privacy_policy_url: None,
        terms_of_service_url: None,
        default_return_url: None,
        allowed_updates: Vec::new(),
        features: BTreeSet::new(),
        cancels_at_once: false,
        metadata: Metadata::new(),
    })
}

fn configure(books: &mut Books, params: &Params, mut configuration: Configuration) -> Reply {
    set_texts(params, &mut configuration)?;
    set_features(params, &mut configuration)?;
    configuration.updated = books.now;
    params.change_metadata("metadata", &mut configuration.metadata)?;
    let id = configuration.id.clone();
    books.keep(configuration);
    books.object::<Configuration>(&id)
}

fn set_texts(params: &Params, configuration: &mut Configuration) -> Result<(), Refusal> {
    let headline = "business_profile[headline]";
    if params.get(headline).is_some_and(|text| text.chars().count() > LONGEST_HEADLINE) {
        return Err(Refusal::invalid("Invalid string: must be at most 60 characters", Some(headline)));
    }
    for (name, field) in [(headline, &mut configuration.headline), ("name", &mut configuration.name)] {
        params.change(name, field);
    }
    let urls = [
        ("business_profile[privacy_policy_url]", &mut configuration.privacy_policy_url),
        ("business_profile[terms_of_service_url]", &mut configuration.terms_of_service_url),
        ("default_return_url", &mut configuration.default_return_url),
    ];
    for (name, field) in urls {
        if params.is_given(name) {
            *field = params.url(name)?;
        }
    }
    configuration.active = params.flag("active")?.unwrap_or(configuration.active);
    Ok(())
}

fn set_features(params: &Params, configuration: &mut Configuration) -> Result<(), Refusal> {
    for feature in Feature::ALL {
        match params.flag(&format!("features[{}][enabled]", feature.word()))? {
            Some(true) => configuration.features.insert(feature),
            Some(false) => configuration.features.remove(&feature),
            None => continue,
        };
    }
    if let Some(mode) =
        params.word("features[subscription_cancel][mode]", &["at_period_end", "immediately"])?
    {
        configuration.cancels_at_once = mode == "immediately";
    }
    let swap = "features[subscription_update][enabled]";
    if params.flag(swap)? == Some(true) {
        return Err(Refusal::invalid("this pay desk's portal swaps no prices", Some(swap)));
    }
    set_updates(params, configuration)
}

fn set_updates(params: &Params, configuration: &mut Configuration) -> Result<(), Refusal> {
    let name = "features[customer_update][allowed_updates]";
    let updates = params.list(name);
    if let Some(unknown) = updates.iter().find(|update| !UPDATES.contains(&update.as_str())) {
        return Err(Refusal::invalid(&format!("Invalid {name}: `{unknown}`"), Some(name)));
    }
    if !updates.is_empty() || params.is_given(name) {
        configuration.allowed_updates = updates;
    }
    Ok(())
}

fn visit(books: &mut Books, params: &Params) -> Reply {
    params.only(&["configuration", "customer", "locale", "return_url"])?;
    let return_url = params.url("return_url")?;
    let locale = params.word("locale", sessions::LOCALES)?;
    let customer = customers::named(books, params)?.id.clone();
    let Some(configuration) = params.get("configuration") else {
        let message =
            "No configuration provided and your test mode default configuration has not been created.";
        return Err(Refusal::state(message));
    };
    let configuration = books.named::<Configuration>(configuration, "configuration")?;
    let return_url = return_url.or_else(|| configuration.default_return_url.clone());
    let (configuration, created) = (configuration.id.clone(), books.now);
    let id = books.id("bps_")?;
    books.keep(PortalSession { id: id.clone(), created, customer, configuration, return_url, locale });
    books.object::<PortalSession>(&id)
}
