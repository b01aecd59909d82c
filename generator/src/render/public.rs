//! Public pages that are the same in every phase.

use std::sync::Arc;

use domain::return_path::SIGN_IN;
use themes::context::{
    Article, ArticleCard, ArticleList, Form, Item, LevelList, LevelPage, Page, PlainPage, SignIn,
};

use super::{Plan, Press, described};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::{self, PageKind, SiteLevel};

/// Adds them all.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    let site = Arc::clone(&plan.press.site);
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| page.kind == PageKind::Plain) {
        plan.public(PublicPath::page(&page.head.path), move |press| {
            let page = &press.site.pages[index];
            press.render("page.html", &PlainPage { page: &page.head, body: &page.body })
        });
    }
    articles(plan);
    levels(plan);
    for file in &site.files {
        plan.output.add_public(PublicPath::file(&file.url), file.bytes.clone());
    }
    sign_in(plan)?;
    not_found(plan)
}

fn articles(plan: &mut Plan) {
    plan.public(PublicPath::page("/artikler/"), |press| {
        let page = list_page(press, "/artikler/", "articles");
        press.render("articles.html", &ArticleList { page: &page, articles: &press.articles })
    });
    let site = Arc::clone(&plan.press.site);
    for (index, article) in site.articles.iter().enumerate() {
        plan.public(PublicPath::page(&article.card.href), move |press| article_page(press, index));
    }
}

fn article_page(press: &Press, index: usize) -> Result<String, Failure> {
    let site::Article { card, body } = &press.site.articles[index];
    let page = Page {
        title: card.title.clone(),
        description: card.description.clone(),
        path: card.href.clone(),
        ..Page::default()
    };
    let page = described::article(press, page, card);
    let related = related(card, &press.articles);
    press.render("article.html", &Article { page: &page, body, card, related })
}

/// Up to three others: those that share most topics first, and of those the newest.
fn related<'a>(card: &ArticleCard, all: &'a [ArticleCard]) -> Vec<&'a ArticleCard> {
    let shared =
        |other: &ArticleCard| other.topics.iter().filter(|topic| card.topics.contains(topic)).count();
    let mut others: Vec<&ArticleCard> = all.iter().filter(|other| other.href != card.href).collect();
    others.sort_by_key(|other| std::cmp::Reverse(shared(other)));
    others.truncate(3);
    others
}

fn levels(plan: &mut Plan) {
    plan.public(PublicPath::page("/nivaer/"), |press| {
        let page = list_page(press, "/nivaer/", "levels");
        press.render("levels.html", &LevelList { page: &page, levels: &press.levels })
    });
    let site = Arc::clone(&plan.press.site);
    for (index, level) in site.levels.iter().enumerate() {
        plan.public(PublicPath::page(&level.card.href), move |press| {
            level_page(press, &press.site.levels[index])
        });
    }
}

fn level_page(press: &Press, level: &SiteLevel) -> Result<String, Failure> {
    let page = Page {
        title: level.card.title.clone(),
        description: level.card.teaser.clone(),
        path: level.card.href.clone(),
        ..Page::default()
    };
    let page = described::level(press, page, &level.card);
    let teased = teased(level);
    press.render("level.html", &LevelPage { page: &page, level: &level.card, body: &level.body, teased })
}

fn teased(level: &SiteLevel) -> Vec<Item> {
    let lessons = level.level.lessons.iter().filter(|lesson| lesson.teased);
    let item = |lesson: &domain::portal::Lesson| Item {
        title: lesson.title.clone(),
        text: lesson.summary.clone().unwrap_or_default(),
    };
    lessons.map(item).collect()
}

/// A list that no file stands for: titled as in the menu, or else as in the wording.
fn list_page(press: &Press, path: &str, key: &str) -> Page {
    let mut links = press.shared.menu.iter().chain(&press.shared.footer);
    let in_menu = links.find(|link| link.href == path).map(|link| link.title.clone());
    let title = in_menu.or_else(|| press.word_if_any(&format!("{key}-title")));
    Page {
        title: title.unwrap_or_else(|| press.shared.title.clone()),
        description: press.word_if_any(&format!("{key}-lead")).unwrap_or_default(),
        path: path.to_owned(),
        ..Page::default()
    }
}

fn sign_in(plan: &mut Plan) -> Result<(), Failure> {
    let page = Page {
        title: plan.press.word("sign-in-title")?,
        path: SIGN_IN.to_owned(),
        noindex: true,
        ..Page::default()
    };
    plan.public(PublicPath::page(SIGN_IN), move |press| {
        let context = SignIn { page: &page, next: "/medlem/", locked: None, form: Form::default() };
        press.render("sign-in.html", &context)
    });
    Ok(())
}

fn not_found(plan: &mut Plan) -> Result<(), Failure> {
    let page = Page { title: plan.press.word("not-found-title")?, noindex: true, ..Page::default() };
    plan.public(PublicPath::file("/404.html"), move |press| {
        press.render("not-found.html", &PlainPage { page: &page, body: "" })
    });
    Ok(())
}
