//! `GET /api/members/home`: where members arrive. Where they go on, how far they are in each level, what is new since the
//! visit before, and when what is closed will open.
//!
//! It keeps that somebody was here, and nothing else; see [`Visit::begun`].

use domain::membership::Standing;
use domain::portal::Portal;
use domain::progress::{GoOn, Home, LevelProgress, MonthOf, Reader, Visit};
use domain::return_path::{MEMBER_HOME, ReturnPath};
use http::{Method, StatusCode};
use jiff::Timestamp;
use jiff::civil::Date;
use themes::context::{GoOnCard, HomeLevel, HomeMonth, HomePage, LevelCard, Link, NewLesson, Page};

use crate::access::locked;
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::store::member::Member;
use crate::store::{ticks, visit};
use crate::visitor;

/// The page; without a session the way to sign in, and for whom it has ended the page that says so.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let here = ReturnPath::parse(MEMBER_HOME);
    let Some(member) = visitor::member(app, &incoming).await? else {
        return Ok(reply::see_other(&locked::location(&here)));
    };
    let (portal, now, membership) = (app.portal().await?, app.now(), member.membership());
    if membership.standing(now) != Standing::Open {
        return Ok(reply::see_other(&locked::to("refresh", &here)));
    }
    let ticked = ticks::of(&app.store, &member.id).await?;
    let visit = visited(app, request, &member).await?;
    let zone = portal.portal().time_zone.zone();
    let reader = Reader { portal: portal.portal(), membership: &membership, now, zone };
    let found = reader.home(&ticked, visit.before);
    let is_first = visit.before.is_none() && ticked.is_empty();
    Ok(reply::page(StatusCode::OK, page(&portal, &member, &found, is_first)?))
}

/// This visit, which is kept if it has just begun; who only asks for the headers visits nothing.
async fn visited(app: &App, request: &Request, member: &Member) -> Result<Visit, Broken> {
    let known = visit::get(&app.store, &member.id).await?;
    let begun = Visit::begun(known, app.now());
    if let Some(begun) = begun.filter(|_| request.method() == Method::GET) {
        visit::begin(&app.store, &member.id, known, begun).await?;
    }
    Ok(begun.or(known).unwrap_or(Visit { at: app.now(), before: None }))
}

fn page(portal: &Loaded, member: &Member, home: &Home<'_>, is_first: bool) -> Result<String, Broken> {
    let page = Page { for_members: true, path: MEMBER_HOME.to_owned(), ..portal.page("menu-member-home")? };
    let here = home.go_on.map(|go_on| go_on.at.level.id);
    let level = |progress: &LevelProgress<'_>| {
        let cards = &portal.snapshot.levels;
        let card = cards.iter().find(|card| card.number == progress.level.id.number())?;
        Some(level(portal.portal(), card, progress, here == Some(progress.level.id)))
    };
    let new = home.new.iter().map(|(at, day)| NewLesson {
        lesson: Link { title: at.title().to_owned(), href: at.level.lesson_path(at.lesson) },
        level: at.level.id.number(),
        released: midnight(portal.portal(), *day),
    });
    let context = HomePage {
        page: &page,
        number: member.number,
        founder: member.quote.founding,
        is_first,
        go_on: home.go_on.map(go_on),
        levels: home.levels.iter().filter_map(level).collect(),
        new: new.collect(),
    };
    portal.render("home.html", &context)
}

fn go_on(go_on: GoOn<'_>) -> GoOnCard {
    let at = go_on.at;
    GoOnCard {
        lesson: Link { title: at.title().to_owned(), href: at.level.lesson_path(at.lesson) },
        level: at.level.id.number(),
        month: at.lesson.month,
        ticked: go_on.ticked,
        tasks: at.lesson.tasks.len(),
        has_begun: go_on.has_begun,
    }
}

fn level<'a>(
    portal: &Portal,
    card: &'a LevelCard,
    progress: &LevelProgress<'_>,
    is_here: bool,
) -> HomeLevel<'a> {
    let month = |month: &MonthOf| HomeMonth {
        month: month.month,
        href: progress.level.month_path(month.month),
        lesson_count: month.lessons,
        opens: month.opens.map(|day| midnight(portal, day)),
    };
    HomeLevel {
        card,
        is_theirs: progress.is_theirs,
        is_here,
        done: progress.done,
        counted: progress.counted,
        opens: progress.months.last().and_then(|first| first.opens).map(|day| midnight(portal, day)),
        months: progress.months.iter().map(month).collect(),
    }
}

/// When the day begins where the portal is.
fn midnight(portal: &Portal, day: Date) -> Timestamp {
    let midnight = day.to_zoned(portal.time_zone.zone());
    midnight.map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}
