//! Sales records: what bookkeeping wants to know of money that moved.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::portal::Mva;

/// What a sales record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaleKind {
    /// A payment.
    Sale,
    /// Money given back.
    Refund,
    /// Money that a bank took back.
    Chargeback,
}

/// One sales record, before it has its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// What it is of.
    pub kind: SaleKind,
    /// When the money moved.
    pub at: Timestamp,
    /// The member's id, which stays when the member is erased.
    pub member: String,
    /// What was sold, as on the bill.
    pub title: String,
    /// How much moved, in which direction `kind` says; value added tax included.
    pub amount: Money,
    /// How the portal stood to value added tax then.
    pub mva: Mva,
    /// The payment provider's id of the bill, refund or dispute.
    pub bill: String,
    /// The payment provider's id of the payment; empty where there was none.
    pub payment: String,
}

impl SaleKind {
    const ALL: [Self; 3] = [Self::Sale, Self::Refund, Self::Chargeback];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Refund => "refund",
            Self::Chargeback => "chargeback",
        }
    }

    /// The kind that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Sale {
    /// What it adds to the books, in minor units: below zero where money went back.
    #[must_use]
    pub fn signed(&self) -> i64 {
        self.with_sign(self.amount.minor)
    }

    /// The value added tax in it, in minor units, with the same sign; none where none is charged.
    #[must_use]
    pub fn tax(&self) -> Option<i64> {
        match self.mva {
            Mva::Rate(rate) => Some(self.with_sign(self.amount.tax_within(rate).minor)),
            Mva::None | Mva::Exempt => None,
        }
    }

    fn with_sign(&self, minor: u32) -> i64 {
        match self.kind {
            SaleKind::Sale => i64::from(minor),
            SaleKind::Refund | SaleKind::Chargeback => -i64::from(minor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::at;
    use crate::money::Currency;

    fn sale(kind: SaleKind, mva: Mva) -> Sale {
        let amount = Money { minor: 25_000, currency: Currency::Nok };
        let text = |text: &str| text.to_owned();
        Sale {
            kind,
            at: at(0),
            member: text("m"),
            title: text("t"),
            amount,
            mva,
            bill: text("b"),
            payment: text("p"),
        }
    }

    #[test]
    fn what_goes_back_takes_its_tax_along() {
        let taxed = sale(SaleKind::Sale, Mva::Rate(25));
        assert_eq!((taxed.signed(), taxed.tax()), (25_000, Some(5_000)));
        let back = sale(SaleKind::Refund, Mva::Rate(25));
        assert_eq!((back.signed(), back.tax()), (-25_000, Some(-5_000)));
        assert_eq!(sale(SaleKind::Chargeback, Mva::Exempt).tax(), None);
    }

    #[test]
    fn a_kind_reads_back_as_itself() {
        assert!(SaleKind::ALL.iter().all(|kind| SaleKind::parse(kind.word()) == Some(*kind)));
    }
}
