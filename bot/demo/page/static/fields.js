// What stands in menus and fields, and in what they stand.

import { each } from "./elements.js";

export function valueOf(element) {
  const kind = element.dataset.kind;
  if (kind === "radio_buttons") return element.querySelector("input:checked")?.value ?? null;
  if (kind === "checkboxes") return each(element, "input:checked").map((box) => box.value);
  if (kind.endsWith("external_select")) {
    const found = [...element.querySelector("select").selectedOptions].map((one) => JSON.parse(one.dataset.option));
    return kind.startsWith("multi") ? found : found[0] || null;
  }
  if (kind.endsWith("_select")) {
    const found = [...element.selectedOptions].map((one) => one.value).filter(Boolean);
    return kind.startsWith("multi") ? found : found[0] || null;
  }
  if (kind === "datetimepicker") return element.value ? Date.parse(`${element.value}Z`) / 1000 : null;
  return element.value || null;
}

const isHeld = (element) => !["button", "overflow", "feedback_buttons"].includes(element.dataset.kind);

export function gather(root, onlyTouched = false) {
  const held = each(root, "[data-element]").filter(isHeld);
  const wanted = onlyTouched ? held.filter((element) => element.touched) : held;
  return Object.fromEntries(wanted.map((element) => [element.dataset.element, valueOf(element)]));
}

export function restore(root, typed) {
  for (const element of each(root, "[data-element]").filter(isHeld)) {
    const value = typed[element.dataset.element];
    if (value === undefined || element.dataset.kind.endsWith("external_select")) continue;
    each(element, "input").forEach((box) => (box.checked = [].concat(value).includes(box.value)));
    each(element, "option").forEach((one) => (one.selected = [].concat(value).includes(one.value)));
    if ("value" in element && !element.options) element.value = value ?? "";
    element.touched = true;
  }
}

export function holderOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { root: view, names: { view: view.dataset.view } };
  const item = element.closest(".item");
  return { root: item, names: { message: item.dataset.id, channel: item.dataset.channel } };
}
