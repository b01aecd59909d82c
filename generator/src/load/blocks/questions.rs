//! `questions`: questions and answers, one item of a list each.

use themes::context::{QuestionAnswered, QuestionsBlock};

use crate::load::markdown::Rewriter;
use crate::load::yaml::Node;

/// Its items, read.
pub(super) fn read(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<QuestionsBlock> {
    let read: Vec<Option<QuestionAnswered>> =
        node.items()?.into_iter().map(|node| item(node, page)).collect();
    let questions: Option<Vec<QuestionAnswered>> = read.into_iter().collect();
    questions.map(|questions| QuestionsBlock { questions })
}

fn item(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<QuestionAnswered> {
    let mut fields = node.fields();
    let question: Option<String> = fields.read("question");
    let answer = fields.required("answer").and_then(|node| page.prose(node));
    fields.finish();
    Some(QuestionAnswered { question: question?, answer: answer? })
}
