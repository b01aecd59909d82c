//! Products and prices: one product for each offer, one price for each amount and interval of it.
//!
//! A price is found by its lookup key, which names all that it is, so an offer at another price is another price and
//! nobody's changes. Whatever is missing is made, by `terskel payments sync` or by the first who buys.

use domain::money::Interval;
use serde::Deserialize;

use super::list::Entry;
use super::{Params, Stripe, call};
use crate::failure::Broken;
use crate::fingerprint;
use crate::provider::{Article, SetUp, SetUpOutcome};

const PRICES: &str = "/v1/prices";
const PRODUCTS: &str = "/v1/products";

#[derive(Deserialize)]
pub(super) struct PriceObject {
    id: String,
    active: bool,
}

impl Entry for PriceObject {
    fn id(&self) -> &str {
        &self.id
    }
}

#[derive(Deserialize)]
pub(super) struct ProductObject {
    #[expect(dead_code, reason = "that it is there is all that is asked")]
    id: String,
    name: String,
}

impl Stripe {
    /// The id of the article's price. One that is missing is made, and one that was put away is taken out again.
    pub(crate) async fn price(&self, article: &Article<'_>) -> Result<String, Broken> {
        let key = lookup_key(article);
        if let Some(id) = self.known(&key) {
            return Ok(id);
        }
        let id = match self.price_of(&key).await? {
            Some(price) if price.active => price.id,
            Some(price) => self.take_out(&price.id).await?.id,
            None => self.create_price(article, &key).await?.id,
        };
        self.know(&key, &id);
        Ok(id)
    }

    /// Forgets the id of the article's price.
    pub(super) fn forget_price(&self, article: &Article<'_>) {
        self.forget(&lookup_key(article));
    }

    /// Sees to it that the article can be sold, and tells what it came upon.
    pub(crate) async fn set_up_article(
        &self,
        article: &Article<'_>,
        dry_run: bool,
    ) -> Result<Vec<SetUp>, Broken> {
        let product = self.set_up_product(article, dry_run).await?;
        let found = self.price_of(&lookup_key(article)).await?;
        let outcome = match found {
            Some(price) if price.active => SetUpOutcome::Found,
            _ if dry_run => SetUpOutcome::Wanted,
            Some(_) => SetUpOutcome::Mended,
            None => SetUpOutcome::Made,
        };
        if !dry_run {
            self.price(article).await?;
        }
        Ok(vec![product, SetUp { what: format!("price {}", price_words(article)), outcome }])
    }

    async fn set_up_product(&self, article: &Article<'_>, dry_run: bool) -> Result<SetUp, Broken> {
        let id = product_id(article);
        let found = self.product(&id).await?;
        let outcome = match found {
            Some(product) if product.name == article.name => SetUpOutcome::Found,
            _ if dry_run => SetUpOutcome::Wanted,
            Some(_) => {
                let request = self.post(&format!("{PRODUCTS}/{id}")).form(&[("name", article.name)]);
                call::send::<ProductObject>("naming a product", request).await?;
                SetUpOutcome::Mended
            }
            None => {
                self.create_product(article, &id).await?;
                SetUpOutcome::Made
            }
        };
        Ok(SetUp { what: format!("product `{}`", article.name), outcome })
    }

    async fn price_of(&self, key: &str) -> Result<Option<PriceObject>, Broken> {
        let params = vec![("lookup_keys[0]", key.to_owned())];
        let found = self.page::<PriceObject>("looking for a price", PRICES, params, None).await?;
        Ok(found.entries.into_iter().next())
    }

    async fn take_out(&self, id: &str) -> Result<PriceObject, Broken> {
        let request = self.post(&format!("{PRICES}/{id}")).form(&[("active", "true")]);
        call::send("taking a price out again", request).await
    }

    async fn create_price(&self, article: &Article<'_>, key: &str) -> Result<PriceObject, Broken> {
        let product = product_id(article);
        if self.product(&product).await?.is_none() {
            self.create_product(article, &product).await?;
        }
        let params = price_params(article, product, key);
        self.make("creating a price", PRICES, &params, key, || self.price_of(key)).await
    }

    async fn product(&self, id: &str) -> Result<Option<ProductObject>, Broken> {
        call::find("looking for a product", self.get(&format!("{PRODUCTS}/{id}"))).await
    }

    async fn create_product(&self, article: &Article<'_>, id: &str) -> Result<ProductObject, Broken> {
        let params = vec![
            ("id", id.to_owned()),
            ("name", article.name.to_owned()),
            ("metadata[portal]", article.portal.to_owned()),
        ];
        // The name may have changed since the key was used: the key is of the name too.
        let key = format!("{id}-{}", fingerprint::of(article.name));
        self.make("creating a product", PRODUCTS, &params, &key, || self.product(id)).await
    }
}

fn price_params(article: &Article<'_>, product: String, key: &str) -> Params {
    let price = article.quote.price;
    let mut params = vec![
        ("product", product),
        ("currency", price.currency.code().to_lowercase()),
        ("unit_amount", price.minor.to_string()),
        ("tax_behavior", "inclusive".to_owned()),
        ("lookup_key", key.to_owned()),
        ("nickname", price_words(article)),
        ("metadata[portal]", article.portal.to_owned()),
    ];
    match article.quote.interval {
        Interval::Once => {}
        interval => params.push(("recurring[interval]", interval.word().to_owned())),
    }
    params
}

/// As in `249.00 NOK month (august/alle)`.
fn price_words(article: &Article<'_>) -> String {
    let quote = article.quote;
    let (price, currency) = (quote.price, quote.price.currency.code());
    let (whole, hundredths, interval) = (price.whole(), price.hundredths(), quote.interval.word());
    format!("{whole}.{hundredths:02} {currency} {interval} ({}/{})", quote.launch, quote.offer)
}

/// What finds the price: everything that it is, in few enough characters for the API's 200.
fn lookup_key(article: &Article<'_>) -> String {
    format!("terskel-{}", fingerprint::of(&format!("{}\n{}", article.portal, price_words(article))))
}

fn product_id(article: &Article<'_>) -> String {
    let quote = article.quote;
    let named = format!("{}\n{}\n{}", article.portal, quote.launch, quote.offer);
    format!("terskel_{}", fingerprint::of(&named))
}
