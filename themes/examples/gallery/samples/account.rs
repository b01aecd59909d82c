//! The account, cancelling, erasing and the right of withdrawal.

use std::collections::BTreeMap;

use domain::quote::Quote;
use jiff::Timestamp;
use themes::context::{
    Account, AccountState, Cancel, Erase, FieldError, Form, FormPage, Page, PromiseLine, WithdrawConfirm,
};

use super::{Camera, TERMS, answer, at, form_with_errors, quote, quote_once};

const EMAIL: &str = "kari@example.no";

pub(super) fn shoot(camera: &mut Camera) {
    shoot_account(camera);
    shoot_cancel(camera);
    shoot_erase(camera);
    shoot_withdraw(camera);
}

fn for_members(title: &str) -> Page {
    Page { for_members: true, ..answer(title) }
}

fn promise<'a>(at: Timestamp, quote: &'a Quote, launch: &'a str) -> PromiseLine<'a> {
    PromiseLine { at, quote, number: 43, launch, terms_version: TERMS, immediate_start: quote.founding }
}

fn shoot_account(camera: &mut Camera) {
    let page = for_members("Medlemskapet ditt");
    let (founder, once) = (quote("Grunnlegger", 24_900, true), quote_once());
    let ordinary = quote("Medlem", 34_900, false);
    let bought = at("2026-08-17T07:12:00Z");
    let active = Account {
        page: &page,
        email: EMAIL,
        number: 43,
        quote: &founder,
        state: AccountState::Active,
        next_charge: Some(at("2026-09-17T07:12:00Z")),
        ends: None,
        has_card: true,
        can_cancel: true,
        can_keep: false,
        withdraw_until: Some(at("2026-08-31T22:00:00Z")),
        promises: vec![promise(bought, &founder, "Første runde")],
    };
    let later = Account { withdraw_until: None, next_charge: None, ..active.clone() };
    let ending = Account {
        state: AccountState::Ending,
        ends: Some(at("2026-09-17T07:12:00Z")),
        can_cancel: false,
        can_keep: true,
        ..later.clone()
    };
    let over = Account { ends: None, can_keep: false, ..ending.clone() };
    let came_back = promise(at("2026-11-20T09:00:00Z"), &ordinary, "Andre runde");
    let shots = [
        ("ending", ending.clone()),
        (
            "past-due",
            Account { state: AccountState::PastDue, ends: Some(at("2026-09-24T07:12:00Z")), ..later.clone() },
        ),
        ("for-good", Account { state: AccountState::ForGood, quote: &once, can_cancel: false, ..later }),
        ("ended", Account { state: AccountState::Ended, ..over.clone() }),
        ("disputed", Account { state: AccountState::Disputed, ..over.clone() }),
        ("revoked", Account { state: AccountState::Revoked, ..over }),
        ("by-hand", Account { has_card: false, can_keep: false, promises: vec![], ..ending }),
        (
            "back",
            Account {
                quote: &ordinary,
                promises: vec![promise(bought, &founder, "Første runde"), came_back],
                ..active.clone()
            },
        ),
        ("active", active),
    ];
    for (name, account) in shots {
        camera.shoot(&format!("account-{name}"), "account.html", &account);
    }
}

fn shoot_cancel(camera: &mut Camera) {
    let page = for_members("Si opp medlemskapet");
    let (founder, ordinary) = (quote("Grunnlegger", 24_900, true), quote("Medlem", 34_900, false));
    let ends = Some(at("2026-09-17T07:12:00Z"));
    camera.shoot("cancel", "cancel.html", &Cancel { page: &page, ends, quote: &founder });
    let at_once = Cancel { page: &page, ends: None, quote: &ordinary };
    camera.shoot("cancel-at-once", "cancel.html", &at_once);
}

fn shoot_erase(camera: &mut Camera) {
    let page = for_members("Slett alt om deg");
    let withdraw_until = Some(at("2026-08-31T22:00:00Z"));
    let fresh = Erase { page: &page, email: EMAIL, withdraw_until, form: Form::default() };
    camera.shoot("erase", "erase.html", &fresh);
    let error = FieldError {
        field: "understood".to_owned(),
        key: "error-understood-missing".to_owned(),
        args: BTreeMap::new(),
    };
    let form = Form { errors: vec![error], ..Form::default() };
    camera.shoot("erase-errors", "erase.html", &Erase { withdraw_until: None, form, ..fresh });
}

fn shoot_withdraw(camera: &mut Camera) {
    let page = answer("Angre kjøp");
    let fresh = FormPage { page: &page, launch: None, form: Form::default() };
    camera.shoot("withdraw", "withdraw.html", &fresh);
    let mut form = form_with_errors();
    form.errors.truncate(1);
    camera.shoot("withdraw-errors", "withdraw.html", &FormPage { form, ..fresh });
    let page = answer("Vil du angre kjøpet?");
    let founder = quote("Grunnlegger", 24_900, true);
    let full = WithdrawConfirm {
        page: &page,
        quote: &founder,
        email: EMAIL,
        bought: at("2026-08-17T07:12:00Z"),
        until: at("2026-08-31T22:00:00Z"),
        asked: at("2026-08-20T09:30:00Z"),
        given_back: Some(founder.price),
        in_full: true,
        token: "abc\"><script>",
    };
    camera.shoot("withdraw-confirm", "withdraw-confirm.html", &full);
    let left = domain::money::Money { minor: 22_417, ..founder.price };
    let part = WithdrawConfirm { given_back: Some(left), in_full: false, token: "", ..full };
    camera.shoot("withdraw-confirm-part", "withdraw-confirm.html", &part);
    let none = WithdrawConfirm { given_back: None, ..part };
    camera.shoot("withdraw-confirm-nothing", "withdraw-confirm.html", &none);
}
