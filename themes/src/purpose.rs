//! What each template of the default theme is for.

/// What `template` is for, in a few words; nothing if the default theme does not have it.
#[must_use]
pub fn purpose(template: &str) -> Option<&'static str> {
    PURPOSES.iter().find(|(name, _)| *name == template).map(|(_, purpose)| *purpose)
}

const PURPOSES: &[(&str, &str)] = &[
    ("account.html", "a member's account: what is paid, until when, and what was promised"),
    ("article.html", "an article"),
    ("articles.html", "the list of articles"),
    ("ask-offer.html", "the form for the link to one's own price"),
    ("base.html", "what every page stands in: head, header and footer"),
    ("blocks/audio.html", "a block in a text: a sound"),
    ("blocks/callout.html", "a block in a text: what stands out"),
    ("blocks/countdown.html", "a block in a text: when the launch opens or closes"),
    ("blocks/download.html", "a block in a text: a file to take home"),
    ("blocks/event.html", "a block in a text: an entry for the calendar"),
    ("blocks/offers.html", "a block in a text: what is for sale"),
    ("blocks/questions.html", "a block in a text: questions and answers"),
    ("blocks/quote.html", "a block in a text: what somebody said"),
    ("blocks/seats.html", "a block in a text: how many seats there are"),
    ("blocks/video.html", "a block in a text: a film"),
    ("blocks/waitlist.html", "a block in a text: the form for the waitlist"),
    ("cancel.html", "what ending a membership means, and the button for it"),
    ("ended.html", "that a membership has ended, and what to do"),
    ("erase.html", "what goes and what stays when a member is erased, and the button for it"),
    ("feed.xml", "the feed of the newest articles"),
    ("feedback.html", "the form for what members write about a lesson, with its mistakes"),
    ("forms.html", "parts of forms: fields, boxes to tick, errors"),
    ("home.html", "where members arrive: where they go on, how far they are, what is new"),
    ("landing.html", "the front page, once for each phase of a launch"),
    ("lesson.html", "a lesson"),
    ("level.html", "a level's public page"),
    ("levels.html", "the list of levels"),
    ("locked.html", "where somebody without access ends"),
    ("mail.html", "a mail, as HTML"),
    ("mail.txt", "the same mail, as plain text"),
    ("month.html", "the lessons of a month"),
    ("moved.html", "what stands at an old address and leads on to the new one"),
    ("not-found.html", "that there is no such page"),
    ("notice.html", "a short message after a form was sent"),
    ("offers.html", "parts of offers: prices, seats, countdown"),
    ("orders.html", "parts of orders: what is bought, from whom, by which terms"),
    ("page.html", "a page without a template of its own"),
    ("parts.html", "parts of many pages: header, footer, cards, questions, quotations"),
    ("receipt.html", "the receipt after buying"),
    ("review.html", "the order as it will be charged, before paying"),
    ("sales.html", "the sales page, once for each phase of a launch"),
    ("search.html", "the search, for visitors and for members"),
    ("sessions.html", "the devices that a member is signed in on"),
    ("sign-in-sent.html", "that a sign-in link is on its way, with a field for the code"),
    ("sign-in.html", "the form for a sign-in link"),
    ("tasks.html", "a lesson's tasks, to tick off without a script"),
    ("waitlist.html", "the form for the waitlist"),
    ("withdraw-confirm.html", "what is withdrawn from, and the button for it"),
    ("withdraw.html", "the form of the right of withdrawal"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::ThemeFiles;
    use domain::lang::Lang;

    #[test]
    fn every_template_has_its_purpose_and_nothing_else_has() {
        let templates = ThemeFiles::default_theme(Lang::Nb).templates;
        let named: Vec<&str> = PURPOSES.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, templates.keys().collect::<Vec<_>>());
    }
}
