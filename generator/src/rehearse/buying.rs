//! While the launch is open: people come by a mail or by themselves, hold a seat, order, pay, or do not.

use std::sync::Arc;

use super::habits::Ending;
use super::person::{Deed, Held, Person, Step};
use super::post::{Letter, PROVES};
use super::wording::Snag;
use super::world::World;
use crate::visitor::{FilledForm, Page, VisitError};

const ASK: &str = "/api/offers/ask";
const OFFERS: &str = "/api/offers";
const HOLD: &str = "/api/checkout/hold";
const REVIEW: &str = "/api/checkout/review";
const PAY: &str = "/api/checkout/pay";
const GIVE_UP: &str = "/api/checkout/give-up";

/// So often somebody comes again while every seat is held.
const COMES_AGAIN_FOR_A_SEAT: usize = 3;

impl Person {
    /// Comes to the launch, if that is this person's way, and does there what they do.
    pub(super) async fn come_to_buy(&mut self) -> Result<(), VisitError> {
        let Some(at) = self.habits.comes_at else { return Ok(()) };
        self.until(at).await;
        let Some(offers) = self.find_offers().await? else { return Ok(()) };
        let Some(ending) = self.habits.order else { return Ok(()) };
        self.wait(0, 3).await;
        let Some((review, desk)) = self.order(offers).await? else { return Ok(()) };
        self.end(ending, &review, &desk).await?;
        if self.habits.comes_again {
            self.wait(60, 600).await;
            self.come_again().await?;
        }
        Ok(())
    }

    /// The page with this person's own offers: by the announcement, or by asking for the link.
    async fn find_offers(&mut self) -> Result<Option<Page>, VisitError> {
        let leads_here = |letter: &Letter| letter.is_announcement() && letter.link_to(PROVES).is_some();
        let announced = self.world.post.to(&self.address).into_iter().rev().find(|letter| leads_here(letter));
        let letter = match announced {
            Some(letter) => letter,
            None => match self.ask().await? {
                Some(letter) => letter,
                None => return Ok(None),
            },
        };
        let offers = self.press_mailed(&letter, PROVES).await?;
        let is_there = self.is_good("opening the link to one's price", &offers);
        if is_there {
            self.did(Deed::Visited);
        }
        Ok(is_there.then_some(offers))
    }

    async fn ask(&mut self) -> Result<Option<Arc<Letter>>, VisitError> {
        let sales_path = self.world.sales_path.clone();
        let sales = self.patiently(Step::Open(&sales_path)).await?;
        if sales.status == 200 {
            self.did(Deed::Visited);
        }
        if !sales.has_form(ASK) {
            self.world.met(if self.is_open() { Snag::SoldOut } else { Snag::Closed });
            return Ok(None);
        }
        let (form, asked_at) = (sales.form(ASK)?.with("email", &self.address), self.now());
        let sent = self.patiently(Step::Submit(&form)).await?;
        if !self.is_good("asking for the link to one's price", &sent) {
            return Ok(None);
        }
        let letter = self.mail_to(PROVES, asked_at).await;
        if letter.is_none() {
            self.diary.stuck.push("the mail with the link to one's price did not come".to_owned());
        }
        Ok(letter)
    }

    /// Holds a seat and orders: the review page, and the pay desk's page.
    async fn order(&mut self, offers: Page) -> Result<Option<(Page, Page)>, VisitError> {
        let Some(mut review) = self.hold(offers).await? else { return Ok(None) };
        if self.habits.presses_back {
            let offers = self.patiently(Step::Open(OFFERS)).await?;
            let Some(again) = self.hold(offers).await? else { return Ok(None) };
            review = again;
        }
        self.wait(1, 4).await;
        let form = review.form(PAY)?.with("terms", "yes");
        let desk = self.patiently(Step::Submit(&form)).await?;
        if is_at_desk(&self.world, &desk) {
            return Ok(Some((review, desk)));
        }
        self.note("ordering", &desk);
        Ok(None)
    }

    /// Holds a seat, and comes again while all are held: the review page.
    async fn hold(&mut self, mut offers: Page) -> Result<Option<Page>, VisitError> {
        for _ in 0..COMES_AGAIN_FOR_A_SEAT {
            if !offers.has_form(HOLD) {
                self.world.met(if self.is_open() { Snag::NothingForThem } else { Snag::Closed });
                return Ok(None);
            }
            let page = self.patiently(Step::Submit(&offers.form(HOLD)?)).await?;
            if page.status == 200 && page.path.starts_with(REVIEW) {
                self.write_down(&page)?;
                return Ok(Some(page));
            }
            self.note("holding a seat", &page);
            if self.world.wording.snag(&page) != Some(Snag::SeatsHeld) {
                return Ok(None);
            }
            self.wait(20, 60).await;
            offers = self.patiently(Step::Open(OFFERS)).await?;
        }
        Ok(None)
    }

