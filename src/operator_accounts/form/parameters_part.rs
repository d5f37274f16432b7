//! The parameters of the chosen connection, and finding one among many.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::FormField;
use super::inner::Inner;
use super::parameter_control::{CONTROL, parameter_control};
use super::state::FormState;
use crate::browser::words::folded;
use crate::page::section;
use crate::services::airvantage::connections::AccountParameter;
use crate::ui::element::{Element, classed, effect_now, element, key_of, value_of};
use crate::ui::{FieldCopies, checkbox, format, search_field};

/// From so many on they can be narrowed down.
const MANY: usize = 20;

/// One control for each parameter; answers with their fields.
pub(super) fn parameters_part(form: FormState, inner: &Inner) -> (Vec<Rc<FormField>>, Element) {
    let parameters = inner.values.borrow().parameters.clone();
    let description = inner.known();
    let described: &[AccountParameter] = match &description {
        Some(description) => &description.parameters,
        None => &[],
    };
    let copies = FieldCopies::default();
    let mut fields = Vec::with_capacity(parameters.len());
    let mut grid = classed("div", "parameters").class_if("many", parameters.len() > MANY);
    for (place, parameter) in parameters.iter().enumerate() {
        let name = &parameter.0;
        // The form has the order of the description.
        let known = match described.get(place) {
            Some(known) if known.name == *name => Some(known),
            _ => described.iter().find(|known| known.name == *name),
        };
        let (field, row) = parameter_control(form, inner, place, parameter, known, &copies);
        fields.push(field);
        grid = grid.with(row);
    }
    let grid = listening(form, grid, &fields);
    let body = if fields.is_empty() {
        element("p").text("This connection asks for no parameters.")
    } else if fields.len() > MANY {
        filter(inner, fields.clone()).beside(grid)
    } else {
        grid
    };
    let section = section("Parameters", body);
    (fields, section)
}

/// One pair of listeners for all rows: they find the field by the id of its control.
fn listening(form: FormState, grid: Element, fields: &[Rc<FormField>]) -> Element {
    let find = {
        let fields: Rc<[Rc<FormField>]> = fields.into();
        move |event: &web_sys::Event| -> Option<Rc<FormField>> {
            let target: web_sys::Element = event.target()?.unchecked_into();
            let place: usize = target.id().strip_prefix(CONTROL)?.parse().ok()?;
            let field = fields.get(place)?;
            field.is_one_of_many().then(|| field.clone())
        }
    };
    let left = find.clone();
    grid.on("input", move |event| {
        if let Some(field) = find(&event) {
            field.text.set(value_of(&event));
            form.changed(&field);
        }
    })
    .on("focusout", move |event| {
        if let Some(field) = left(&event) {
            form.left(&field);
        }
    })
}

/// Hides the rows that do not fit. What stands in them stays.
fn filter(inner: &Inner, fields: Vec<Rc<FormField>>) -> Element {
    let (wanted, only_required) = (inner.filter, inner.only_required);
    let shown = RwSignal::new(fields.len());
    let all = fields.len();
    let named: Vec<(Rc<FormField>, String)> = fields
        .into_iter()
        .map(|field| {
            let name = folded(field.key.label());
            (field, name)
        })
        .collect();
    effect_now(move || {
        let wanted = wanted.with(|text| folded(text.trim()));
        let only_required = only_required.get();
        let mut count = 0;
        for (field, name) in &named {
            let fits = (!only_required || field.required) && name.contains(&wanted);
            count += usize::from(field.filter(fits));
        }
        shown.set(count);
    });
    let search = search_field("Filter parameters", "Name of a parameter", None, wanted);
    let words = move || match shown.get() {
        0 => "No parameter fits".to_owned(),
        some if some == all => format::counted(all, "parameter", "parameters"),
        some => format!(
            "{} of {}",
            format::count(some),
            format::counted(all, "parameter", "parameters")
        ),
    };
    classed("div", "toolbar")
        .on("keydown", |event| {
            // Enter here looks for nothing more, and must not send the form.
            if key_of(&event) == "Enter" {
                event.prevent_default();
            }
        })
        .with(search)
        .with(checkbox("Only required", "", only_required))
        .with(
            classed("p", "toolbar-end")
                .attribute("role", "status")
                .text_live(words),
        )
}
