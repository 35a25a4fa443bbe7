//! Comparing roles side by side: the table follows the form at once. The page holds every row; the rules that decide
//! which rows and columns are shown are the server's (`domain::comparison`), applied to what each row says about
//! itself.

use super::{elements, hide, listen_at, navigation, regions, target};
use crate::routes;
use domain::comparison::{ColumnSet, DIFFERENCES, FEWEST_ROLES, MOST_ROLES, TOO_FEW, TOO_MANY};
use domain::role::Role;
use domain::search::finds;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement};

const SECTION: &str = "permissions";
pub(super) const FORM: &str = "comparison-form";
const TABLE: &str = "comparison";
const COUNT: &str = "compared-count";
const EXPORTS: &str = "compared-exports";
const HOW_MANY: &str = "how-many";
/// The link in an area's heading that collapses the area.
const FOLDS: &str = "[data-fold]";
const ROW: &str = "a.row-link";

/// Listens to the form and the table, once per page. Loaded only where a page has the form.
#[lazy]
pub(super) fn compare() {
    let Some(section) = document().get_element_by_id(SECTION) else { return };
    listen_at(&section, "input", |_| show());
    listen_at(&section, "submit", |event| {
        event.prevent_default();
        show();
    });
    listen_at(&section, "click", clicked);
    // Input from before the scripts arrived counts.
    if elements(&section, "input, select").any(|field| regions::differs(&field)) {
        show();
    }
}

/// What the form asks for.
struct ComparisonQuery {
    /// The codes of the roles.
    roles: Vec<String>,
    product: String,
    only_differences: bool,
    search: String,
}

