//! What members see and do on their own pages: where they go on, tasks to tick, and what they write about lessons.
//!
//! What they may open is decided as their pass is: by the session, the membership and the portal as it is now.

mod feedback;
mod home;
mod tasks;
mod ticks;

use domain::lesson::LessonAt;
use domain::progress::Reader;
use domain::return_path::{MEMBER_HOME, ReturnPath};

use crate::access::locked;
use crate::app::{App, Outcome};
use crate::failure::{Failure, Refusal};
use crate::http::incoming::{Incoming, wants_json};
use crate::http::{Request, Response, door, no_door, reply};
use crate::portal::Loaded;
use crate::store::member::Member;
use crate::visitor;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    (MEMBER_HOME, "GET, HEAD"),
    (TASKS, "GET, HEAD, POST"),
    (TICKS, "GET, HEAD"),
    (FEEDBACK, "GET, HEAD, POST"),
    (THANKS, "GET, HEAD"),
];

/// The tasks of a lesson as they stand, and where forms with ticks go.
const TASKS: &str = "/api/members/tasks";
/// What is ticked in a lesson, for its script.
const TICKS: &str = "/api/members/ticks";
/// Where what is written about a lesson goes.
const FEEDBACK: &str = "/api/members/feedback";
/// That it is kept.
const THANKS: &str = "/api/members/feedback/thanks";

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("GET", MEMBER_HOME) => home::get(app, request).await,
        ("GET", TASKS) => tasks::get(app, request).await,
        ("POST", TASKS) => tasks::post(app, request).await,
        ("GET", TICKS) => ticks::get(app, request).await,
        ("GET", FEEDBACK) => feedback::get(app, request).await,
        ("POST", FEEDBACK) => feedback::post(app, request).await,
        ("GET", THANKS) => feedback::thanks(app, request).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}

/// A member before a lesson that is open to them.
struct Seated<'a> {
    member: Member,
    at: LessonAt<'a>,
}

/// The member whose session the request brings before the lesson at `path`, if it is open to them. Else the way to where
/// the gate would lead them too, whether there is such a lesson or not: which ones there are is for members to know. For a
/// script, that there is none.
async fn seated<'a>(
    app: &App,
    portal: &'a Loaded,
    request: &Request,
    incoming: &Incoming,
    path: &str,
) -> Result<Result<Seated<'a>, Response>, Failure> {
    if let Some(member) = visitor::member(app, incoming).await?
        && let Some(at) = portal.portal().lesson_at(path)
    {
        let (membership, zone) = (member.membership(), portal.portal().time_zone.zone());
        let reader = Reader { portal: portal.portal(), membership: &membership, now: app.now(), zone };
        if reader.may_open(at.level, at.lesson) {
            return Ok(Ok(Seated { member, at }));
        }
    }
    if wants_json(request.headers()) {
        return Err(Refusal::NOT_OPEN_TO_YOU.into());
    }
    Ok(Err(reply::see_other(&locked::location(&ReturnPath::parse(path)))))
}
