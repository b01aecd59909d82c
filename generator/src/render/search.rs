//! The search: a page for everybody, one for members, and the indexes that their browsers ask.

use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use themes::context::{Page, Search};

use super::{Plan, Press};
use crate::body::Body;
use crate::failure::Failure;
use crate::output::{Gated, PublicPath};
use crate::search::{self, Entry, File};
use crate::site::{SiteLesson, SiteLevel};

/// Where the index of what is public lies.
const INDEX: &str = "/sok/index/";

/// Where an index lies within a month's folder.
const MONTHS_INDEX: &str = "sok/";

/// Adds it all, if the site wants a search.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    if !plan.press().shared.search {
        return Ok(());
    }
    let slot = plan.slot.clone();
    plan.output.plan_public_folder(PublicPath::file(INDEX), move || {
        let press = slot.press();
        search::index(press.site.portal.lang, &public_entries(&press)?)
    });
    let mut months = Vec::new();
    for (index, level) in plan.press().site.levels.iter().enumerate() {
        for (month, lessons) in level.months() {
            let slot = plan.slot.clone();
            plan.output.plan_gated_folder(&level.level, month, MONTHS_INDEX, move || {
                let press = slot.press();
                month_index(&press, &press.site.levels[index].lessons[lessons.clone()])
            });
            months.push(month_address(level, month));
        }
    }
    pages(plan, months)
}

fn pages(plan: &mut Plan, months: Vec<String>) -> Result<(), Failure> {
    let title = plan.press().word("search-title")?;
    let head = |path: &str, for_members| Page {
        title: title.clone(),
        path: path.to_owned(),
        noindex: true,
        for_members,
        ..Page::default()
    };
    let (public, members) = (head("/sok/", false), head("/medlem/sok/", true));
    plan.public(PublicPath::page("/sok/"), move |press| page(press, &public, &[]));
    if !plan.press().shared.members {
        return Ok(());
    }
    let slot = plan.slot.clone();
    let make = move || Ok(Gated::new(page(&slot.press(), &members, &months)?).to_bytes());
    plan.output.plan_member_search(make);
    Ok(())
}

fn page(press: &Press, page: &Page, months: &[String]) -> Result<String, Failure> {
    press.render("search.html", &Search { page, index: INDEX, months })
}

fn month_address(level: &SiteLevel, month: ReleaseMonth) -> String {
    format!("{}{MONTHS_INDEX}", level.level.month_path(month))
}

fn public_entries(press: &Press) -> Result<Vec<Entry>, Failure> {
    let site = &press.site;
    let entry = |url: &str, title: &str, lead: &str, body: &Body| {
        let (lead, body) = (lead.replace('&', "&amp;").replace('<', "&lt;"), press.text(body, url, None)?);
        Ok(Entry { url: url.to_owned(), title: title.to_owned(), body: format!("<p>{lead}</p>{body}") })
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
fn month_index(press: &Press, lessons: &[Arc<SiteLesson>]) -> Result<Gated<Vec<File>>, Failure> {
    let entry = |lesson: &Arc<SiteLesson>| {
        let (url, title) = (lesson.href.clone(), lesson.lesson.title.clone());
        lesson.body.try_map(|text| {
            let body = press.text(&text.body, &url, None)?.into_owned();
            Ok::<Entry, Failure>(Entry { url, title, body })
        })
    };
    let released = lessons.iter().filter(|lesson| lesson.opens.is_none());
    let entries = released.map(entry).collect::<Result<Vec<_>, Failure>>()?;
    Gated::together(entries.into_iter()).try_map(|entries| {
        let mut files = search::index(press.site.portal.lang, entries)?;
        files.retain(|(name, _)| search::is_of_the_pages(name));
        Ok(files)
    })
}
