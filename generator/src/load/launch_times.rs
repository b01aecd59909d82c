//! The times of a launch: that each stands where it can mean something, and the instants that they are.

use domain::audience::Audience;
use domain::launch::LaunchMails;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::local_time::LocalTime;
use super::offers::{Surroundings, WrittenOffer, time};
use super::sample::DateShift;
use super::yaml::Node;
use crate::diagnostics::Diagnostic;

/// A time, and where it is written.
pub(super) type Time<'d> = (Node<'d>, LocalTime);

/// When a launch is written about, as written.
#[derive(Default)]
pub(super) struct WrittenMails<'d> {
    reminder: Option<Time<'d>>,
    last_call: Option<Time<'d>>,
    closed: Option<Time<'d>>,
}

/// The window of a launch, as written.
#[derive(Clone, Copy)]
pub(super) struct Window<'d> {
    pub opens: Time<'d>,
    pub closes: Time<'d>,
}

/// How times become instants.
pub(super) struct Calendar<'a> {
    pub shift: DateShift,
    pub zone: &'a TimeZone,
}

impl Calendar<'_> {
    /// The instant of a time.
    pub(super) fn instant(&self, time: LocalTime) -> Option<Timestamp> {
        time.instant(self.shift, self.zone)
    }
}

impl<'d> WrittenMails<'d> {
    /// What stands under `mails:`.
    pub(super) fn read(node: Node<'d>, around: &Surroundings<'_>) -> Self {
        let mut fields = node.fields();
        let mut read = |name| fields.optional(name).and_then(|node| Some((node, time(node, around)?)));
        let mails = Self { reminder: read("reminder"), last_call: read("last_call"), closed: read("closed") };
        fields.finish();
        mails
    }

    /// The instants, if each lies where its mail is true.
    pub(super) fn instants(&self, window: &Window<'_>, calendar: &Calendar<'_>) -> Option<LaunchMails> {
        let sales = [("reminder", self.reminder), ("last_call", self.last_call)];
        let misplaced = sales.iter().filter_map(|(name, time)| Some((name, time.as_ref()?)));
        let mut good = true;
        for (name, (node, time)) in misplaced {
            if time.civil <= window.opens.1.civil || time.civil >= window.closes.1.civil {
                let outside =
                    Diagnostic::error(node.place(), format!("`{name}` is sent while the launch is closed"));
                let outside = outside.also(window.closes.0.span(), "it closes here");
                node.note(outside.help("write a time after it opens and before it closes"));
                good = false;
            }
        }
        good &= self.are_in_order();
        if let Some((node, time)) = &self.closed
            && time.civil < window.closes.1.civil
        {
            let early = Diagnostic::error(node.place(), "`closed` is sent before the launch closes");
            let early = early.also(window.closes.0.span(), "it closes here");
            node.note(early.help("write that time, or a later one"));
            good = false;
        }
        let instant = |time: &Option<Time<'_>>| time.as_ref().and_then(|(_, time)| calendar.instant(*time));
        good.then(|| LaunchMails {
            reminder: instant(&self.reminder),
            last_call: instant(&self.last_call),
            closed: instant(&self.closed),
        })
    }

    fn are_in_order(&self) -> bool {
        let (Some((reminder, first)), Some((node, last))) = (&self.reminder, &self.last_call) else {
            return true;
        };
        if last.civil <= first.civil {
            let order = Diagnostic::error(node.place(), "`last_call` is sent before `reminder`");
            let order = order.also(reminder.span(), "the reminder");
            node.note(order.help("write a later time"));
        }
        last.civil > first.civil
    }
}

/// From when on an offer is for sale: with its launch, unless it says some time before.
pub(super) fn opening(
    offer: &WrittenOffer<'_>,
    window: &Window<'_>,
    calendar: &Calendar<'_>,
) -> Option<Timestamp> {
    let Some((node, time)) = &offer.opens else { return calendar.instant(window.opens.1) };
    let wrong = |message: &str, help: &str| {
        let wrong = Diagnostic::error(node.place(), message);
        node.note(wrong.also(window.opens.0.span(), "the launch opens here").help(help));
        None
    };
    if offer.audience == Audience::Everyone {
        return wrong(
            "an offer for `everyone` opens with its launch",
            "leave `opens:` out, or move the launch",
        );
    }
    if time.civil >= window.opens.1.civil {
        return wrong(
            "`opens:` of an offer is for those who may buy before the others",
            "write an earlier time, or leave it out",
        );
    }
    calendar.instant(*time)
}
