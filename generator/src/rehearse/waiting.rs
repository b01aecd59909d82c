//! Before the opening: people join the waitlist, confirm it by the mail, and some leave again.

use super::habits::Joining;
use super::person::{Deed, Person, Step};
use crate::visitor::{Page, VisitError};

const JOIN: &str = "/api/waitlist/join";
const CONFIRM: &str = "/api/waitlist/confirm";
const LEAVE: &str = "/api/waitlist/leave";

impl Person {
    /// Joins the waitlist, if that is this person's way.
    pub(super) async fn wait_for_the_opening(&mut self) -> Result<(), VisitError> {
        let Some(joining) = self.habits.joins.clone() else { return Ok(()) };
        self.until(joining.at).await;
        let asked_at = self.now();
        self.join().await?;
        if joining.twice {
            self.wait(5, 15).await;
            self.join().await?;
        }
        if joining.confirms {
            self.confirm(&joining, asked_at).await?;
        }
        Ok(())
    }

    async fn join(&mut self) -> Result<(), VisitError> {
        let landing = self.patiently(Step::Open("/")).await?;
        if !landing.has_form(JOIN) {
            // Another round is open, and the page leads there instead.
            return Ok(());
        }
        let form = landing.form(JOIN)?.with("email", &self.address).with("consent", "yes");
        let sent = self.patiently(Step::Submit(&form)).await?;
        if self.is_good("joining the waitlist", &sent) {
            self.did(Deed::Joined);
        }
        Ok(())
    }

    async fn confirm(&mut self, joining: &Joining, asked_at: jiff::Timestamp) -> Result<(), VisitError> {
        if !self.has(Deed::Joined) {
            return Ok(());
        }
        let Some(letter) = self.mail_to(CONFIRM, asked_at).await else {
            self.diary.stuck.push("the mail to confirm the waitlist did not come".to_owned());
            return Ok(());
        };
        let confirmed = self.press_mailed(&letter, CONFIRM).await?;
        if self.is_good("confirming the waitlist", &confirmed) {
            self.did(Deed::Confirmed);
        }
        if let Some(after) = joining.leaves_after {
            self.until(self.now() + after).await;
            self.leave(asked_at).await?;
        }
        Ok(())
    }

    async fn leave(&mut self, asked_at: jiff::Timestamp) -> Result<(), VisitError> {
        let Some(letter) = self.mail_to(LEAVE, asked_at).await else {
            self.diary.stuck.push("no mail had a link to leave the waitlist".to_owned());
            return Ok(());
        };
        let left = self.press_mailed(&letter, LEAVE).await?;
        if self.is_good("leaving the waitlist", &left) {
            self.diary.left_at = Some(self.now());
        }
        Ok(())
    }

    /// Whether the page is a good one; why not, is noted.
    pub(super) fn is_good(&mut self, doing: &str, page: &Page) -> bool {
        if page.status != 200 {
            self.note(doing, page);
        }
        page.status == 200
    }
}
