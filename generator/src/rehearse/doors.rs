//! In the end everybody tries the doors: who paid signs in by mail and reads, who did not finds them closed.

use domain::calendar::ReleaseMonth;
use domain::launch::Launch;
use domain::portal::Level;
use domain::release::Release;
use domain::return_path::{MEMBER_PAGES, SIGN_IN};
use jiff::Timestamp;

use super::person::{Person, Step};
use crate::site::Site;
use crate::visitor::VisitError;

const LINK: &str = "/api/access/link";
const OPEN: &str = "/api/access/open";

/// What somebody found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub could_sign_in: bool,
    /// How many of the doors stood open.
    pub open_doors: usize,
}

/// A lesson of each level that the launch sells, as far as one is released at `now`; the member's page if none is.
pub(super) fn of(site: &Site, launch: &Launch, now: Timestamp) -> Vec<String> {
    let today = ReleaseMonth::of(now, &site.portal.time_zone.zone());
    let is_sold = |level: &Level| launch.offers.iter().any(|offer| offer.levels.holds(level.id));
    let sold = site.levels.iter().filter(|level| is_sold(&level.level));
    let first = sold.filter_map(|level| {
        let released = level.lessons.iter().filter(|lesson| lesson.opens.is_none());
        let (level, lesson) = (&level.level, &released.min_by_key(|lesson| lesson.lesson.month)?.lesson);
        let is_open = level.release == Release::Drip || lesson.month <= today;
        is_open.then(|| level.lesson_path(lesson))
    });
    let doors: Vec<String> = first.collect();
    if doors.is_empty() { vec![MEMBER_PAGES.to_owned()] } else { doors }
}

impl Person {
    /// Tries each door; signs in first if `pays`.
    pub(super) async fn try_doors(mut self, doors: Vec<String>, pays: bool) -> (Self, Found) {
        let found = match self.try_each(&doors, pays).await {
            Ok(found) => found,
            Err(error) => {
                self.diary.stuck.push(error.to_string());
                Found::default()
            }
        };
        self.rest();
        (self, found)
    }

    async fn try_each(&mut self, doors: &[String], pays: bool) -> Result<Found, VisitError> {
        let mut found = Found::default();
        if pays {
            found.could_sign_in = self.sign_in().await?;
        }
        for door in doors {
            let page = self.patiently(Step::Open(door)).await?;
            found.open_doors += usize::from(page.status == 200 && page.path == *door);
        }
        Ok(found)
    }

    async fn sign_in(&mut self) -> Result<bool, VisitError> {
        let asked_at = self.now();
        let form = self.patiently(Step::Open(SIGN_IN)).await?.form(LINK)?.with("email", &self.address);
        self.patiently(Step::Submit(&form)).await?;
        let Some(letter) = self.mail_to(OPEN, asked_at).await else { return Ok(false) };
        Ok(self.press_mailed(&letter, OPEN).await?.status == 200)
    }
}
