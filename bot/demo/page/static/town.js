// The page's own half: it shows what the town sends, and sends what people do. All HTML comes escaped from the town.

import { composerKey, fill, keep, suggestCommands } from "./composer.js";
import { by, each } from "./elements.js";
import { gather, holderOf, restore, valueOf } from "./fields.js";
import { pageTable } from "./tables.js";

const spot = { user: "", place: "", thread: "" };
let beat = -1;
let asking = null; // what ends the question that is under way
let isFirst = true; // nothing of this place has been shown yet
const seen = {}; // by person and place: the newest thing the bot said there that they have looked at

// What is asked and told

async function told(path, options) {
  const answer = await fetch(path, options);
  return answer.json();
}

async function act(kind, more = {}) {
  const body = JSON.stringify({ kind, user: spot.user, ...more });
  const done = await told("/town/act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  notify(done.trouble || "");
  return done;
}

async function watch() {
  for (;;) {
    asking = new AbortController();
    const query = new URLSearchParams({ ...spot, beat });
    try {
      const screen = await told(`/town/screen?${query}`, { signal: asking.signal });
      if (screen.beat === undefined) {
        notify(screen.trouble);
        go(home());
      } else {
        show(screen);
      }
    } catch (error) {
      if (error.name === "AbortError") continue;
      document.body.classList.add("stopped");
      notify("The demo has been stopped. Start it again with: make demo");
      await new Promise((wake) => setTimeout(wake, 2000));
      beat = -1;
    }
  }
}

function go(place, thread = "") {
  if (place !== spot.place) {
    isFirst = true;
    notify("");
  }
  Object.assign(spot, { place, thread });
  beat = -1;
  markPlace();
  by("composer-form").hidden = place === "home";
  asking?.abort();
}

function markPlace() {
  each(document, ".side .place:not([data-global-shortcut])").forEach((button) => {
    if ((button.dataset.place || directPlace()) === spot.place) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  });
}

const home = () => by("who").selectedOptions[0].dataset.place;
const directPlace = () => spot.user.replace("U", "D");

// What is shown

function show(screen) {
  if (document.body.classList.contains("stopped")) {
    document.body.classList.remove("stopped");
    notify("");
  }
  beat = screen.beat;
  put(by("title"), screen.title);
  if (reconcile(by("places"), screen.sidebar).length) markPlace();
  by("clock").textContent = screen.clock;
  showFeed(screen.items);
  showThread(screen.thread);
  showModal(screen.modal);
  reconcile(by("happened"), screen.happened);
  by("nothing-yet").hidden = screen.happened.length > 0;
  markUnread(screen.places);
  document.body.dataset.ready = spot.user + spot.place;
  isFirst = false;
}

function showFeed(items) {
  const feed = by("feed");
  const isAtEnd = feed.scrollHeight - feed.scrollTop - feed.clientHeight < 120;
  const fresh = reconcile(feed, items);
  if (spot.place === "home" && isFirst) feed.scrollTop = 0;
  else if (isFirst || (isAtEnd && fresh.length)) showLatest(feed);
  if (!isFirst) announce(fresh);
}

// The newest message, or its beginning where it is taller than the room for it.
function showLatest(feed) {
  const last = feed.lastElementChild;
  feed.scrollTop = last.offsetHeight > feed.clientHeight ? last.offsetTop - feed.offsetTop : feed.scrollHeight;
}

function showThread(items) {
  const tab = by("tab-thread");
  if (!items) {
    if (!tab.hidden) choosePanel("happened");
    tab.hidden = true;
    return;
  }
  const isNew = tab.hidden;
  tab.hidden = false;
  const fresh = reconcile(by("thread"), items);
  if (isNew) choosePanel("thread");
  else announce(fresh);
  by("thread").scrollTop = by("thread").scrollHeight;
}

function showModal(modal) {
  const dialog = by("modal");
  if (!modal) {
    if (dialog.open) dialog.close();
    dialog.dataset.id = "";
    return;
  }
  const typed = dialog.dataset.id === modal.id ? gather(dialog, true) : {};
  if (put(dialog, modal.html)) restore(dialog, typed);
  dialog.dataset.id = modal.id;
  if (!dialog.open) dialog.showModal();
}

function reconcile(box, items) {
  const old = new Map([...box.children].map((child) => [child.dataset.id, child]));
  const fresh = [];
  items.forEach((item, place) => {
    const child = old.get(item.id) || document.createElement("div");
    old.delete(item.id);
    child.dataset.id = item.id;
    child.className = `item ${item.kind || ""}${item.private ? " private" : ""}`;
    if (item.channel) child.dataset.channel = item.channel;
    if (put(child, item.html)) fresh.push(item);
    if (box.children[place] !== child) box.insertBefore(child, box.children[place] || null);
  });
  old.forEach((child) => child.remove());
  return fresh;
}

function put(box, html) {
  if (box.shown === html) return false;
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.element : null;
  box.innerHTML = html;
  box.shown = html;
  each(box, ".data-table").forEach(pageTable);
  if (focused) box.querySelector(`[data-element="${CSS.escape(focused)}"]`)?.focus();
  return true;
}

function announce(items) {
  const words = items.map((item) => item.said).filter(Boolean);
  if (words.length) by("announcer").textContent = words.join(". ").slice(0, 600);
}

function notify(text) {
  by("notice").textContent = text;
  by("notice").hidden = !text;
}

function markUnread(places) {
  for (const [place, newest] of Object.entries(places)) {
    const key = `${spot.user} ${place}`;
    if (!(key in seen) || place === spot.place) seen[key] = newest;
    const button = place === directPlace() ? by("direct") : by("places").querySelector(`[data-place="${place}"]`);
    button?.querySelector(".unread")?.toggleAttribute("hidden", seen[key] === newest);
  }
}

function choosePanel(name) {
  for (const each of ["happened", "thread"]) {
    by(`tab-${each}`).setAttribute("aria-selected", String(each === name));
    by(`${each}-panel`).hidden = each !== name;
  }
}

// What people do

async function press(element, choice) {
  if (element.dataset.confirm && !(await confirmed(element.dataset))) return;
  const { root, names } = holderOf(element);
  element.classList.add("busy");
  const more = choice === undefined ? {} : { choice };
  await act("press", { ...names, element: element.dataset.element, given: gather(root), ...more });
  element.classList.remove("busy");
}

function confirmed(asked) {
  const dialog = by("confirm");
  by("confirm-title").textContent = asked.confirm;
  by("confirm-text").textContent = asked.confirmText;
  by("confirm-yes").textContent = asked.confirmYes;
  by("confirm-no").textContent = asked.confirmNo;
  by("confirm-yes").className = `button ${asked.confirmStyle}`;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((decide) => {
    dialog.addEventListener("close", () => decide(dialog.returnValue === "yes"), { once: true });
  });
}

async function submit(form) {
  each(form, ".error").forEach((error) => (error.hidden = true));
  form.querySelector("[type=submit]")?.classList.add("busy");
  const done = await act("submit", { view: form.dataset.view, given: gather(form) });
  form.querySelector("[type=submit]")?.classList.remove("busy");
  const trouble = form.querySelector(".trouble");
  trouble.textContent = done.trouble || "";
  trouble.hidden = !done.trouble;
  for (const [block, why] of Object.entries(done.errors || {})) {
    const error = form.querySelector(`[data-block="${CSS.escape(block)}"] .error`);
    if (!error) continue;
    error.textContent = why;
    error.hidden = false;
  }
  form.querySelector(".error:not([hidden])")?.closest(".input").querySelector("[data-element]").focus();
}

async function suggest(box) {
  const typed = box.querySelector("input").value;
  if (typed.length < Number(box.dataset.least)) return;
  const done = await act("suggest", { ...holderOf(box).names, element: box.dataset.element, typed });
  const menu = box.querySelector("select");
  menu.replaceChildren(
    ...(done.options || []).map((option) => {
      const one = new Option(option.text.text, option.value);
      one.dataset.option = JSON.stringify(option);
      return one;
    }),
  );
}

async function say(field, thread) {
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  if (field === by("composer")) {
    keep(text);
  }
  by("feed").scrollTop = by("feed").scrollHeight;
  const done = await act("say", { text, place: spot.place, thread });
  if (done.trouble && !field.value) field.value = text;
}

function become(user) {
  spot.user = user;
  const role = by("who").selectedOptions[0];
  by("examples").replaceChildren(
    ...role.dataset.examples.split("|").map((text) => {
      const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip" });
      chip.textContent = text;
      chip.addEventListener("click", () => fill(text));
      return chip;
    }),
  );
  go(role.dataset.place);
}

async function move(button) {
  each(document, "[data-move]").forEach((one) => (one.disabled = true));
  button.classList.add("busy");
  notify("");
  const done = await act(button.dataset.move);
  each(document, "[data-move]").forEach((one) => (one.disabled = false));
  button.classList.remove("busy");
  if (done.place) go(done.place);
}

// A menu behind three dots opens where there is room for it, and whole.
function unfold(details) {
  const list = details.querySelector(".overflow-list");
  const room = details.closest("[role=log], .home-view, dialog").getBoundingClientRect();
  list.classList.toggle("rightward", details.getBoundingClientRect().right - list.offsetWidth < room.left);
  list.scrollIntoView({ block: "nearest" });
}

// Who listens

document.addEventListener("toggle", ({ target }) => target.matches(".overflow[open]") && unfold(target), true);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".overflow[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const choice = at(".overflow [data-choice]");
  if (choice) {
    choice.closest("details").open = false;
    press(choice.closest("[data-element]"), choice.dataset.choice);
  } else if (at("[data-press]")) press(at("[data-press]"), at("[data-press]").dataset.choice);
  else if (at("[data-place]")?.matches("button")) open(at("[data-place]").dataset.place);
  else if (at("#direct")) open(directPlace());
  else if (at("[data-thread]")) go(spot.place, at("[data-thread]").dataset.thread);
  else if (at("#close-thread")) go(spot.place);
  else if (at("[data-move]")) move(at("[data-move]"));
  else if (at("[data-global-shortcut]")) act("shortcut", { callback: at("[data-global-shortcut]").dataset.globalShortcut });
  else if (at("[data-shortcut]")) act("shortcut", { callback: at("[data-shortcut]").dataset.shortcut, ...holderOf(at("[data-shortcut]")).names });
  else if (at("[data-dismiss]")) dismiss(at("[data-dismiss]").dataset.dismiss === "all");
  else if (at("#confirm-yes, #confirm-no")) by("confirm").close(event.target.value);
  else if (at("[role=tab]")) choosePanel(at("[role=tab]").id.replace("tab-", ""));
  else if (at("#suggestions [role=option]")) fill(at("#suggestions [role=option]").dataset.fill);
});

