//! The article of this leaflet: what it must cover, and what it must never say.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use quietleaf::{
    article::{Article, Body, Id, Level, Passage, plain_language},
    leaflet::Leaflet,
    questions,
};

fn leaflet() -> Leaflet {
    xtask::content::read(&xtask::paths::project().join("content")).expect("the words are sound")
}

fn text(article: &Article, id: &str) -> String {
    let passage = Id::new(id).ok().and_then(|id| article.passage(&id));
    passage.map_or_else(|| panic!("there is no passage `{id}`"), Passage::plain_text)
}

/// Each claim of the article that this one starts from, and of its three readers, is answered by a passage that says this.
const CLAIMS: [(&str, &str, &str); 43] = [
    ("1 only and severe", "only-and-severe", "Both \u{201c}only\u{201d} and \u{201c}severe\u{201d} are wrong"),
    ("1 no back pain", "only-and-severe", "sometimes there is no back pain at all"),
    ("2 backache alone", "alone-answer", "Back pain alone does not mean a miscarriage, and it does not rule one out"),
    ("3 how many have it", "no-figure", "How many people have back pain with a miscarriage is not known"),
    ("3 commoner signs", "signs-answer", "Bleeding is the most common sign"),
    ("4 signs fade", "fading-signs", "often they are not"),
    ("4 cramps", "signs-list", "mild or severe"),
    ("5 intervals", "feel-cramps", "compares the cramps to labour, so they may come in waves"),
    ("5 waves need a call", "feel-waves", "always needs a call"),
    ("6 tilted womb", "tilted-womb", "We found nothing to support that, so we put it aside"),
    ("6 how many", "tilted-womb", "About 20 in 100 women have a tilted womb (the source says 1 in 5)"),
    ("6 trapped womb", "trapped-womb", "if you cannot pee, get emergency care"),
    ("7 pain medicine", "pain-relief", "may not be enough"),
    ("7 ibuprofen", "ibuprofen", "do not take medicines like ibuprofen unless your doctor tells you to"),
    ("7 ibuprofen afterwards", "ibuprofen-after", "Once a miscarriage is confirmed"),
    ("8 severe back pain", "what-matters", "It still needs advice the same day"),
    ("9 why backs ache", "ache-why", "ligaments soften"),
    ("9 relaxin", "ache-why", "no link"),
    ("10 mild early pain", "ache-early", "We found no proof of that"),
    ("10 how common", "ache-early", "about 28 in 100 people have back pain"),
    ("11 pain before bleeding", "no-figure", "Nor is it known how often it is the only sign"),
    ("12 dull ache to spasms", "feel-waves", "a dull ache can grow into strong cramps"),
    ("12 stronger", "feel-cramps", "They can grow stronger as it happens"),
    ("13 nothing before bleeding", "no-signs", "Sometimes nothing is felt before bleeding starts"),
    ("13 no signs", "no-signs", "no pain and no bleeding"),
    ("14 another miscarriage", "again-answer", "One miscarriage does not mean another"),
    ("15 common", "how-common-array", "About 15 in 100 known pregnancies end in miscarriage, and about 85 do not"),
    ("15 fertility", "how-common", "does not always point to a fertility problem"),
    ("16 several losses", "again-tests", "antibodies that make blood clot"),
    ("16 cervix", "again-tests", "They may also look at the cervix"),
    ("17 cause", "why-answer", "Often no cause is found"),
    ("17 purpose", "no-purpose", "\u{201c}the survival of the species\u{201d}"),
    ("17 put aside", "no-purpose", "a purpose has no place here"),
    (
        "R1 grew worse, took sleep, healthy baby",
        "reader-four-months",
        "Both can be true, but pain like hers needs a call",
    ),
    ("R1 sleep", "ache-sleep", "midwife or physiotherapist"),
    ("R2 an ultrasound", "reader-scan", "get urgent advice, and let the team decide on the scan"),
    ("R2 more than mild", "reader-mild", "For mild backache alone, no"),
    ("R3 be seen", "seen-anyway", "Be seen even if you feel sure"),
    (
        "R4 must a doctor operate",
        "infection-figures",
        "One reader thought that a doctor must operate, against infection. That is wrong",
    ),
    ("R4 infection", "infection-figures", "infection was about as common after waiting as after surgery"),
    ("R5 no doubt", "bleeding-reader", "That is wrong"),
    ("R5 certain", "bleeding-answer", "Bleeding does not make a miscarriage certain"),
    ("R6 doctor away", "doctor-away", "If your doctor is away, as for one of the readers, do not wait."),
];

