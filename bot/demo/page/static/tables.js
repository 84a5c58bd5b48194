// Tables that can be sorted, a page at a time.

import { each } from "./elements.js";

export function pageTable(box) {
  const size = Number(box.dataset.pageSize);
  const body = box.querySelector("tbody");
  const pager = box.querySelector(".pager");
  let page = 0;
  const turn = (to) => {
    const rows = [...body.rows];
    const last = Math.ceil(rows.length / size) - 1;
    page = Math.max(0, Math.min(last, to));
    rows.forEach((row, place) => (row.hidden = Math.floor(place / size) !== page));
    pager.hidden = last < 1;
    const said = document.createElement("span");
    said.textContent = `${page * size + 1} to ${Math.min(rows.length, (page + 1) * size)} of ${rows.length}`;
    pager.replaceChildren(turner("‹", "Previous rows", page > 0, -1), said, turner("›", "Next rows", page < last, 1));
  };
  const turner = (sign, label, can, by) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
    button.setAttribute("aria-label", label);
    button.disabled = !can;
    button.addEventListener("click", () => turn(page + by));
    return button;
  };
  each(box, "[data-sort]").forEach((head) => {
    head.addEventListener("click", () => {
      const column = Number(head.dataset.sort);
      const cell = head.closest("th");
      const isDown = cell.getAttribute("aria-sort") === "ascending";
      each(box, "thead th").forEach((one) => one.setAttribute("aria-sort", "none"));
      cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const order = (a, b) => compare(a.cells[column], b.cells[column]) * (isDown ? -1 : 1);
      body.append(...[...body.rows].sort(order));
      turn(0);
    });
  });
  turn(0);
}

function compare(a, b) {
  if (a.dataset.value && b.dataset.value) return Number(a.dataset.value) - Number(b.dataset.value);
  return a.textContent.localeCompare(b.textContent, "en", { numeric: true });
}
