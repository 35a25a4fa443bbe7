//! One area of a product, with its lines.

use super::model::{PreviewModel, area_stand, why};
use crate::views::about_adding_people;
use crate::widgets::{PreviewArea, PreviewItem};
use domain::catalogue::Area;
use domain::permission::Rules;
use leptos::prelude::*;

/// An area that follows one memo, so that an unchanged drawing leaves the page untouched.
#[component]
pub(super) fn AreaPart(area: Area, picture: Memo<PreviewModel>, rules: Memo<Rules>) -> impl IntoView {
    let stand = Memo::new(move |_| picture.with(|picture| rules.with(|rules| area_stand(area, picture, rules))));
    let things =
        area.features().map(|feature| PreviewItem { text: feature.name(), note: feature.note().unwrap_or_default() });
    let why = move |place| {
        let told = |feature| picture.with(|picture| rules.with(|rules| why(feature, picture, rules)));
        area.features().nth(place).map(told).unwrap_or_default()
    };
    // Shown where a product's own permissions are about adding people, so that they are not mistaken for Rolecall's.
    let remark = area.features().find_map(about_adding_people).unwrap_or_default();
    view! { <PreviewArea name=area.name() remark things=things.collect() stand why/> }
}
