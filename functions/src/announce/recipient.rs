//! One recipient: whether to write, the claim, and the mail.

use std::borrow::Cow;

use domain::address::{AddressHash, EmailAddress};
use domain::announcement::{Occasion, Recipient, kept_from};
use domain::audience::Audience;
use domain::buyer::Buyer;
use domain::launch::Phase;
use domain::quote::quotes;
use jiff::SignedDuration;
use themes::context::LaunchView;
use themes::launch_view::launch_view;

use super::tally::Outcome;
use super::walk::Walk;
use crate::app::App;
use crate::failure::Broken;
use crate::letter::{Enclosed, Letter};
use crate::mail::{self, Mail};
use crate::mailer::Handed;
use crate::store::announcement::{self, ClaimState};
use crate::store::link::LinkKind;
use crate::store::outbox::Waiting;
use crate::store::{self, Commit, Write, audience, suppression, waitlist};
use crate::visitor;
use crate::waitlist::leave;

/// The address behind this hash, if it is still in the audience.
pub(super) async fn address(
    app: &App,
    audience: &Audience,
    hash: &AddressHash,
) -> Result<Option<EmailAddress>, Broken> {
    match audience {
        Audience::Everyone => Ok(None),
        Audience::Waitlist => Ok(waitlist::waiting(&app.store, hash).await?.map(|entry| entry.address)),
        Audience::Imported(name) => audience::address(&app.store, app.address_key()?, hash, name).await,
    }
}

impl Walk {
    /// Writes to this address, once and for all, unless something keeps from it.
    pub(super) async fn write_to(&self, hash: &AddressHash) -> Result<Outcome, Broken> {
        let Some(address) = address(&self.app, &self.plan.audience, hash).await? else {
            return Ok(Outcome::Gone);
        };
        let (buyer, recipient) = self.find_out(hash).await?;
        let memory = self.memory(hash, &buyer);
        if let Some(reason) = kept_from(&recipient, self.plan.occasion, self.plan.opens()) {
            if let Some(memory) = memory {
                self.app.store.write(memory).await?;
            }
            return Ok(Outcome::Kept(reason));
        }
        let (mail, links) = self.compose(&address, hash, &buyer)?;
        let claim = announcement::claim(&self.topic, hash, &self.plan.audience, self.app.now());
        let writes = std::iter::once(claim).chain(links).chain(memory).collect();
        match self.app.store.transact(writes).await? {
            Commit::Done => self.hand_over(mail, hash).await,
            Commit::Refused(writes) if writes.contains(&0) => Ok(Outcome::Before),
            // They left just now.
            Commit::Refused(_) => Ok(Outcome::Gone),
        }
    }

    /// What would become of this address.
    pub(super) async fn look_at(&self, hash: &AddressHash) -> Result<Outcome, Broken> {
        if address(&self.app, &self.plan.audience, hash).await?.is_none() {
            return Ok(Outcome::Gone);
        }
        let (_, recipient) = self.find_out(hash).await?;
        let kept = kept_from(&recipient, self.plan.occasion, self.plan.opens());
        Ok(kept.map_or(Outcome::Sent, Outcome::Kept))
    }

    async fn find_out(&self, hash: &AddressHash) -> Result<(Buyer, Recipient), Broken> {
        let (app, launch) = (&self.app, &self.plan.launch.id);
        let (buyer, member) = visitor::buyer(app, hash).await?;
        let bought = |member: &store::member::Member| {
            member.membership().stands(app.now()) || member.quote.launch == *launch
        };
        let recipient = Recipient {
            suppressed: suppression::stands(&app.store, hash).await?,
            bought: member.as_ref().is_some_and(bought),
            holds: store::hold::live(&app.store, hash, launch.as_str()).await?.is_some(),
            waiting_since: buyer.waiting_since.filter(|_| self.plan.audience == Audience::Waitlist),
        };
        Ok((buyer, recipient))
    }

    /// That a launch opened for them while they waited, whichever audience they are found in.
    fn memory(&self, hash: &AddressHash, buyer: &Buyer) -> Option<Write> {
        let waited = buyer.waiting_since.is_some_and(|since| since < self.plan.opens());
        let opens = self.plan.occasion == Occasion::Opening;
        (opens && waited).then(|| waitlist::saw(hash, &self.plan.launch.id))
    }

    /// The mail, and what must be kept of its links: the one to the offer proves the address.
    fn compose(
        &self,
        address: &EmailAddress,
        hash: &AddressHash,
        buyer: &Buyer,
    ) -> Result<(Waiting, Vec<Write>), Broken> {
        let (app, portal) = (&self.app, &self.portal);
        let (unsubscribe, keep_leave) = leave::link(app, hash);
        let (unsubscribe, launch) = (Some(unsubscribe), self.view(buyer));
        if self.plan.occasion == Occasion::Closed {
            let href = Some(app.link("/#waitlist"));
            let mail = Mail { href, unsubscribe, launch: Some(&launch), ..Mail::new(self.key(), address) };
            return Ok((mail::compose(portal, &mail)?, vec![keep_leave]));
        }
        let letter = Letter {
            kind: LinkKind::Prove,
            key: self.key(),
            path: "/api/offers/open",
            lasts: self.plan.launch.closes.duration_since(app.now()).max(SignedDuration::ZERO),
        };
        let enclosed = Enclosed { unsubscribe, launch: Some(&launch), ..Enclosed::default() };
        let written = letter.write(app, portal, address, enclosed)?;
        Ok((written.mail, vec![keep_leave, written.keep]))
    }

    /// The launch with what this reader may buy.
    fn view(&self, buyer: &Buyer) -> LaunchView {
        let (launch, now) = (&self.plan.launch, self.app.now());
        let quotes = quotes(std::slice::from_ref(launch), buyer, now);
        launch_view(self.portal.portal(), launch, Phase::Open, quotes)
    }

    fn key(&self) -> &'static str {
        match self.plan.occasion {
            Occasion::Opening => "announce-opening",
            Occasion::Reminder => "announce-reminder",
            Occasion::LastCall => "announce-last-call",
            Occasion::Closed => "announce-closed",
        }
    }

    /// The mail is claimed: hands it over, and keeps what became of it. What is not known stays claimed.
    async fn hand_over(&self, mail: Waiting, hash: &AddressHash) -> Result<Outcome, Broken> {
        let tags = [
            ("launch", Cow::from(self.plan.launch.id.as_str())),
            ("occasion", Cow::from(self.plan.occasion.word())),
            ("to", Cow::from(hash.to_string())),
        ];
        let settle = |state| announcement::settle(&self.topic, hash, state);
        let (write, outcome) = match self.app.mailer()?.hand_over(mail, &tags).await? {
            Handed::Taken => (settle(ClaimState::Sent), Outcome::Sent),
            Handed::Refused => (settle(ClaimState::Refused), Outcome::Refused),
            Handed::NotNow => (announcement::give_back(&self.topic, hash), Outcome::NotNow),
            Handed::Unknown => return Ok(Outcome::Unknown),
        };
        self.app.store.write(write).await?;
        Ok(outcome)
    }
}
