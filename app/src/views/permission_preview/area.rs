//! One area of a product, and its lines.

use super::picture::{AreaPicture, Line, Picture};
use crate::views::about_adding_people;
use crate::widgets::{PreviewArea, PreviewLine};
use domain::catalogue::{Area, Feature};
use domain::permission::{Confirmations, explain};
use leptos::prelude::*;

#[component]
pub(super) fn AreaPart(area: Area, picture: Memo<Picture>, confirmations: Memo<Confirmations>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        picture.with(|picture| confirmations.with(|confirmations| AreaPicture::of(area, picture, confirmations)))
    });
    let gains = Signal::derive(move || shown.get().gains);
    let loses = Signal::derive(move || shown.get().loses);
    let open = Memo::new(move |_| gains.get() + loses.get() > 0);
    let note = Signal::derive(move || shown.get().held());
    let lines = area.features().map(|feature| view! { <LinePart feature picture confirmations/> }).collect_view();
    // Said where a product's own rows speak of adding people, so that nobody takes them for Rolecall's.
    let remark = area.features().find_map(about_adding_people).unwrap_or_default();
    view! { <PreviewArea name=area.name() note remark gains loses open>{lines}</PreviewArea> }
}

#[component]
fn LinePart(feature: Feature, picture: Memo<Picture>, confirmations: Memo<Confirmations>) -> impl IntoView {
    let line = Memo::new(move |_| {
        picture.with(|picture| confirmations.with(|confirmations| Line::of(feature, picture, confirmations)))
    });
    let stand = Memo::new(move |_| line.with(|line| (line.holding(), line.change)));
    let aside = Memo::new(move |_| line.with(Line::aside));
    let why = Signal::derive(move || line.with(|line| explain(&line.decision, feature, line.role)));
    view! { <PreviewLine text=feature.name() stand aside note=feature.note().unwrap_or_default() why/> }
}
