//! The members' pages, and those on the way there: sign-in, order, receipt, notices.

use std::collections::BTreeMap;

use domain::calendar::ReleaseMonth;
use domain::launch::Phase;
use themes::context::{
    Button, Download, Ended, EndedWhy, FeedbackPage, FieldError, Form, GoOnCard, HomeLevel, HomeMonth,
    HomePage, Item, Kept, KeyedLink, LessonCard, LessonPage, Link, Locked, MonthPage, NewLesson, Notice,
    Page, Receipt, Review, SessionCard, Sessions, SignIn, SignInSent, TaskLine, TasksPage, Tone,
};

use super::{
    Camera, TERMS, answer, at, form_with_errors, form_without_terms, launch, levels, page, quote, quote_once,
};

const LESSON: &str = "<p>De fleste puster med skuldrene når de er redde. Da får kroppen beskjed om at faren er \
nær.</p>\n<h2>Slik gjør du</h2>\n<ul>\n<li><strong>Inn:</strong> Tell rolig til fire.</li>\n<li><strong>Ut:</strong> \
Tell til seks.</li>\n</ul>\n<blockquote>\n<p><strong>Kort sagt:</strong> Pust ut lenger enn du puster inn.</p>\n\
</blockquote>\n<h2>Oppgaver denne uken</h2>\n<ul class=\"tasks\">\n\
<li id=\"task-pust\" data-task=\"pust\"><input type=\"checkbox\" id=\"tick-pust\" name=\"tick-pust\" value=\"yes\" form=\"ticks\"><label for=\"tick-pust\">Gjør fire rolige pust før du går inn i et møte</label></li>\n\
<li id=\"task-9f31c2d4\" data-task=\"9f31c2d4\"><input type=\"checkbox\" id=\"tick-9f31c2d4\" name=\"tick-9f31c2d4\" value=\"yes\" form=\"ticks\"><label for=\"tick-9f31c2d4\">Skriv ned pulsen før og etter</label></li>\n\
<li id=\"task-0b7e44a1\" data-task=\"0b7e44a1\"><input type=\"checkbox\" id=\"tick-0b7e44a1\" name=\"tick-0b7e44a1\" value=\"yes\" form=\"ticks\"><label for=\"tick-0b7e44a1\">Fortell én person hva du øver på</label></li>\n</ul>";

/// Every notice that the functions show, and whether it has a button.
pub(crate) const NOTICES: [(&str, bool); 39] = [
    ("waitlist-sent", false),
    ("waitlist-confirm", true),
    ("waitlist-confirmed", false),
    ("waitlist-leave", true),
    ("waitlist-left", false),
    ("offer-sent", false),
    ("offer-open", true),
    ("sign-in-open", true),
    ("signed-out", false),
    ("link-expired", false),
    ("seats-held", false),
    ("sold-out", false),
    ("not-open", false),
    ("launch-closed", false),
    ("hold-expired", false),
    ("already-member", false),
    ("checkout-cancelled", false),
    ("checkout-waiting", false),
    ("checkout-paid", false),
    ("paid-twice", false),
    ("gave-up", false),
    ("withdraw-sent", false),
    ("withdrawn", false),
    ("withdrawn-already", false),
    ("erased", false),
    ("withdraw-too-late", false),
    ("access-revoked", false),
    ("code-expired", false),
    ("too-many", false),
    ("busy", false),
    ("no-access", false),
    ("feedback-thanks", false),
    ("not-open-to-you", false),
    ("too-large", false),
    ("bad-request", false),
    ("not-utf8", false),
    ("wrong-method", false),
    ("foreign-origin", false),
    ("broken", false),
];

pub(super) fn shoot(camera: &mut Camera) {
    shoot_sign_in(camera);
    shoot_access(camera);
    shoot_order(camera);
    shoot_members(camera);
    shoot_home(camera);
    shoot_lesson(camera);
    for (key, has_button) in NOTICES {
        let page = answer(key);
        let hidden = vec![("token", "abc\"><script>")];
        let button = has_button.then_some(Button { action: "/api/waitlist/confirm", hidden });
        let link = (!has_button).then_some(KeyedLink { key: "link-home", href: "/" });
        let tone = if has_button { Tone::Plain } else { tone(key) };
        let waitlist = (*key == *"seats-held").then(Form::default);
        let notice = Notice { page: &page, key, args: notice_args(), tone, link, button, waitlist };
        camera.shoot(&format!("notice-{key}"), "notice.html", &notice);
    }
}

