//! Roles and accessible names: what assistive technology calls the things on the screen.
//!
//! A small part of the ARIA specifications, as far as this app's markup goes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The roles that tests look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Alert,
    Article,
    Button,
    Cell,
    Checkbox,
    ColumnHeader,
    Combobox,
    Complementary,
    DateBox,
    Dialog,
    FileBox,
    Grid,
    Group,
    Heading,
    Image,
    Link,
    List,
    ListBox,
    ListItem,
    Main,
    Mark,
    Menu,
    MenuItem,
    MenuItemRadio,
    Option,
    ProgressBar,
    Region,
    Row,
    SearchBox,
    Status,
    Tab,
    TextBox,
}

impl Role {
    pub(crate) fn is_of(self, element: &HtmlElement) -> bool {
        let by_attribute = element.get_attribute("role");
        match by_attribute {
            Some(role) => role == self.attribute(),
            None => element.matches(self.elements()).unwrap(),
        }
    }

    const fn attribute(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Article => "article",
            Self::Button => "button",
            Self::Cell => "cell",
            Self::Checkbox => "checkbox",
            Self::ColumnHeader => "columnheader",
            Self::Combobox => "combobox",
            Self::Complementary => "complementary",
            // No ARIA role of its own: browsers call it a date.
            Self::DateBox => "date",
            Self::Dialog => "dialog",
            // None either.
            Self::FileBox => "file",
            Self::Grid => "grid",
            Self::Group => "group",
            Self::Heading => "heading",
            Self::Image => "img",
            Self::Link => "link",
            Self::List => "list",
            Self::ListBox => "listbox",
            Self::ListItem => "listitem",
            Self::Main => "main",
            Self::Mark => "mark",
            Self::Menu => "menu",
            Self::MenuItem => "menuitem",
            Self::MenuItemRadio => "menuitemradio",
            Self::Option => "option",
            Self::ProgressBar => "progressbar",
            Self::Region => "region",
            Self::Row => "row",
            Self::SearchBox => "searchbox",
            Self::Status => "status",
            Self::Tab => "tab",
            Self::TextBox => "textbox",
        }
    }

    /// The elements that have the role by themselves.
    const fn elements(self) -> &'static str {
        match self {
            Self::Alert
            | Self::Image
            | Self::Grid
            | Self::ListBox
            | Self::Menu
            | Self::MenuItem
            | Self::MenuItemRadio
            | Self::Option
            | Self::Tab => ":not(*)",
            Self::Article => "article",
            Self::Button => "button",
            Self::Cell => "td",
            Self::Checkbox => "input[type=checkbox]",
            Self::ColumnHeader => "th[scope=col]",
            Self::Combobox => "select",
            Self::Complementary => "aside",
            Self::DateBox => "input[type=date], input[type=datetime-local]",
            Self::Dialog => "dialog",
            Self::FileBox => "input[type=file]",
            Self::Group => "fieldset, details",
            Self::Heading => "h1, h2, h3, h4",
            Self::Link => "a[href]",
            Self::List => "ul, ol",
            Self::ListItem => "li",
            Self::Main => "main",
            Self::Mark => "mark",
            Self::ProgressBar => "progress",
            Self::Region => "section[aria-label], section[aria-labelledby]",
            Self::Row => "tr",
            Self::SearchBox => "input[type=search]",
            Self::Status => "output",
            Self::TextBox => "textarea",
        }
    }

    /// Whether the contents of such an element are its name.
    const fn is_named_by_contents(self) -> bool {
        matches!(
            self,
            Self::Button
                | Self::Cell
                | Self::Checkbox
                | Self::ColumnHeader
                | Self::Heading
                | Self::Link
                | Self::MenuItem
                | Self::MenuItemRadio
                | Self::Row
                | Self::Tab
        )
    }
}

/// What an element of this role is called.
pub(crate) fn name(element: &HtmlElement, role: Role) -> String {
    labelled_by(element)
        .or_else(|| element.get_attribute("aria-label"))
        .or_else(|| label(element))
        .unwrap_or_else(|| match role {
            _ if role.is_named_by_contents() => text(element),
            Role::Article => first(element, "h1, h2, h3, h4"),
            Role::Group => first(element, "legend, summary"),
            _ => String::new(),
        })
}

/// The texts that an attribute refers to by their ids.
pub(crate) fn referred(element: &HtmlElement, attribute: &str) -> Option<String> {
    let ids = element.get_attribute(attribute)?;
    let document = element.owner_document().unwrap();
    let texts = ids.split_whitespace().map(|id| {
        let found = document.get_element_by_id(id);
        let found = found.unwrap_or_else(|| panic!("{attribute} refers to {id}, which is nowhere"));
        text(found.unchecked_ref())
    });
    Some(texts.collect::<Vec<_>>().join(" "))
}

/// What a person reads in it, with single spaces.
pub(crate) fn text(element: &HtmlElement) -> String {
    let shown = element.inner_text();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labelled_by(element: &HtmlElement) -> Option<String> {
    referred(element, "aria-labelledby")
}

/// The text of the `label` that belongs to a control or stands around it, without the control's own.
fn label(element: &HtmlElement) -> Option<String> {
    if !element
        .matches("input, select, textarea, progress")
        .unwrap()
    {
        return None;
    }
    let document = element.owner_document().unwrap();
    let of_id = |id| document.query_selector(&format!("label[for=\"{id}\"]"));
    let referring = element
        .get_attribute("id")
        .and_then(|id| of_id(id).unwrap());
    let label = referring.or_else(|| element.closest("label").unwrap())?;
    let copy: HtmlElement = label.clone_node_with_deep(true).unwrap().unchecked_into();
    if let Some(control) = copy.query_selector("input, select").unwrap() {
        control.remove();
    }
    // Outside the page, where nothing is drawn, `text` is all the text there is.
    Some(text(&copy))
}

fn first(element: &Element, selector: &str) -> String {
    let found = element.query_selector(selector).unwrap();
    found.map_or_else(String::new, |found| text(found.unchecked_ref()))
}
