//! What to read on with: the articles that share most topics with one, and of those the newest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use themes::context::ArticleCard;

use crate::site::Article;

/// So many are named below an article.
const MOST: usize = 3;

/// Only so many of the newest of each topic are looked at, so that a topic that every article has costs no more than another.
const MOST_OF_A_TOPIC: usize = 64;

/// Articles by their topics' addresses; they are numbered, the newest first.
#[derive(Debug)]
pub(super) struct Related(HashMap<String, Vec<usize>>);

impl Related {
    /// Among these, which come newest first.
    pub(super) fn among(articles: &[Arc<Article>]) -> Self {
        let mut by_topic: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, article) in articles.iter().enumerate() {
            for topic in &article.card.topics {
                by_topic.entry(topic.href.clone()).or_default().push(index);
            }
        }
        Self(by_topic)
    }

    /// Up to three others than the one at `index` among these; the newest, where too few share a topic with it.
    pub(super) fn to<'a>(&self, index: usize, articles: &'a [Arc<Article>]) -> Vec<&'a ArticleCard> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for topic in &articles[index].card.topics {
            for other in self.of_topic(&topic.href).take(MOST_OF_A_TOPIC) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut best: Vec<usize> = shared.keys().copied().filter(|other| *other != index).collect();
        best.sort_by_key(|other| Reverse(shared[other]));
        let newest = (0..articles.len()).filter(|other| *other != index && !shared.contains_key(other));
        best.into_iter().chain(newest).take(MOST).map(|other| &articles[other].card).collect()
    }

    /// The articles of the topic at the address `href`.
    pub(super) fn of_topic(&self, href: &str) -> impl Iterator<Item = usize> {
        self.0.get(href).into_iter().flatten().copied()
    }
}