    fn write_down(&mut self, review: &Page) -> Result<(), VisitError> {
        let form = review.form(PAY)?;
        let field = |name: &str| form.fields.get(name).cloned().unwrap_or_default();
        let (id, minor) = (field("hold"), field("minor"));
        self.world.saw_hold(&id);
        if self.diary.holds.iter().all(|held| held.id != id) {
            let is_legible = shows(&review.text(), &minor);
            self.diary.holds.push(Held { id, minor, is_legible, at: self.now() });
        }
        Ok(())
    }

    async fn end(&mut self, ending: Ending, review: &Page, desk: &Page) -> Result<(), VisitError> {
        match ending {
            Ending::WandersOff => Ok(()),
            Ending::Pays | Ending::PaysUnseen => {
                self.wait(1, 20).await;
                self.pay(desk, ending == Ending::Pays).await
            }
            Ending::PaysLate | Ending::PaysLateUnseen => {
                self.pay_late(desk, ending == Ending::PaysLate).await
            }
            Ending::GivesUp => self.give_up(review).await,
            Ending::GivesUpAndPaysTwice => self.pay_twice(review, desk).await,
        }
    }

    /// Gives the seat back, holds another and pays for it; then pays for the first as well, from its old page.
    async fn pay_twice(&mut self, review: &Page, desk: &Page) -> Result<(), VisitError> {
        self.give_up(review).await?;
        self.wait(10, 30).await;
        let offers = self.patiently(Step::Open(OFFERS)).await?;
        if let Some((_, second)) = self.order(offers).await? {
            self.wait(1, 10).await;
            self.pay(&second, true).await?;
            self.pay_late(desk, true).await?;
        }
        Ok(())
    }

    /// Pays at the pay desk; then is led back to the receipt, or has closed the page.
    async fn pay(&mut self, desk: &Page, stays: bool) -> Result<(), VisitError> {
        let Some(form) = pay_form(&self.world, desk) else { return Ok(()) };
        let paid = self.browser.post(&form.action, &form.fields).await?;
        let Some(receipt) = paid.location.filter(|_| stays) else { return Ok(()) };
        let mut page = self.patiently(Step::Open(&receipt)).await?;
        for _ in 0..5 {
            if !self.world.wording.is_waiting(&page) {
                break;
            }
            self.wait(1, 2).await;
            page = self.patiently(Step::Open(&receipt)).await?;
        }
        if page.status == 200 && !self.world.wording.is_waiting(&page) {
            self.did(Deed::SawReceipt);
        }
        Ok(())
    }

    /// Pays when the time is over, from the page that stayed open: the pay desk takes it all the same.
    async fn pay_late(&mut self, desk: &Page, stays: bool) -> Result<(), VisitError> {
        self.wait(50, 240).await;
        let address = desk.path.clone();
        let desk = self.patiently(Step::Open(&address)).await?;
        self.pay(&desk, stays).await
    }

    async fn give_up(&mut self, review: &Page) -> Result<(), VisitError> {
        self.wait(1, 5).await;
        let gone = self.patiently(Step::Submit(&review.form(GIVE_UP)?)).await?;
        if self.is_good("giving a seat back", &gone) {
            self.did(Deed::GaveUp);
        }
        Ok(())
    }

    /// Comes again as if nothing had happened, and orders again where that is possible; pays no second time.
    async fn come_again(&mut self) -> Result<(), VisitError> {
        let offers = self.patiently(Step::Open(OFFERS)).await?;
        if offers.has_form(HOLD) {
            self.hold(offers).await?;
        }
        Ok(())
    }

    fn is_open(&self) -> bool {
        self.world.launch.is_open(self.now())
    }
}

fn is_at_desk(world: &World, page: &Page) -> bool {
    page.status == 200 && page.path.starts_with(&world.desk_url)
}

/// The pay desk's button, with its address made whole.
fn pay_form(world: &World, desk: &Page) -> Option<FilledForm> {
    let form = desk.forms().into_iter().find(|form| form.action.starts_with("/pay/"))?;
    Some(FilledForm { action: format!("{}{}", world.desk_url, form.action), ..form })
}

/// Whether a reader sees the amount, however its thousands are set apart.
fn shows(text: &str, minor: &str) -> bool {
    let Some((whole, hundredths)) = minor.split_at_checked(minor.len().saturating_sub(2)) else {
        return false;
    };
    let digits = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
    let text = digits(text);
    text.contains(whole) && (hundredths == "00" || text.contains(hundredths))
}

#[cfg(test)]
mod tests {
    use super::shows;

    #[test]
    fn an_amount_is_seen_however_it_is_spaced() {
        assert!(shows("Å betale nå 249 kr i måneden", "24900"));
        assert!(shows("2 490,50 kr", "249050"));
        assert!(!shows("249 kr", "34900"));
        assert!(!shows("249 kr", "é"));
    }
}