impl ComparisonQuery {
    fn read() -> Option<Self> {
        let form: HtmlFormElement = document().get_element_by_id(FORM)?.dyn_into().ok()?;
        let fields = FormData::new_with_form(&form).ok()?;
        let roles = fields.get_all("role").iter().filter_map(|code| code.as_string()).collect();
        let text = |name| fields.get(name).as_string().unwrap_or_default();
        let search = text("search").split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self { roles, product: text("product"), only_differences: !text("only").is_empty(), search })
    }

    /// The query for this selection, including the rows that are collapsed or open in the table.
    fn query(&self, open: Option<&str>) -> String {
        let mut pairs = Vec::new();
        if !self.roles.iter().eq(Role::ALL.iter().map(|role| role.code())) {
            pairs.extend(self.roles.iter().map(|role| ("role", role.clone())));
        }
        pairs.push(("product", self.product.clone()));
        pairs.push(("only", if self.only_differences { DIFFERENCES.to_owned() } else { String::new() }));
        pairs.push(("search", self.search.clone()));
        pairs.extend(bodies().filter(is_folded).filter_map(|body| Some(("fold", body.get_attribute("data-area")?))));
        pairs.push(("why", open.unwrap_or_default().to_owned()));
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<_> = pairs.map(|(key, value)| format!("{key}={}", routes::escape(&value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

fn bodies() -> impl Iterator<Item = Element> {
    document().get_element_by_id(TABLE).into_iter().flat_map(|table| elements(&table, "tbody[data-area]"))
}

fn is_folded(body: &Element) -> bool {
    let folds = body.query_selector(FOLDS).ok().flatten();
    folds.and_then(|folds| folds.get_attribute("aria-expanded")).as_deref() == Some("false")
}

/// The code of the row whose explanation is open.
fn open() -> Option<String> {
    let row = document().query_selector(".row-detail").ok()??.previous_element_sibling()?;
    Some(row.id())
}

/// Shows what the form asks for, and updates the address and the links to files.
fn show() {
    let Some(asked) = ComparisonQuery::read() else { return };
    let remark = match asked.roles.len() {
        ..FEWEST_ROLES => Some(TOO_FEW),
        FEWEST_ROLES..=MOST_ROLES => None,
        _ => Some(TOO_MANY),
    };
    if let Some(said) = document().get_element_by_id(HOW_MANY) {
        said.set_text_content(remark);
        hide(&said, remark.is_none());
    }
    let Some(table) = document().get_element_by_id(TABLE).filter(|_| remark.is_none()) else { return };
    let columns = table.get_attribute("data-columns").unwrap_or_default();
    let columns: Vec<_> = columns.split(' ').collect();
    let places: Option<Vec<_>> =
        asked.roles.iter().map(|role| columns.iter().position(|column| column == role)).collect();
    let Some(places) = places else {
        // The server draws the column of the school's own role when it is first asked for.
        navigation::draw_at(&format!("{}{}", routes::ROLES, asked.query(open().as_deref())), show);
        return;
    };
    let shown_columns: ColumnSet = places.into_iter().collect();
    for place in 0..columns.len() {
        // Fails only for an invalid class name.
        let _ = table.class_list().toggle_with_force(&format!("no-{place}"), !shown_columns.contains(place));
    }
    let (mut all, mut shown) = (0, 0);
    for head in elements(&table, "tbody[data-product]") {
        let product = head.get_attribute("data-product").unwrap_or_default();
        let mut of_product = 0;
        for body in elements(&table, &format!("tbody[data-area^=\"{product}/\"]")) {
            let (rows, shows) = show_area(&body, &asked, shown_columns, &product);
            all += rows;
            of_product += shows;
        }
        hide(&head, of_product == 0);
        shown += of_product;
    }
    if let Some(count) = document().get_element_by_id(COUNT) {
        count.set_text_content(Some(&format!("{shown} of {all} permissions")));
    }
    let query = asked.query(open().as_deref());
    navigation::set_address(&format!("{}{query}", routes::ROLES));
    if let Some(exports) = document().get_element_by_id(EXPORTS) {
        for link in elements(&exports, "a[href]") {
            let href = link.get_attribute("href").unwrap_or_default();
            let path = href.split('?').next().unwrap_or_default();
            // Fails only for an invalid attribute name.
            let _ = link.set_attribute("href", &format!("{path}{query}"));
        }
    }
}

/// The number of rows in an area, and how many of them are shown.
fn show_area(body: &Element, asked: &ComparisonQuery, columns: ColumnSet, product: &str) -> (u32, u32) {
    let folded = is_folded(body);
    let words = body.get_attribute("data-words").unwrap_or_default();
    let in_product = asked.product.is_empty() || asked.product == product;
    let (mut rows, mut shown, mut hidden) = (0, 0, false);
    let mut next = body.first_element_child().and_then(|head| head.next_element_sibling());
    while let Some(row) = next {
        // The explanation is shown and hidden with its row.
        if let Some(have) = row.get_attribute("data-have").and_then(|bits| bits.parse().ok()).map(ColumnSet::of_bits) {
            let name =
                || row.query_selector(ROW).ok().flatten().and_then(|link| link.text_content()).unwrap_or_default();
            let shows = in_product
                && (!asked.only_differences || columns.differ(have))
                && (asked.search.is_empty() || finds(&asked.search, &format!("{} {words}", name())));
            rows += 1;
            shown += u32::from(shows);
            hidden = folded || !shows;
        }
        hide(&row, hidden);
        next = row.next_element_sibling();
    }
    if let Some(head) = body.first_element_child() {
        hide(&head, shown == 0);
        if let Ok(Some(count)) = head.query_selector("[data-shown]") {
            count.set_text_content(Some(&shown.to_string()));
        }
    }
    (rows, shown)
}

/// Collapses an area or opens a row, from any of its cells.
fn clicked(event: &Event) {
    let Some(pressed) = target::<Element>(event) else { return };
    let closest = |selector: &str| pressed.closest(selector).ok().flatten();
    if let Some(fold) = closest(FOLDS) {
        event.prevent_default();
        event.stop_propagation();
        let folded = fold.get_attribute("aria-expanded").as_deref() == Some("false");
        // Fails only for an invalid attribute name.
        let _ = fold.set_attribute("aria-expanded", if folded { "true" } else { "false" });
        show();
    } else if let (Some(link), Some(asked)) = (closest(ROW), ComparisonQuery::read()) {
        // The current address, with this row opened or closed.
        let row = link.closest("tr").ok().flatten().map(|row| row.id()).unwrap_or_default();
        let is_open = link.get_attribute("aria-expanded").as_deref() == Some("true");
        let query = asked.query(Some(&row).filter(|_| !is_open).map(String::as_str));
        let _ = link.set_attribute("href", &format!("{}{query}#{row}", routes::ROLES));
    } else if let Some(cell) = closest("tr[data-have] > td") {
        let row = cell.parent_element();
        let link = row.and_then(|row| row.query_selector(ROW).ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            link.click();
        }
    }
}
