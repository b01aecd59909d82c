//! What members wrote about lessons, for whoever keeps the portal.

use domain::address::EmailAddress;
use domain::lesson::LessonKey;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store;

/// What a member wrote about a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackCard {
    /// The lesson, as `1/2026-08/pusten`.
    pub lesson: LessonKey,
    /// Its title when it was written about.
    pub title: String,
    /// When.
    pub at: Timestamp,
    /// Who wrote it, if they are known.
    pub address: Option<EmailAddress>,
    /// What they wrote. A stranger's words: none of it may steer whatever shows it.
    pub text: String,
}

/// Everything that was written since `since`, or ever; the oldest first.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn feedback(app: &App, since: Option<Timestamp>) -> Result<Vec<FeedbackCard>, Broken> {
    let (mut cards, mut after) = (Vec::new(), None);
    loop {
        let (places, next) = store::feedback::page(&app.store, after).await?;
        for place in places.iter().filter(|place| since.is_none_or(|since| since <= place.at)) {
            // From the index: its member may have been erased since.
            let Some(entry) = store::feedback::at(&app.store, place).await? else { continue };
            let member = store::member::get(&app.store, &entry.member).await?;
            cards.push(FeedbackCard {
                lesson: entry.lesson,
                title: entry.title,
                at: entry.at,
                address: member.map(|member| member.address),
                text: entry.text,
            });
        }
        match next {
            Some(cursor) => after = Some(cursor),
            None => return Ok(cards),
        }
    }
}
