//! One area of a product, and its lines.

use super::picture::{AreaPicture, Line, Picture};
use crate::views::about_adding_people;
use crate::widgets::{Change, PreviewArea, PreviewLine};
use domain::catalogue::Area;
use domain::permission::{Confirmations, explain};
use leptos::prelude::*;

#[component]
pub(super) fn AreaPart(area: Area, picture: Memo<Option<Picture>>, confirmations: Memo<Confirmations>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        picture.with(|picture| {
            picture.map_or_else(AreaPicture::default, |picture| confirmations.with(|confirmations| AreaPicture::of(area, &picture, confirmations)))
        })
    });
    let gains = Memo::new(move |_| shown.with(|shown| shown.count(Change::Gain)));
    let loses = Memo::new(move |_| shown.with(|shown| shown.count(Change::Loss)));
    let open = Memo::new(move |_| gains.get() + loses.get() > 0);
    let note = Memo::new(move |_| shown.with(AreaPicture::held));
    // Drawn again as a whole, yet only what differs is touched: the lines of an area are always the same ones.
    let lines = move || shown.with(|shown| shown.lines.iter().map(line).collect_view());
    // Said where a product's own rows speak of adding people, so that nobody takes them for Rolecall's.
    let remark = area.features().find_map(about_adding_people).unwrap_or_default();
    view! { <PreviewArea name=area.name() note remark gains loses open>{lines}</PreviewArea> }
}

fn line(line: &Line) -> impl IntoView + use<> {
    view! {
        <PreviewLine text=line.feature.name() holding=line.holding() change=line.change aside=line.aside() note=line.note()
            why=explain(&line.decision, line.feature, line.role)/>
    }
}
