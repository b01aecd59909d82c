//! Plain values of YAML: texts, flags, numbers and lists.

use super::yaml::{FromNode, Node};

impl FromNode for String {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let text = node.written();
        match &text {
            None => node
                .refuse("a text is missing here; one that begins with `[` or `{` must stand between quotes"),
            Some(text) if text.is_empty() => {
                node.refuse("the text is empty; write one after the colon");
                return None;
            }
            Some(_) => {}
        }
        text
    }
}

impl FromNode for bool {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let flag = node.as_bool();
        if flag.is_none() {
            node.refuse("this is neither yes nor no; write `true` or `false`");
        }
        flag
    }
}

impl FromNode for u32 {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let number =
            node.as_u64().and_then(|number| Self::try_from(number).ok()).filter(|number| *number > 0);
        if number.is_none() {
            node.refuse("this is not a number of things; write one as in `100`");
        }
        number
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let items: Vec<Option<T>> = node.items()?.into_iter().map(T::from_node).collect();
        items.into_iter().collect()
    }
}
