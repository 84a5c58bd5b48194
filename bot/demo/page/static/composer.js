// The message field, with its commands and what was typed before.

import { by, each } from "./elements.js";

const commands = each(by("commands").content, "span").map((span) => ({
  name: span.dataset.name,
  description: span.dataset.description,
  examples: each(span, "i").map((example) => example.textContent),
}));

const sent = []; // what was typed, newest last

export function keep(text) {
  sent.push(text);
  suggestCommands();
}

function offers(text) {
  if (!text.startsWith("/")) return [];
  const [name, ...rest] = text.split(/\s+/);
  if (!rest.length) {
    const found = commands.filter((command) => command.name.startsWith(name));
    return found.map(({ name, description }) => ({ fill: `${name} `, shown: name, about: description }));
  }
  const begun = text.slice(name.length).trimStart();
  const command = commands.find((one) => one.name === name);
  const found = (command?.examples || []).filter((example) => example.startsWith(begun) && example !== begun);
  return found.map((example) => ({ fill: `${name} ${example}`, shown: `${name} ${example}`, about: "" }));
}

export function suggestCommands() {
  const list = by("suggestions");
  list.replaceChildren(
    ...offers(by("composer").value).map((offer, place) => {
      const item = Object.assign(document.createElement("li"), { id: `suggestion-${place}` });
      item.setAttribute("role", "option");
      item.dataset.fill = offer.fill;
      item.append(Object.assign(document.createElement("b"), { textContent: offer.shown }), ` ${offer.about}`);
      return item;
    }),
  );
  list.hidden = !list.children.length;
  by("composer").setAttribute("aria-expanded", String(!list.hidden));
  choose(null);
}

function choose(item) {
  each(by("suggestions"), "[role=option]").forEach((one) => one.setAttribute("aria-selected", String(one === item)));
  if (item) by("composer").setAttribute("aria-activedescendant", item.id);
  else by("composer").removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

export function fill(text) {
  by("composer").value = text;
  by("composer").focus();
  suggestCommands();
}

export function composerKey(event) {
  const items = each(by("suggestions"), "[role=option]");
  const place = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const isListing = !by("suggestions").hidden;
  if (event.key === "Escape" && isListing) {
    by("suggestions").hidden = true;
    by("composer").setAttribute("aria-expanded", "false");
  } else if (isListing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(items[(place + step + items.length + (place < 0 && step < 0 ? 1 : 0)) % items.length]);
    event.preventDefault();
  } else if (isListing && (event.key === "Tab" || event.key === "Enter") && place >= 0) {
    fill(items[place].dataset.fill);
    event.preventDefault();
  } else if (event.key === "ArrowUp" && !by("composer").value && sent.length) {
    fill(sent.at(-1));
    event.preventDefault();
  } else if (event.key === "Enter" && !event.shiftKey) {
    by("composer-form").requestSubmit();
    event.preventDefault();
  }
}
