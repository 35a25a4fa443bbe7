//! One area of a product, and its lines.

use super::picture::{AreaPicture, Picture, why};
use crate::views::about_adding_people;
use crate::widgets::{PreviewArea, PreviewLines, Thing};
use domain::catalogue::Area;
use domain::permission::Confirmations;
use leptos::prelude::*;

/// Its lines follow what is drawn of the area as a whole: one value for each area, and where nothing drawn differs,
/// nothing is touched.
#[component]
pub(super) fn AreaPart(area: Area, picture: Memo<Picture>, confirmations: Memo<Confirmations>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        picture.with(|picture| confirmations.with(|confirmations| AreaPicture::of(area, picture, confirmations)))
    });
    let changes = Memo::new(move |_| shown.with(|shown| (shown.gains, shown.loses)));
    let note = Signal::derive(move || shown.with(AreaPicture::held));
    let stands = Memo::new(move |_| shown.with(|shown| shown.stands.clone()));
    let things =
        area.features().map(|feature| Thing { text: feature.name(), note: feature.note().unwrap_or_default() });
    let why = move |place| {
        let told = |feature| picture.with(|picture| confirmations.with(|known| why(feature, picture, known)));
        area.features().nth(place).map(told).unwrap_or_default()
    };
    // Said where a product's own rows speak of adding people, so that nobody takes them for Rolecall's.
    let remark = area.features().find_map(about_adding_people).unwrap_or_default();
    view! { <PreviewArea name=area.name() note remark changes><PreviewLines things=things.collect() stands why/></PreviewArea> }
}
