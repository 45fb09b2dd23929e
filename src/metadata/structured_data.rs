//! The article and the questions in the words of schema.org: only what stands on the pages.

use serde_json::{Map, Value, json};

use super::SiteAddress;
use crate::{
    article::{Article, Destination, Inline, Page, PageName, Passage},
    leaflet::Leaflet,
    questions::{self, AnsweredQuestion},
};

/// What a page says of itself in the words of schema.org; only the article and the questions do.
///
/// The sources are left out: they would weigh more than everything else, and the page lists them. So is a condition that the
/// page is about: the words name none as such.
#[must_use]
pub fn structured_data(
    leaflet: &Leaflet,
    page: PageName,
    language: &str,
    address: Option<&SiteAddress>,
) -> Option<Value> {
    let mut data = match page {
        PageName::Article => article(&leaflet.article),
        PageName::Questions => questions(&leaflet.article, address),
        _ => return None,
    };
    data.insert("@context".to_owned(), json!("https://schema.org"));
    data.insert("inLanguage".to_owned(), json!(language));
    data.insert("publisher".to_owned(), json!({ "@type": "Organization", "name": "Quietleaf" }));
    if let Some(licence) = licence(&leaflet.about) {
        data.insert("license".to_owned(), json!(licence));
    }
    if let Some(address) = address {
        data.insert("url".to_owned(), json!(address.page(page)));
    }
    Some(Value::Object(data))
}

/// The data as they stand in a page, within a `<script>`, which nothing in them can end.
///
/// ```
/// let data = serde_json::json!({ "name": "</script>" });
/// assert_eq!(quietleaf::metadata::embedded(&data), r#"{"name":"\u003c/script>"}"#);
/// ```
#[must_use]
pub fn embedded(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

fn article(article: &Article) -> Map<String, Value> {
    let mut data = Map::from_iter([
        ("@type".to_owned(), json!("MedicalWebPage")),
        ("name".to_owned(), json!(article.title)),
        ("description".to_owned(), json!(article.summary)),
        ("audience".to_owned(), json!({ "@type": "Patient" })),
        ("isAccessibleForFree".to_owned(), json!(true)),
        ("datePublished".to_owned(), json!(article.published().iso())),
        ("dateModified".to_owned(), json!(article.changed().iso())),
    ]);
    // A check by whoever wrote the words is no review: both stand here only for a clinician's.
    if let Some(review) = &article.reviewed_by {
        let person = json!({ "@type": "Person", "name": review.name, "jobTitle": review.role });
        data.insert("reviewedBy".to_owned(), person);
        data.insert("lastReviewed".to_owned(), json!(review.on.iso()));
    }
    data
}

fn questions(article: &Article, address: Option<&SiteAddress>) -> Map<String, Value> {
    let questions: Vec<Value> = questions::derive(article).iter().map(|answered| question(answered, address)).collect();
    Map::from_iter([("@type".to_owned(), json!("FAQPage")), ("mainEntity".to_owned(), Value::Array(questions))])
}

fn question(answered: &AnsweredQuestion<'_>, address: Option<&SiteAddress>) -> Value {
    let text: Vec<String> = answered.shown().map(Passage::plain_text).collect();
    let mut data = Map::from_iter([
        ("@type".to_owned(), json!("Question")),
        ("name".to_owned(), json!(answered.question.asks)),
        ("acceptedAnswer".to_owned(), json!({ "@type": "Answer", "text": text.join("\n") })),
    ]);
    if let Some(address) = address {
        data.insert("url".to_owned(), json!(address.place(PageName::Questions, answered.question.id.as_str())));
    }
    Value::Object(data)
}

/// The address of a Creative Commons licence to which the page "About" links.
fn licence(about: &Page) -> Option<&str> {
    let passages = about.opening.iter().chain(about.sections.iter().flat_map(|section| &section.passages));
    passages.flat_map(Passage::texts).flatten().find_map(licence_linked)
}

fn licence_linked(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Link { to: Destination::Elsewhere(address), .. } => {
            address.starts_with("https://creativecommons.org/").then_some(address)
        }
        Inline::Strong(words) | Inline::Emphasis(words) => words.iter().find_map(licence_linked),
        _ => None,
    }
}
