//! One area of a product, and its lines.

use super::picture::{Picture, area_stand, why};
use crate::views::about_adding_people;
use crate::widgets::{PreviewArea, Thing};
use domain::catalogue::Area;
use domain::permission::Rules;
use leptos::prelude::*;

/// One value for each area: where nothing drawn differs, nothing is touched.
#[component]
pub(super) fn AreaPart(area: Area, picture: Memo<Picture>, rules: Memo<Rules>) -> impl IntoView {
    let stand = Memo::new(move |_| picture.with(|picture| rules.with(|rules| area_stand(area, picture, rules))));
    let things =
        area.features().map(|feature| Thing { text: feature.name(), note: feature.note().unwrap_or_default() });
    let why = move |place| {
        let told = |feature| picture.with(|picture| rules.with(|rules| why(feature, picture, rules)));
        area.features().nth(place).map(told).unwrap_or_default()
    };
    // Said where a product's own rows speak of adding people, so that nobody takes them for Rolecall's.
    let remark = area.features().find_map(about_adding_people).unwrap_or_default();
    view! { <PreviewArea name=area.name() remark things=things.collect() stand why/> }
}
