//! Reading `help.md` and `about.md`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    InnerLink, Mention, Problems,
    article::{check_short_answer, passages_with_lines},
    card_grammar,
    document::{self, Block, Kind},
    front_matter,
    inline::References,
    outline::{self, Outline},
};
use crate::article::{Article, Id, Page, PageName, Passage, Section};

/// What came of reading a page.
#[derive(Debug)]
pub struct PageReading {
    /// The page; none where its front matter cannot be read.
    pub page: Option<Page>,
    /// What stands where in it.
    pub outline: Outline,
    /// Its links within the leaflet, to be checked against every page.
    pub links: Vec<InnerLink>,
    /// What is wrong with it.
    pub problems: Problems,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    summary: String,
    last_checked: toml::value::Datetime,
}

/// Reads a page from the text of a file. Lists of ids become those passages of the article.
#[must_use]
pub fn page(file: &str, text: &str, name: PageName, article: Option<&Article>) -> PageReading {
    let mut problems = Problems::of(file);
    let mut references = References::from(name);
    let split = front_matter::split::<FrontMatter>(text, &mut problems);
    let document = document::read(split.body, split.body_line, &mut references, &mut problems);
    let outline = Outline::of(&document, &references.cited);
    outline::check_language("the page", &document, &outline, &mut problems);
    card_grammar::check_twins(&passages_with_lines(&document), &mut problems);
    for (key, line) in &references.cited {
        problems.note(*line, format!("the source `{key}` is cited outside the article"), "link to it, or to /#sources");
    }
    let mut own = document.ids.clone();
    let opening = resolve(document.opening, article, &mut own, &mut problems);
    let mut sections = Vec::new();
    for section in document.sections {
        if section.kind != Kind::Text {
            problems.note(section.line, "questions or sources outside the article", "move them to article.md");
        }
        check_short_answer(&section, &mut problems);
        let passages = resolve(section.blocks, article, &mut own, &mut problems);
        sections.push(Section { id: section.id, heading: section.heading, related: section.related, passages });
    }
    let page = split.values.and_then(|front| {
        let last_checked = front_matter::date("last_checked", front.last_checked, text, &mut problems)?;
        Some(Page { title: front.title, summary: front.summary, last_checked, opening, sections })
    });
    PageReading { page, outline, links: references.links, problems }
}

fn resolve(
    blocks: Vec<Block>,
    article: Option<&Article>,
    own: &mut BTreeSet<Id>,
    problems: &mut Problems,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    for block in blocks {
        match block {
            Block::Passage(passage, _) => passages.push(passage),
            Block::Mentions(mentions) => {
                let shown = mentions.iter().filter_map(|mention| shown(mention, article, own, problems));
                passages.extend(shown);
            }
            Block::Question { line, .. } | Block::Source { line, .. } => {
                problems.note(line, "a question or a source outside the article", "move it to article.md");
            }
        }
    }
    passages
}

fn shown(
    mention: &Mention,
    article: Option<&Article>,
    own: &mut BTreeSet<Id>,
    problems: &mut Problems,
) -> Option<Passage> {
    let passage = article?.passage(&mention.id).cloned();
    if passage.is_none() {
        let what = format!("`{}` is no passage of the article", mention.id);
        problems.note(mention.line, what, "name the id of a paragraph, a list or a care card of article.md");
    } else if !own.insert(mention.id.clone()) {
        let what = format!("the id `{}` is taken on this page", mention.id);
        problems.note(mention.line, what, "show each passage once, and give the page's own places other ids");
        return None;
    }
    passage
}