#[test]
fn every_claim_is_answered() {
    let article = leaflet().article;
    for (claim, id, says) in CLAIMS {
        let text = text(&article, id);
        assert!(text.contains(says), "claim {claim}: `{id}` does not say \u{201c}{says}\u{201d} but: {text}");
    }
    let claims: BTreeSet<&str> = CLAIMS.iter().filter_map(|(claim, ..)| claim.split(' ').next()).collect();
    assert_eq!(claims.len(), 17 + 6);
}

/// The care cards, word for word.
const CARDS: [(&str, Level, &str, &[&str]); 7] = [
    (
        "call-now",
        Level::Emergency,
        "Call an ambulance or go to an emergency department now if:",
        &[
            "you bleed more than a period, soak a pad in an hour or less, or pass large clots",
            "severe tummy or one-sided pain, 7 or more out of 10, or any pain, back pain too, that stops you walking or talking",
            "pain at the tip of your shoulder",
            "you faint or feel you might",
            "numb legs, numb or tingling bottom or genitals, you cannot pee, or you lose control of pee or poo",
        ],
    ),
    (
        "call-now-unwell",
        Level::Emergency,
        "Call an ambulance or go to an emergency department now if:",
        &[
            "chest pain, or trouble breathing",
            "confusion, slurred speech, fast breathing, blotchy, clammy or very pale skin, or no pee for a day, whatever the temperature",
            "sudden tummy or back pain with a hard, tender womb",
            "a severe headache that does not go away, or changes in what you see",
            "thoughts of harming yourself",
        ],
    ),
    (
        "call-unit-now",
        Level::Emergency,
        "Call your maternity unit now, day or night, from 20 weeks, if:",
        &[
            "any bleeding",
            "fluid from your vagina, a gush or a trickle",
            "your baby moves less or differently",
            "backache, cramps or tightenings that come and go, before 37 weeks",
            "a blow to your tummy, or a fall on it",
        ],
    ),
    (
        "call-from-twelve",
        Level::Urgent,
        "Call your midwife, doctor or advice line now, from 12 to 19 weeks, or go to an emergency department, if:",
        &[
            "any bleeding",
            "cramps or tummy pain",
            "backache or cramps that come in waves",
            "fluid from your vagina, a gush or a trickle",
            "a blow to your tummy, or a fall on it",
        ],
    ),
    (
        "call-today",
        Level::Urgent,
        "Call your midwife, early pregnancy unit, doctor or advice line today if:",
        &[
            "any bleeding or fluid, with or without pain",
            "a blow to your tummy, cramps or tummy pain, even mild or in waves, or pain on one side or when you poo",
            "severe back pain, 7 or more out of 10, even alone, back pain in waves, or backache that does not let up after 14 weeks",
            "a temperature of 38 °C (100.4 °F) or more, shivering, pain when you pee, or discharge that smells",
            "one leg that hurts, swells or is red",
        ],
    ),
    (
        "after-loss",
        Level::Urgent,
        "Call the team that cared for you, your doctor or an advice line today, after a pregnancy has ended, if:",
        &[
            "a fever, shivering, or discharge that smells",
            "pain that gets worse, or pain when you poo",
            "bleeding that gets heavier again, or has not eased in the time that your team named",
            "you took medicine and there was little or no bleeding, or a test 3 weeks later is positive",
            "one leg that hurts, swells or is red",
        ],
    ),
    (
        "mention",
        Level::Routine,
        "Tell your midwife or doctor at the next appointment if:",
        &[
            "a backache that stays mild, and you feel well",
            "pain that keeps you from sleeping or lasts for days",
            "signs of pregnancy that fade, with nothing else",
        ],
    ),
];

