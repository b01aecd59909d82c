//! The blocks that stand in texts, each alone, and all of them on a page.

use domain::launch::Phase;
use themes::context::{
    AudioBlock, CalloutBlock, CalloutKind, Captions, Download, Embed, EventBlock, Form, LaunchBlock,
    LaunchView, MediaFile, PlainPage, QuestionAnswered, QuestionsBlock, QuoteBlock, VideoBlock,
};

use super::{Camera, PHASES, Shot, at, launch, page};

pub(super) fn shoot(camera: &mut Camera) {
    let first = camera.shots.len();
    shoot_media(camera);
    shoot_texts(camera);
    for phase in PHASES {
        shoot_launch(camera, Some(&launch(phase)), phase, phase.word());
    }
    shoot_launch(camera, None, Phase::Closed, "none");
    let limitless = LaunchView { seats: None, ..launch(Phase::Open) };
    camera.shoot("block-seats-limitless", "blocks/seats.html", &launch_block(Some(&limitless), Phase::Open));
    let stands_once =
        |shot: &&Shot| shot.template != "blocks/waitlist.html" || shot.name == "block-waitlist-waitlist.html";
    let body: String =
        camera.shots[first..].iter().filter(stands_once).map(|shot| shot.text.as_str()).collect();
    let on_page = PlainPage { page: &page("Alle blokkene", "/blokker/"), body: &body, toc: &[] };
    camera.shoot("page-of-blocks", "page.html", &on_page);
}

fn shoot_media(camera: &mut Camera) {
    let transcript = Some("<p>Stå med føttene under hoftene. Kjenn gulvet.</p>\n".to_owned());
    let file = MediaFile { href: "/om/stasteder.mp4".to_owned(), kind: "video/mp4".to_owned() };
    let captions = Captions {
        href: "/om/stasteder.vtt".to_owned(),
        lang: "nb".to_owned(),
        label: "Norsk bokmål".to_owned(),
    };
    let own = VideoBlock {
        title: "Tre steder å stå".to_owned(),
        file: Some(file),
        embed: None,
        poster: Some("/om/stasteder.jpg".to_owned()),
        captions: vec![captions],
        shape: "16-9".to_owned(),
        width: 1600,
        height: 900,
        transcript: transcript.clone(),
    };
    camera.shoot("block-video", "blocks/video.html", &own);
    let embed = Embed {
        host: "Vimeo".to_owned(),
        origin: "https://player.vimeo.com".to_owned(),
        player: "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1".to_owned(),
        page: "https://vimeo.com/123456789".to_owned(),
    };
    let hosted = VideoBlock { file: None, embed: Some(embed), poster: None, captions: vec![], ..own };
    camera.shoot("block-video-hosted", "blocks/video.html", &hosted);
    let file = MediaFile { href: "/om/pust.mp3".to_owned(), kind: "audio/mpeg".to_owned() };
    let audio = AudioBlock { title: "Fire rolige pust".to_owned(), file, transcript };
    camera.shoot("block-audio", "blocks/audio.html", &audio);
    let download = Download {
        title: "Øvingsark".to_owned(),
        href: "/om/ovingsark.pdf".to_owned(),
        kind: "PDF".to_owned(),
        bytes: 148_300,
    };
    camera.shoot("block-download", "blocks/download.html", &download);
}

fn shoot_texts(camera: &mut Camera) {
    let kinds = [
        ("note", CalloutKind::Note),
        ("tip", CalloutKind::Tip),
        ("important", CalloutKind::Important),
        ("warning", CalloutKind::Warning),
        ("caution", CalloutKind::Caution),
    ];
    for (name, kind) in kinds {
        let body = "<p>Pust ut <strong>lenger</strong> enn du puster inn.</p>\n";
        camera.shoot(&format!("block-callout-{name}"), "blocks/callout.html", &CalloutBlock { kind, body });
    }
    let quote = QuoteBlock {
        text: "<p>Det finnes bare to slags talere: de nervøse og de som lyver.</p>\n".to_owned(),
        by: Some("Mark Twain".to_owned()),
        role: Some("som det fortelles".to_owned()),
    };
    camera.shoot("block-quote", "blocks/quote.html", &quote);
    camera.shoot("block-quote-nobody", "blocks/quote.html", &QuoteBlock { by: None, role: None, ..quote });
    let item = |question: &str, answer: &str| QuestionAnswered {
        question: question.to_owned(),
        answer: format!("<p>{answer}</p>\n"),
    };
    let questions = vec![
        item("Må jeg snakke foran andre?", "Nei. Du øver alene, og viser det frem når du vil."),
        item("Hvor mye tid trenger jeg?", "En halv time i uken. Se <a href=\"/om/\">hvem vi er</a>."),
    ];
    camera.shoot("block-questions", "blocks/questions.html", &QuestionsBlock { questions });
    let event = EventBlock {
        title: "Åpen kveld".to_owned(),
        start: at("2026-09-03T17:00:00Z"),
        end: Some(at("2026-09-03T18:30:00Z")),
        one_day: true,
        place: Some("Deichman Bjørvika, Oslo".to_owned()),
        url: Some("/om/".to_owned()),
        calendar: "/om/apen-kveld.ics".to_owned(),
    };
    camera.shoot("block-event", "blocks/event.html", &event);
    let long = EventBlock { one_day: false, end: Some(at("2026-09-05T13:00:00Z")), url: None, ..event };
    camera.shoot("block-event-long", "blocks/event.html", &long);
    let bare = EventBlock { end: None, place: None, ..long };
    camera.shoot("block-event-bare", "blocks/event.html", &bare);
}

fn launch_block(launch: Option<&LaunchView>, phase: Phase) -> LaunchBlock<'_> {
    LaunchBlock { launch, phase, source: "/blokker/", suffix: "-text-1".to_owned(), form: Form::default() }
}

fn shoot_launch(camera: &mut Camera, launch: Option<&LaunchView>, phase: Phase, name: &str) {
    let block = launch_block(launch, phase);
    camera.shoot(&format!("block-countdown-{name}"), "blocks/countdown.html", &block);
    camera.shoot(&format!("block-offers-{name}"), "blocks/offers.html", &block);
    camera.shoot(&format!("block-seats-{name}"), "blocks/seats.html", &block);
    camera.shoot(&format!("block-waitlist-{name}"), "blocks/waitlist.html", &block);
}
