//! The search: a page for everybody, one for members, and the indexes that their browsers ask.

use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use themes::context::{Page, Search};

use super::{Plan, Press};
use crate::failure::Failure;
use crate::output::{Gated, PublicPath};
use crate::search::{self, Entry, File};
use crate::site::{Site, SiteLesson, SiteLevel};

/// Where the index of what is public lies.
const INDEX: &str = "/sok/index/";

/// Where an index lies within a month's folder.
const MONTHS_INDEX: &str = "sok/";

/// Adds it all, if the site wants a search.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    let site = Arc::clone(&plan.press.site);
    if !plan.press.shared.search {
        return Ok(());
    }
    for (name, bytes) in search::index(site.portal.lang, &public_entries(&site))? {
        plan.output.add_public(PublicPath::file(&format!("{INDEX}{name}")), bytes);
    }
    let mut months = Vec::new();
    for level in &site.levels {
        for (month, lessons) in level.months() {
            let files = month_index(&site, &level.lessons[lessons])?;
            plan.output.add_gated_files(&level.level, month, MONTHS_INDEX, files);
            months.push(month_address(level, month));
        }
    }
    pages(plan, months)
}

fn pages(plan: &mut Plan, months: Vec<String>) -> Result<(), Failure> {
    let title = plan.press.word("search-title")?;
    let head = |path: &str, for_members| Page {
        title: title.clone(),
        path: path.to_owned(),
        noindex: true,
        for_members,
        ..Page::default()
    };
    let (public, members) = (head("/sok/", false), head("/medlem/sok/", true));
    plan.public(PublicPath::page("/sok/"), move |press| page(press, &public, &[]));
    if !plan.press.shared.members {
        return Ok(());
    }
    let press = Arc::clone(&plan.press);
    plan.output.plan_member_search(move || Ok(Gated::new(page(&press, &members, &months)?).to_bytes()));
    Ok(())
}

fn page(press: &Press, page: &Page, months: &[String]) -> Result<String, Failure> {
    press.render("search.html", &Search { page, index: INDEX, months })
}

fn month_address(level: &SiteLevel, month: ReleaseMonth) -> String {
    format!("{}{MONTHS_INDEX}", level.level.month_path(month))
}

fn public_entries(site: &Site) -> Vec<Entry> {
    let entry = |url: &str, title: &str, lead: &str, body: &str| Entry {
        url: url.to_owned(),
        title: title.to_owned(),
        body: format!("<p>{}</p>{body}", lead.replace('&', "&amp;").replace('<', "&lt;")),
    };
    let pages = site
        .pages
        .iter()
        .map(|page| entry(&page.head.path, &page.head.title, &page.head.description, &page.body));
    let articles = site.articles.iter().map(|article| {
        entry(&article.card.href, &article.card.title, &article.card.description, &article.body)
    });
    let levels = site
        .levels
        .iter()
        .map(|level| entry(&level.card.href, &level.card.title, &level.card.teaser, &level.body));
    pages.chain(articles).chain(levels).collect()
}

/// The index of a month's lessons that are released, which stays behind the gate.
fn month_index(site: &Site, lessons: &[SiteLesson]) -> Result<Gated<Vec<File>>, Failure> {
    let entry = |lesson: &SiteLesson| {
        let (url, title) = (lesson.href.clone(), lesson.lesson.title.clone());
        lesson.body.map(|text| Entry { url, title, body: text.html.clone() })
    };
    let released = lessons.iter().filter(|lesson| lesson.opens.is_none());
    Gated::together(released.map(entry)).try_map(|entries| {
        let mut files = search::index(site.portal.lang, entries)?;
        files.retain(|(name, _)| search::is_of_the_pages(name));
        Ok(files)
    })
}