/// What the words of some notice mention.
pub(super) fn notice_args() -> BTreeMap<String, String> {
    let args = [("price", "249 kr"), ("interval", "month")];
    args.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

fn tone(key: &str) -> Tone {
    let good = key.ends_with("-sent")
        || key.ends_with("-thanks")
        || key.ends_with("confirmed")
        || ["withdrawn", "erased"].contains(&key);
    if good { Tone::Good } else { Tone::Problem }
}

fn shoot_sign_in(camera: &mut Camera) {
    let (levels, view) = (levels(), launch(Phase::Open));
    let page = page("Logg inn", "/logg-inn/");
    let next = "/medlem/1-ro-i-kroppen/2026-08/pusten/?x=1&y=\"";
    let fresh = SignIn { page: &page, next, locked: None, form: Form::default() };
    camera.shoot("sign-in", "sign-in.html", &fresh);
    let mut form = form_with_errors();
    form.errors.truncate(1);
    camera.shoot("sign-in-errors", "sign-in.html", &SignIn { form, ..fresh.clone() });
    let teased =
        Item { title: "Fire rolige pust".to_owned(), text: "En øvelse du kan gjøre i heisen.".to_owned() };
    let locked = Locked {
        level: Some(&levels[0]),
        teased: Some(teased),
        signed_in: false,
        opens: None,
        launch: Some(&view),
    };
    camera.shoot("locked", "locked.html", &SignIn { locked: Some(locked.clone()), ..fresh.clone() });
    let other = Locked { teased: None, signed_in: true, launch: None, ..locked };
    camera.shoot("locked-signed-in", "locked.html", &SignIn { locked: Some(other.clone()), ..fresh.clone() });
    let later = Locked { opens: Some(at("2026-11-17T00:00:00Z")), ..other };
    camera.shoot("locked-until-later", "locked.html", &SignIn { locked: Some(later), ..fresh.clone() });
    camera.shoot("locked-plain", "locked.html", &fresh);
}

fn shoot_access(camera: &mut Camera) {
    let (page, view) = (answer("Se i innboksen din"), launch(Phase::Waitlist));
    let sent = SignInSent { page: &page, has_asked: true, form: Form::default() };
    camera.shoot("sign-in-sent", "sign-in-sent.html", &sent);
    let (field, key) = ("code".to_owned(), "error-code-wrong".to_owned());
    let wrong = FieldError { field, key, args: [("left".to_owned(), "4".to_owned())].into() };
    let form = Form { errors: vec![wrong], ..Form::default() };
    camera.shoot("sign-in-sent-errors", "sign-in-sent.html", &SignInSent { form, ..sent.clone() });
    camera.shoot("sign-in-sent-elsewhere", "sign-in-sent.html", &SignInSent { has_asked: false, ..sent });
    let session = |device: &str, here| SessionCard {
        id: device.to_owned(),
        device: device.to_owned(),
        began: at("2026-08-17T07:12:00Z"),
        here,
    };
    let sessions = vec![session("Chrome · Android", true), session("", false)];
    camera.shoot("sessions", "sessions.html", &Sessions { page: &page, sessions });
    let kept = quote("Grunnlegger", 24_900, true);
    for (name, why) in
        [("ended", EndedWhy::Ended), ("lapsed", EndedWhy::Lapsed), ("disputed", EndedWhy::Disputed)]
    {
        let kept = Some(Kept { quote: &kept, until: at("2026-10-17T00:00:00Z") });
        let at = Some(at("2026-09-17T00:00:00Z"));
        let ended = Ended { page: &page, why, at, kept, launch: Some(&view) };
        camera.shoot(&format!("access-{name}"), "ended.html", &ended);
    }
    let early = Ended { page: &page, why: EndedWhy::Ended, at: None, kept: None, launch: None };
    camera.shoot("access-ended-early", "ended.html", &early);
}

fn shoot_order(camera: &mut Camera) {
    let page = answer("Se over bestillingen");
    let (monthly, once) = (quote("Grunnlegger", 24_900, true), quote_once());
    let next_charge = Some(at("2026-09-17T07:00:00Z"));
    let email = "kari@example.no";
    let review = Review {
        page: &page,
        quote: &monthly,
        email,
        hold: "h1",
        keep_until: at("2026-08-17T07:40:00Z"),
        next_charge,
        terms_version: TERMS.to_owned(),
        price_changed: false,
        form: Form::default(),
    };
    camera.shoot("review", "review.html", &review);
    let paid_once = Review { quote: &once, next_charge: None, ..review.clone() };
    camera.shoot("review-once", "review.html", &paid_once);
    let again = Review { price_changed: true, form: form_without_terms(), ..review };
    camera.shoot("review-again", "review.html", &again);
    let receipt = Receipt { page: &page, number: 43, founder: true, quote: &monthly, next_charge, email };
    camera.shoot("receipt", "receipt.html", &receipt);
    let paid_once = Receipt { quote: &once, next_charge: None, ..receipt.clone() };
    camera.shoot("receipt-once", "receipt.html", &paid_once);
    camera.shoot("receipt-member", "receipt.html", &Receipt { founder: false, ..receipt });
}

fn month() -> ReleaseMonth {
    ReleaseMonth::parse("2026-08").unwrap()
}

fn member_page(title: &str, path: &str) -> Page {
    Page { noindex: true, for_members: true, ..page(title, path) }
}

fn lessons() -> Vec<LessonCard> {
    let lesson = |title: &str, summary: Option<&str>, current| LessonCard {
        title: title.to_owned(),
        summary: summary.map(str::to_owned),
        href: "/medlem/1-ro-i-kroppen/2026-08/pusten/".to_owned(),
        minutes: 6,
        task_count: 3,
        opens: title.starts_with("Snakk").then(|| at("2026-08-23T22:00:00Z")),
        current,
    };
    vec![
        lesson("Fire rolige pust", Some("En øvelse du kan gjøre i heisen på vei opp."), false),
        lesson("Hva hjertebanken vil deg", None, true),
        lesson("Støtt, men ikke stivt", Some("Finn et sted å stå."), false),
        lesson("Snakk på utpusten", None, false),
    ]
}

fn shoot_members(camera: &mut Camera) {
    let cards = levels();
    let page = member_page("Ro i kroppen", "/medlem/1-ro-i-kroppen/2026-08/");
    let context = MonthPage { page: &page, level: &cards[0], month: month(), lessons: lessons() };
    camera.shoot("month", "month.html", &context);
}

fn shoot_lesson(camera: &mut Camera) {
    let cards = levels();
    let page = member_page("Hva hjertebanken vil deg", "/medlem/1-ro-i-kroppen/2026-08/hjertebanken/");
    let link = |title: &str| Link {
        title: title.to_owned(),
        href: "/medlem/1-ro-i-kroppen/2026-08/pusten/".to_owned(),
    };
    let file = Download {
        title: "Nervelogg".to_owned(),
        href: "/medlem/1-ro-i-kroppen/2026-08/nervelogg.csv".to_owned(),
        kind: "CSV".to_owned(),
        bytes: 47_100,
    };
    let lesson = LessonPage {
        page: &page,
        level: &cards[0],
        month: month(),
        month_href: "/medlem/1-ro-i-kroppen/2026-08/".to_owned(),
        number: 2,
        minutes: 6,
        task_count: 3,
        body: LESSON,
        toc: &[],
        downloads: &[file],
        lessons: lessons(),
        previous: Some(link("Fire rolige pust")),
        next: Some(link("Støtt, men ikke stivt")),
        form: Form::default(),
    };
    camera.shoot("lesson", "lesson.html", &lesson);
    let task = |id, words, ticked| TaskLine { id, words, ticked };
    let tasks = vec![
        task("pust", "Gjør fire rolige pust før du går inn i et møte", true),
        task("9f31c2d4", "Skriv ned pulsen før og etter", false),
        task("0b7e44a1", "Fortell én person hva du øver på, med \"><script> i", false),
    ];
    shoot_feedback(camera, &lesson);
    let for_tasks = Page { for_members: true, ..answer("Oppgavene dine") };
    let of = Link { title: lesson.page.title.clone(), href: lesson.page.path.clone() };
    let tasks = TasksPage { page: &for_tasks, lesson: of, tasks, left: 2, saved: false };
    camera.shoot("tasks", "tasks.html", &tasks);
    camera.shoot("tasks-saved", "tasks.html", &TasksPage { saved: true, ..tasks });
    let alone =
        LessonPage { downloads: &[], previous: None, next: None, task_count: 0, minutes: 1, ..lesson };
    camera.shoot("lesson-alone", "lesson.html", &alone);
}

fn shoot_feedback(camera: &mut Camera, lesson: &LessonPage<'_>) {
    let page = Page { for_members: true, ..answer("Si hva du synes") };
    let lesson = Link { title: lesson.page.title.clone(), href: lesson.page.path.clone() };
    let fresh = FeedbackPage { page: &page, lesson, form: Form::default() };
    camera.shoot("feedback", "feedback.html", &fresh);
    let error = FieldError {
        field: "feedback".to_owned(),
        key: "error-feedback-too-long".to_owned(),
        args: [("most".to_owned(), "2000".to_owned())].into(),
    };
    let values = [("feedback".to_owned(), "Langt\n</textarea><script>".to_owned())].into();
    let form = Form { values, errors: vec![error] };
    camera.shoot("feedback-errors", "feedback.html", &FeedbackPage { form, ..fresh });
}

fn shoot_home(camera: &mut Camera) {
    let (cards, page) = (levels(), member_page("Medlemssiden", "/api/members/home"));
    let link = |title: &str| Link {
        title: title.to_owned(),
        href: "/medlem/1-ro-i-kroppen/2026-08/pusten/".to_owned(),
    };
    let month = |month: &str, lesson_count, opens: Option<&str>| HomeMonth {
        month: ReleaseMonth::parse(month).unwrap(),
        href: format!("/medlem/1/{month}/"),
        lesson_count,
        opens: opens.map(at),
    };
    let later = Some("2026-09-30T22:00:00Z");
    let levels = cards.iter().map(|card| {
        let months = match card.number {
            1 => vec![month("2026-10", 2, later), month("2026-09", 1, None), month("2026-08", 4, None)],
            2 => vec![month("2026-08", 4, None)],
            4 => vec![month("2026-10", 4, later)],
            _ => vec![],
        };
        let (done, counted) = [(3, 5), (4, 4), (0, 0), (0, 0), (0, 0)][usize::from(card.number) - 1];
        HomeLevel {
            card,
            is_theirs: card.number != 3,
            is_here: card.number == 1,
            done,
            counted,
            opens: (card.number == 4).then(|| at("2026-09-30T22:00:00Z")),
            months,
        }
    });
    let go_on = GoOnCard {
        lesson: link("Hva hjertebanken vil deg"),
        level: 1,
        month: self::month(),
        ticked: 2,
        tasks: 3,
        has_begun: true,
    };
    let new =
        NewLesson { lesson: link("Snakk på utpusten"), level: 1, released: at("2026-09-14T22:00:00Z") };
    let again = HomePage {
        page: &page,
        number: 43,
        founder: true,
        is_first: false,
        go_on: Some(go_on.clone()),
        levels: levels.collect(),
        new: vec![new],
    };
    let first = GoOnCard { ticked: 0, has_begun: false, ..go_on };
    let first = HomePage { founder: false, is_first: true, go_on: Some(first), new: vec![], ..again.clone() };
    camera.shoot("home", "home.html", &again);
    camera.shoot("home-nothing-yet", "home.html", &HomePage { go_on: None, levels: vec![], ..first.clone() });
    camera.shoot("home-first", "home.html", &first);
}
