// The page's elements, found by their id and by selector.

export const by = (id) => document.getElementById(id);
export const each = (root, selector) => [...root.querySelectorAll(selector)];
