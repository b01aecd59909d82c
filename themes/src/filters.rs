//! The filters and the function that templates have: prices, dates, sizes and words.

use std::sync::{Arc, OnceLock};

use domain::lang::Lang;
use domain::money::Money;
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::context::Site;
use crate::dates::{Calendar, Year};
use crate::numbers;
use crate::translations::Translations;
use crate::wording::{self, Wording};

/// Gives `tera` the filters `money`, `tax_within`, `size`, `date`, `last_day`, `moment`, `time` and `month`.
pub(crate) fn add_filters(tera: &mut Tera, lang: Lang, zone: TimeZone) {
    add_number_filters(tera, lang);
    let calendar = Calendar::new(lang, zone);
    let date = calendar.clone();
    tera.register_filter("date", move |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(date.date(instant(&value)?, year(&kwargs, Year::Untold)?))
    });
    let last_day = calendar.clone();
    tera.register_filter("last_day", move |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(last_day.last_day(instant(&value)?, year(&kwargs, Year::Untold)?))
    });
    let moment = calendar.clone();
    tera.register_filter("moment", move |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(moment.moment(instant(&value)?, year(&kwargs, Year::Untold)?))
    });
    let time = calendar.clone();
    tera.register_filter("time", move |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(time.time(instant(&value)?))
    });
    tera.register_filter("month", move |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        month(&calendar, &value, year(&kwargs, Year::Told)?)
    });
}

fn add_number_filters(tera: &mut Tera, lang: Lang) {
    tera.register_filter("money", move |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(numbers::money(price(&value)?, lang))
    });
    tera.register_filter("tax_within", |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Value::try_from_serializable(&price(&value)?.tax_within(kwargs.must_get("rate")?))
    });
    tera.register_filter("size", move |bytes: u64, _: Kwargs, _: &State| numbers::size(bytes, lang));
}

/// Gives `tera` the function `translations`: the page at `path` in each language of the portal, itself included.
pub(crate) fn add_translations(tera: &mut Tera, translations: &Arc<OnceLock<Arc<Translations>>>) {
    let translations = Arc::clone(translations);
    tera.register_function("translations", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let path: &str = kwargs.must_get("path")?;
        let versions = translations.get().map(|translations| translations.versions(path));
        Value::try_from_serializable(&versions.unwrap_or_default())
    });
}

/// Gives `tera` the function `t`: `t(key="seats-left", count=3)`. Values may also come as a map, `args=…`.
pub(crate) fn add_words(tera: &mut Tera, wording: Arc<Wording>, site: &Site) {
    let site = site.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let mut args = shared_args(&site);
        for (name, value) in kwargs.iter() {
            match (name.as_str(), value.as_map()) {
                (Some("key") | None, _) => {}
                (Some("args"), Some(map)) => set_all(&mut args, map),
                (Some(name), _) => args.set(name.to_owned(), value_of(value)),
            }
        }
        wording.word(key, &args).map_err(crate::error::ThemeError::into_tera)
    });
}

/// What every text may mention without being given it: the portal's `$title` and its `$seller`.
pub(crate) fn shared_args(site: &Site) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    args.set("title", site.title.clone());
    args.set("seller", site.seller.name.clone());
    args
}

fn set_all(args: &mut FluentArgs<'static>, map: &tera::Map) {
    for (name, value) in map {
        if let Some(name) = name.as_str() {
            args.set(name.to_owned(), value_of(value));
        }
    }
}

fn value_of(value: &Value) -> FluentValue<'static> {
    match value.as_i64().map(u32::try_from) {
        Some(Ok(number)) => FluentValue::from(number),
        _ => wording::value(&value.to_string()),
    }
}

fn price(value: &Value) -> TeraResult<Money> {
    Money::deserialize(value).map_err(|_| tera::Error::message(format!("`{value}` is not a price")))
}

fn instant(value: &Value) -> TeraResult<Timestamp> {
    let parsed = value.as_str().and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| tera::Error::message(format!("`{value}` is not an instant")))
}

/// The name of a release month, or of the month that an instant falls in.
fn month(calendar: &Calendar, value: &Value, year: Year) -> TeraResult<String> {
    let text = value.as_str().unwrap_or_default();
    let named = match text.parse::<Timestamp>() {
        Ok(instant) => calendar.month(&calendar.month_of(instant), year),
        Err(_) => calendar.month(text, year),
    };
    named.ok_or_else(|| tera::Error::message(format!("`{value}` is not a month")))
}

fn year(kwargs: &Kwargs, otherwise: Year) -> TeraResult<Year> {
    Ok(match kwargs.get::<bool>("year")? {
        Some(true) => Year::Told,
        Some(false) => Year::Untold,
        None => otherwise,
    })
}