function open(place) {
  go(place);
  act("open", { place });
  if (place !== "home") by("composer").focus();
}

function dismiss(everything) {
  act("dismiss", { view: by("modal").querySelector("[data-view]").dataset.view, everything });
}

document.addEventListener("input", (event) => {
  const element = event.target.closest("[data-element]");
  if (element) element.touched = true;
  const box = event.target.closest(".external");
  if (box && event.target.matches("input")) suggest(box);
});

document.addEventListener("change", (event) => {
  const element = event.target.closest("[data-element]");
  if (!element || event.target.matches(".external input")) return;
  const input = element.closest(".input");
  if (!input || "dispatch" in input.dataset) press(element, valueOf(element));
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "composer-form") say(by("composer"), "");
  else if (event.target.id === "thread-form") say(by("thread-composer"), spot.thread);
  else if (event.target.dataset.view) submit(event.target);
});

by("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  dismiss(false);
});
by("composer").addEventListener("keydown", composerKey);
by("composer").addEventListener("input", suggestCommands);
by("thread-composer").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  by("thread-form").requestSubmit();
  event.preventDefault();
});
by("who").addEventListener("change", () => become(by("who").value));
by("panel-toggle").addEventListener("click", () => {
  const isOpen = document.body.classList.toggle("panel-open");
  by("panel-toggle").setAttribute("aria-expanded", String(isOpen));
});
by("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;
become(by("who").value);
watch();
