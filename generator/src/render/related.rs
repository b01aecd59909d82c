//! What to read on with: the articles that share most topics with one, and of those the newest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use themes::context::ArticleCard;

/// So many are named below an article.
const MOST: usize = 3;

/// Only so many of the newest of each topic are looked at, so that a topic that every article has costs no more than another.
const MOST_OF_A_TOPIC: usize = 64;

/// Articles, newest first, by their topics.
pub(super) struct Related<'a> {
    cards: &'a [ArticleCard],
    by_topic: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Related<'a> {
    /// Among these, which come newest first.
    pub(super) fn among(cards: &'a [ArticleCard]) -> Self {
        let mut by_topic: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, card) in cards.iter().enumerate() {
            for topic in &card.topics {
                by_topic.entry(&topic.href).or_default().push(index);
            }
        }
        Self { cards, by_topic }
    }

    /// Up to three others than the one at `index`; the newest, where too few share a topic with it.
    pub(super) fn to(&self, index: usize) -> Vec<&'a ArticleCard> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let topics =
            self.cards[index].topics.iter().filter_map(|topic| self.by_topic.get(topic.href.as_str()));
        for other in topics.flat_map(|articles| articles.iter().take(MOST_OF_A_TOPIC)) {
            *shared.entry(*other).or_default() += 1;
        }
        let mut best: Vec<usize> = shared.keys().copied().filter(|other| *other != index).collect();
        best.sort_by_key(|other| Reverse(shared[other]));
        let newest = (0..self.cards.len()).filter(|other| *other != index && !shared.contains_key(other));
        best.into_iter().chain(newest).take(MOST).map(|other| &self.cards[other]).collect()
    }

    /// The articles of the topic at the address `href`, newest first.
    pub(super) fn of_topic(&self, href: &str) -> Vec<&'a ArticleCard> {
        self.by_topic.get(href).into_iter().flatten().map(|index| &self.cards[*index]).collect()
    }
}