#[test]
fn the_care_cards_stand_word_for_word() {
    let article = leaflet().article;
    let cards = article.passages().filter(|passage| matches!(passage.body, Body::Card(_))).count();
    assert_eq!(cards, CARDS.len());
    assert!(cards <= 7, "more cards than can be taken in");
    for (id, level, action, signs) in CARDS {
        let passage = Id::new(id).ok().and_then(|id| article.passage(&id)).expect(id);
        let Body::Card(card) = &passage.body else { panic!("`{id}` is no card") };
        assert_eq!(card.level, level, "{id}");
        assert_eq!(passage.plain_text(), format!("{action}\n{}", signs.join("\n")));
    }
}

#[test]
fn the_emergency_numbers_follow_the_first_card() {
    let article = leaflet().article;
    assert_eq!(article.opening[0].id.as_str(), "call-now");
    assert_eq!(article.opening[1].id.as_str(), "emergency-numbers");
    assert_eq!(
        article.opening[1].plain_text(),
        "999 or 112 United Kingdom and Ireland\n112 European Union\n911 United States and Canada\n000 Australia\n111 New Zealand"
    );
}

#[test]
fn the_length_and_the_reading_age_are_within_the_limits() {
    let article = leaflet().article;
    assert!((1_600..=4_200).contains(&article.word_count()), "{} words", article.word_count());
    let texts: Vec<String> = article.passages().map(Passage::plain_text).collect();
    // Reading age 9 to 11: grades 4 to 6.
    let grade = plain_language::grade_tenths(&texts);
    assert!((40..=60).contains(&grade), "grade {}.{}", grade / 10, grade % 10);
}

