//! `/api/members/feedback`: GET is the form that stands in each lesson, on a page of its own; POST keeps what was written,
//! once, however often the button is pressed. `/api/members/feedback/thanks`: that it is kept.

use domain::feedback::{FEEDBACK_OF_MEMBER, Feedback, MOST_CHARACTERS, NotFeedback};
use domain::return_path::ReturnPath;
use http::StatusCode;
use themes::context::{FeedbackPage, FieldError, Form, Link, Page};

use super::{Seated, THANKS, seated};
use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::notice;
use crate::portal::Loaded;
use crate::store::{feedback, limit};

/// The form for the lesson `lesson`.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, path) = (app.portal().await?, incoming.parameter("lesson"));
    match seated(app, &portal, request, &incoming, path).await? {
        Ok(seated) => Ok(page(StatusCode::OK, &portal, &seated, path, Form::default())?),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Keeps what the form says.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, path) = (app.portal().await?, incoming.field("lesson"));
    let seated = match seated(app, &portal, request, &incoming, path).await? {
        Ok(seated) => seated,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let words = match Feedback::parse(incoming.field("feedback")) {
        Ok(words) => words,
        Err(error) => {
            let form = incoming.form_with(vec![told(error)]);
            return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &portal, &seated, path, form)?);
        }
    };
    let Seated { member, at } = seated;
    if !limit::count(&app.store, FEEDBACK_OF_MEMBER, &member.id, app.now()).await? {
        return Err(Refusal::TOO_MANY.into());
    }
    // Refused, it is kept already.
    app.store.write(feedback::put(&member.id, &at.key(), at.title(), &words, app.now())).await?;
    let query = serde_urlencoded::to_string([("lesson", path)]).unwrap_or_default();
    Ok(reply::see_other(ReturnPath::parse(&format!("{THANKS}?{query}")).as_str()))
}

/// That it is kept, and the way back to the lesson.
pub(super) async fn thanks(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let lesson = ReturnPath::parse(incoming.parameter("lesson"));
    notice::good(app, "feedback-thanks", ("link-lesson", lesson.as_str())).await
}

fn page(
    status: StatusCode,
    portal: &Loaded,
    seated: &Seated<'_>,
    path: &str,
    form: Form,
) -> Result<Response, Broken> {
    let page = Page { for_members: true, ..portal.page("feedback-title")? };
    let lesson = Link { title: seated.at.title().to_owned(), href: path.to_owned() };
    Ok(reply::page(status, portal.render("feedback.html", &FeedbackPage { page: &page, lesson, form })?))
}

fn told(error: NotFeedback) -> FieldError {
    let key = match error {
        NotFeedback::Empty => "error-feedback-empty",
        NotFeedback::TooLong => "error-feedback-too-long",
    };
    let most = ("most".to_owned(), MOST_CHARACTERS.to_string());
    FieldError { field: "feedback".to_owned(), key: key.to_owned(), args: [most].into() }
}
