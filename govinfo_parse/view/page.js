// Shows the two sides of a page together. Everything that can be pointed at has an id; elements name in data-of what
// they show, and in data-with what they have to do with. Without this program the page is links from side to side.
"use strict";
(() => {
  const root = document.documentElement;
  const inspector = document.getElementById("inspector");
  const content = inspector.querySelector(".content");
  const hint = content.textContent;
  const close = document.getElementById("close");
  const panes = { text: document.getElementById("text"), right: document.getElementById("right") };
  const tables = document.getElementById("tables");
  const PAUSE = 90; // milliseconds that the pointer rests before something is shown, so that passing by shows nothing

  root.classList.add("js");
  inspector.hidden = false;
  document.querySelector(".tools").hidden = false;

  // --- what belongs together: from each id to the elements that show it, and that have to do with it -----------------

  const index = (attribute) => {
    const found = new Map();
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(" ")) {
        if (!found.has(id)) found.set(id, []);
        found.get(id).push(element);
      }
    }
    return found;
  };
  const shows = index("data-of");
  const concerns = index("data-with");
  const names = (element, attribute) => (element.getAttribute(attribute) || "").split(" ").filter(Boolean);

  const related = (id) => {
    const others = new Set(concerns.get(id) || []);
    for (const element of shows.get(id) || []) {
      for (const other of names(element, "data-with")) for (const found of shows.get(other) || []) others.add(found);
    }
    for (const element of shows.get(id) || []) others.delete(element);
    return [...others];
  };

  // --- showing --------------------------------------------------------------------------------------------------------

  let pinned = null; // what was clicked or focused: [id, the element it was done to]
  let shown = null;
  let marked = [];

  const show = (id, origin, how) => {
    for (const element of marked) element.classList.remove("on", "with");
    marked = [];
    shown = id;
    inspector.classList.toggle("empty", id === null);
    if (id !== null) inspector.classList.add("used"); // and as high from now on, so that nothing jumps
    close.hidden = id === null;
    if (id === null) {
      content.textContent = hint;
      return;
    }
    const own = shows.get(id) || [];
    const others = related(id);
    for (const element of own) element.classList.add("on");
    for (const element of others) element.classList.add("with");
    marked = [...own, ...others];
    describe(id);
    for (const side of ["text", "right"]) reveal(side, own, others, origin, how);
  };

  const describe = (id) => {
    const card = document.querySelector(`[data-card="${id}"]`);
    if (card) content.replaceChildren(...[...card.cloneNode(true).childNodes].map(withoutIds));
  };

  const withoutIds = (node) => {
    for (const inner of node.querySelectorAll ? node.querySelectorAll("[id],[data-of]") : []) {
      inner.removeAttribute("id");
      inner.removeAttribute("data-of");
    }
    return node;
  };

  // Brings into view what a side has of it; the side that was pointed at stays where it is, unless it was clicked.
  const reveal = (side, own, others, origin, how) => {
    const pane = panes[side];
    const here = origin && pane.contains(origin);
    const list = side === "right" ? tables : pane;
    const target = [...own, ...others].find((element) => list.contains(element));
    if (!target || target === origin) return;
    if (here && (how !== "click" || tables.contains(origin) || side === "text")) return;
    const box = target.getBoundingClientRect();
    const frame = frameOf(pane);
    if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8 && box.left >= frame.left && box.right <= frame.right)
      return;
    const still = how !== "click" || matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", inline: "nearest", behavior: still ? "instant" : "smooth" });
  };

  // What is seen of a side: its own frame if it scrolls by itself, else the window above the inspector.
  const frameOf = (pane) => {
    if (getComputedStyle(pane).overflowY !== "visible") return pane.getBoundingClientRect();
    const bottom = inspector.getBoundingClientRect().top;
    return { top: 0, bottom, left: 0, right: innerWidth };
  };

  // --- pointing, clicking, keys ---------------------------------------------------------------------------------------

  let waiting = 0;
  const pointed = (event) => event.target.closest && event.target.closest("[data-of]");

  // Where the pointer was moved to last. What is scrolled under one that rests was not pointed at.
  let rests = "";
  const placeOf = (event) => `${event.clientX} ${event.clientY}`;
  for (const kind of ["pointermove", "pointerdown"]) {
    document.addEventListener(kind, (event) => { rests = placeOf(event); }, true);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || placeOf(event) === rests) return;
    clearTimeout(waiting);
    const element = pointed(event);
    if (!element && inspector.contains(event.target)) return;
    waiting = setTimeout(() => {
      const [id, origin] = element ? [names(element, "data-of")[0], element] : pinned || [null, null];
      if (id !== shown) show(id, origin, element ? "hover" : "back");
    }, PAUSE);
  });

  document.addEventListener("focusin", (event) => {
    const element = pointed(event);
    if (element) pin(element, "focus");
  });

  const pin = (element, how) => {
    clearTimeout(waiting);
    pinned = [names(element, "data-of")[0], element];
    show(...pinned, how);
    const row = rowOf(element);
    if (row) rove(row, element);
  };

  const release = () => {
    pinned = null;
    show(null);
  };

  document.addEventListener("click", (event) => {
    const element = pointed(event);
    if (!element) return;
    if (event.target.closest("a")) event.preventDefault();
    pin(element, "click");
    if (event.detail === 0) crossOver(element); // Enter on a link: the keyboard goes where the eye goes
  });

  const crossOver = (element) => {
    const id = names(element, "data-of")[0];
    const [from, to] = panes.text.contains(element) ? [panes.text, tables] : [panes.right, panes.text];
    const target = [...(shows.get(id) || []), ...related(id)].find(
      (other) => to.contains(other) && !(from === to && from.contains(other)) && other.matches("a")
    );
    if (target) target.focus({ preventScroll: true });
  };

  close.addEventListener("click", release);
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") release();
    const element = pointed(event);
    const row = element && rowOf(element);
    if (!row) return;
    const next = row.kind === "table" ? beside(row, element, event.key) : along(row, element, event.key);
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  // --- groups in which the arrow keys move, and the Tab key stops once ------------------------------------------------

  const rows = [
    { kind: "text", links: [...panes.text.querySelectorAll("a[id]")] },
    ...[...tables.querySelectorAll("table")].map((table) => ({
      kind: "table",
      links: [...table.querySelectorAll("td.figure > a")],
      grid: gridOf(table),
    })),
  ];
  const rowOfLink = new Map(rows.flatMap((row) => row.links.map((link) => [link, row])));
  const rowOf = (element) => rowOfLink.get(element);
  const rove = (row, link) => {
    for (const other of row.links) other.tabIndex = other === link ? 0 : -1;
  };
  for (const row of rows) if (row.links.length) rove(row, row.links[0]);

  // Each cell's place in the grid of its table, merged cells in all that they cover.
  function gridOf(table) {
    const grid = [];
    [...table.rows].forEach((tr, y) => {
      let x = 0;
      grid[y] = grid[y] || [];
      for (const cell of tr.cells) {
        while (grid[y][x]) x += 1;
        for (let dy = 0; dy < cell.rowSpan; dy += 1) {
          grid[y + dy] = grid[y + dy] || [];
          for (let dx = 0; dx < cell.colSpan; dx += 1) grid[y + dy][x + dx] = cell;
        }
      }
    });
    return grid;
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const linkIn = (cell) => cell && cell.matches("td.figure") && cell.querySelector("a");

  const beside = (row, link, key) => {
    const { grid } = row;
    const y = grid.findIndex((line) => line.includes(link.parentElement));
    const x = grid[y].indexOf(link.parentElement);
    if (key === "Home" || key === "End") {
      const line = key === "Home" ? grid[y] : [...grid[y]].reverse();
      return linkIn(line.find(linkIn));
    }
    if (!STEPS[key]) return null;
    const [dy, dx] = STEPS[key];
    for (let b = y + dy, a = x + dx; grid[b] && a >= 0 && a < grid[b].length; b += dy, a += dx) {
      const found = linkIn(grid[b][a]);
      if (found && found !== link) return found;
    }
    return null;
  };

  const along = (row, link, key) => {
    const at = row.links.indexOf(link);
    const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: row.links.length - 1 };
    return key in to ? row.links[to[key]] : null;
  };

  // --- buttons --------------------------------------------------------------------------------------------------------

  const toggle = (name, starts, change) => {
    const button = document.getElementById(name);
    button.setAttribute("aria-pressed", String(starts));
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      change(on);
    });
  };
  const dark = document.getElementById("dark");
  toggle("theme", matchMedia(dark.media).matches, (on) => { dark.media = on ? "screen" : "not all"; });
  toggle("wrap", true, (on) => { root.classList.toggle("unwrapped", !on); });

  // An address that names a figure shows it.
  const named = location.hash.slice(1) && document.getElementById(location.hash.slice(1));
  if (named && named.closest("[data-of]")) pin(named.closest("[data-of]"), "focus");
  else show(null);
})();