/// What `content/site.toml` must hold back, by the number of the rule; and what it must let pass.
const SAID: [(&str, bool); 79] = [
    // 1: back pain means, or rules out, a miscarriage
    ("Severe back pain alone means a miscarriage.", true),
    ("Backache always means that it is a miscarriage.", true),
    ("Back pain rules a miscarriage out.", true),
    ("Does back pain mean a miscarriage?", false),
    ("Back pain does not mean a miscarriage, and it does not rule one out.", false),
    // 2: bleeding makes it certain, or no bleeding means that all is well
    ("Bleeding makes it certain.", true),
    ("Bleeding means a loss.", true),
    ("With bleeding there is no doubt.", true),
    ("No bleeding means that your baby is safe.", true),
    ("If you do not bleed, all is well.", true),
    ("It cannot tell you that all is well.", false),
    // 3: wait and see whether bleeding starts
    ("You can wait and see.", true),
    ("Wait to see whether bleeding starts.", true),
    ("Wait until you bleed.", true),
    ("Do not wait to see whether bleeding starts.", false),
    // 4: a tilted womb or the baby's position
    ("A tilted womb causes the pain.", true),
    ("A baby that presses on the back causes it.", true),
    ("The baby's position can cause it.", true),
    ("A tilted womb does not cause it.", false),
    // 5: relaxin
    ("The hormone relaxin makes your back ache.", true),
    ("For relaxin, good studies found no link.", false),
    // 6: a doctor must clean the womb
    ("A doctor must clean the womb.", true),
    ("They clean up what remains.", true),
    // 7: words of loss
    ("You may abort.", true),
    ("It is called a spontaneous abortion.", true),
    ("The pregnancy failed.", true),
    ("It is an incompetent cervix.", true),
    ("These are products of conception.", true),
    ("The contents of the womb come away.", true),
    ("It is nature\u{2019}s way.", true),
    ("It is nature's way.", true),
    ("At least it was early.", true),
    // 8: bed rest prevents it, lifting causes it
    ("Bed rest may help.", true),
    ("Heavy lifting can cause it.", true),
    ("Avoid lifting.", true),
    ("There is no proof that bed rest helps.", false),
    ("Lifting does not cause it.", false),
    ("It is your fault.", true),
    ("You are to blame for it.", true),
    ("You are not to blame.", false),
    // 9: ibuprofen for backache
    ("You can take some ibuprofen.", true),
    ("Ibuprofen eases it.", true),
    ("Do not take ibuprofen.", false),
    ("Ibuprofen for the cramps.", true),
    ("Once a miscarriage is confirmed, services allow ibuprofen for the cramps.", false),
    // 10: progesterone for everyone
    ("Progesterone prevents it.", true),
    ("Everyone can take progesterone.", true),
    ("Progesterone may help in one case.", false),
    // 11: nausea
    ("Vomiting means that the pregnancy is safe.", true),
    ("If you feel sick, the pregnancy is healthy.", true),
    ("If your signs have gone, that means a loss.", true),
    ("Feeling sick does not prove that a pregnancy is safe.", false),
    // 12: shares with different second numbers, as in one in four
    ("It happens to 1 in 4.", true),
    ("One in four women know it.", true),
    ("About 1 in 4 bled.", true),
    ("About 7 in 10 were over.", true),
    ("About 4 to 7 in 10 have it.", true),
    ("About 27 in 100 bled.", false),
    ("Fewer than 1 in 100 have had 3.", false),
    ("About 20 in 100 have one (the source says 1 in 5).", false),
    // 13: recurrent
    ("Recurrent means three losses.", true),
    ("It is three in a row.", true),
    ("A loss is recurrent from 3.", true),
    ("In the UK, it is recurrent from 3.", false),
    // 14: an app, a score or a diary
    ("The app can diagnose it.", true),
    ("This score can reassure you.", true),
    ("The diary tells you what is wrong.", true),
    ("A diary cannot diagnose it.", false),
    // numbers, and words that reassure
    ("It happens to 14.3% of people.", true),
    ("It happens to 14 per cent.", true),
    ("The review says: 15.3% of pregnancies.", false),
    ("There is a good chance.", true),
    ("Do not worry.", true),
    ("It is most likely nothing.", true),
    ("Call 111.", true),
    ("In New Zealand, call 111.", false),
    ("In England, Scotland and Wales, call 111.", false),
    ("In Wales, 111 is an advice line.", false),
    ("We hold the HONcode.", true),
];

#[test]
fn what_must_never_be_said_is_held_back() {
    let files = xtask::content::files(&xtask::paths::project().join("content")).expect("the words can be read");
    for (sentence, is_held_back) in SAID {
        let mut files = files.clone();
        let about = files.get_mut("about.md").expect("the page is there");
        about.extend(format!("\n{sentence}\n{{#said}}\n").bytes());
        let (_, problems) = quietleaf::leaflet::read(&files);
        let is_about_words = problems.iter().all(|problem| problem.what.starts_with("the words "));
        assert!(is_about_words && problems.is_empty() != is_held_back, "{sentence} {problems:?}");
    }
}

/// The questions that other parts lead to, by their lasting names.
const QUESTIONS: [&str; 40] = [
    "q-ambulance",
    "q-severe-no-bleeding",
    "q-doctor-away",
    "q-back-pain-alone",
    "q-feel",
    "q-bleeding-certain",
    "q-without-bleeding",
    "q-signs-gone",
    "q-tilted-womb",
    "q-how-found",
    "q-nothing-on-scan",
    "q-ectopic-risk",
    "q-molar",
    "q-still-be-seen",
    "q-at-home",
    "q-tampons",
    "q-must-doctor",
    "q-how-long",
    "q-bleeding-after",
    "q-test-after",
    "q-paracetamol",
    "q-ibuprofen",
    "q-codeine",
    "q-why-backs-ache",
    "q-ease",
    "q-four-months",
    "q-fever",
    "q-comes-and-goes",
    "q-fall",
    "q-head-chest",
    "q-what-to-say",
    "q-after-twenty",
    "q-fault",
    "q-how-common",
    "q-again",
    "q-trying-again",
    "q-anti-d",
    "q-feelings",
    "q-partners",
    "q-work",
];

#[test]
fn the_questions_have_their_lasting_names() {
    let article = leaflet().article;
    let ids: BTreeSet<&str> = article.questions.iter().map(|question| question.id.as_str()).collect();
    for id in QUESTIONS {
        assert!(ids.contains(id), "there is no question `{id}`");
    }
    for asked in [
        "severe pain and no bleeding",
        "Does bleeding make it certain?",
        "Must a doctor do something",
        "My doctor is away. Should I wait?",
    ] {
        assert!(article.questions.iter().any(|question| question.asks.contains(asked)), "nobody asks: {asked}");
    }
}

/// The answer first, then the cards: an answer that begins with cards is made of cards alone.
#[test]
fn an_answer_stands_before_its_cards() {
    let article = leaflet().article;
    for answered in questions::derive(&article) {
        let listed: Vec<&Passage> = answered.question.answer.iter().filter_map(|id| article.passage(id)).collect();
        let is_card: Vec<bool> = listed.iter().map(|passage| matches!(passage.body, Body::Card(_))).collect();
        let (own, id) = (is_card.iter().filter(|is_card| !**is_card).count(), &answered.question.id);
        assert!(is_card.is_sorted(), "{id}: a passage stands below a card");
        assert!(own <= 4, "{id}: an answer of {own} passages");
        let levels: Vec<usize> = listed
            .iter()
            .filter_map(|passage| match &passage.body {
                Body::Card(card) => Level::ALL.iter().position(|level| *level == card.level),
                _ => None,
            })
            .collect();
        assert!(levels.is_sorted(), "{id}: a stricter card stands below a milder one");
    }
}

/// No answer is written twice: what the page of questions shows stands in the article, letter for letter.
#[test]
fn every_answer_stands_in_the_article() {
    let leaflet = leaflet();
    let article_texts: BTreeSet<String> = leaflet.article.passages().map(Passage::plain_text).collect();
    for answered in questions::derive(&leaflet.article) {
        for id in &answered.question.answer {
            let shown = answered.shown().filter(|passage| passage.id == *id).count();
            assert_eq!(shown, 1, "{} in the answer to {}", id, answered.question.id);
        }
        for passage in answered.shown() {
            assert!(article_texts.contains(&passage.plain_text()), "{} is not of the article", passage.id);
        }
    }
    let root = quietleaf::ui::SiteRoot::new("/");
    let page = xtask::prerender::body(&leaflet, quietleaf::article::PageName::Questions, &root);
    let article_page = xtask::prerender::body(&leaflet, quietleaf::article::PageName::Article, &root);
    let article_words = words_of(&article_page);
    // The numbers of countries that the article does not name: `tests/numbers.rs` looks at them.
    let is_named = |country: &str| leaflet.article.passages().any(|passage| passage.plain_text().contains(country));
    let others: Vec<&String> = leaflet.countries.iter().map(|it| &it.name).filter(|name| !is_named(name)).collect();
    let mut answers = 0;
    for part in page.split("class=\"answer\">").skip(1) {
        let answer = part.split("<p class=\"places\">").next().unwrap_or_default();
        for block in answer.split("</li>").flat_map(|part| part.split("</p>")).flat_map(|part| part.split("</h3>")) {
            let words = words_of(&format!(">{block}")).replace(" (folded)", "").replace(" more signs", "");
            if others.iter().any(|country| words.ends_with(country.as_str())) {
                continue;
            }
            assert!(article_words.contains(&words), "not in the article: {words}");
            answers += usize::from(!words.is_empty());
        }
    }
    assert!(answers > 100, "only {answers} pieces of answers were compared");
}

/// The words of HTML, without its tags, with single spaces.
fn words_of(html: &str) -> String {
    let text: String =
        html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text).to_owned() + " ").collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
