"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const config = JSON.parse(byId("config").textContent);
  const BATCH = 60;
  const themePlace = new Map(config.themes.map((id, place) => [id, place]));
  const cells = [...document.querySelectorAll(".cell")];
  const form = byId("filter");
  const panel = byId("evidence");
  let store = null;
  let trouble = "";
  let open = null;
  let opener = null;

  // Texts are only ever set as text: nothing from a document becomes markup.
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const phrase = (key, values = {}) => {
    let text = config.phrases[key];
    if (typeof text === "object") {
      const one = values.count === 1 || (values.count === 0 && config.language === "fr");
      text = one ? text.one : text.other;
    }
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  const own = (table, code) => (Object.hasOwn(table, code) ? table[code] : code);

  const unpack = async () => {
    const packed = atob(byId("passages").textContent);
    const bytes = Uint8Array.from(packed, (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  const read = (data) => data.passages.map((row, order) => {
    const [document_, page, section, number, role, language, weight, text, marks] = row;
    const [title, meeting, file, link, kind, period] = data.documents[document_];
    return { order, page, section, number, role, language, weight, text, marks, title, meeting,
      file, link, kind, period, themes: new Set(marks.map((mark) => mark[0])) };
  });

  const filter = () => ({
    kind: form.elements.kind.value,
    language: form.elements.language.value,
    role: form.elements.role.value,
  });

  const passes = (passage, chosen) =>
    (!chosen.kind || passage.kind === chosen.kind) &&
    (!chosen.language || passage.language.split("; ").includes(chosen.language)) &&
    (!chosen.role || passage.role === chosen.role);

  const applyFilter = () => {
    if (!store) return;
    const chosen = filter();
    const active = Boolean(chosen.kind || chosen.language || chosen.role);
    const shown = store.filter((passage) => passes(passage, chosen));
    const counts = new Map();
    const perFile = new Map();
    for (const passage of shown) {
      perFile.set(passage.file, (perFile.get(passage.file) || 0) + 1);
      for (const theme of passage.themes) {
        const key = passage.period + " " + config.themes[theme];
        counts.set(key, (counts.get(key) || 0) + 1);
      }
    }
    for (const cell of cells) {
      const count = counts.get(cell.dataset.period + " " + cell.dataset.theme) || 0;
      const label = cell.querySelector(".count");
      label.textContent = count;
      label.hidden = !active;
      cell.setAttribute("aria-label",
        cell.dataset.label + ", " + phrase("cell passages", { count }));
    }
    let documents = 0;
    const rows = [...document.querySelectorAll("tr.document")];
    for (const row of rows) {
      const count = perFile.get(row.dataset.file) || 0;
      const fits = (!chosen.kind || row.dataset.kind === chosen.kind) &&
        (!chosen.language || row.dataset.language.split(" ").includes(chosen.language)) &&
        (!chosen.role || count > 0);
      row.hidden = !fits && count === 0;
      documents += row.hidden ? 0 : 1;
      row.querySelector(".passages").textContent = count;
    }
    byId("tally").textContent = active
      ? phrase("counted", { shown: documents, total: rows.length }) : rows.length;
    byId("state").textContent = active
      ? phrase("filter state", { shown: shown.length, total: store.length }) : "";
    if (open) show();
  };

  const quote = (passage, themes) => {
    const block = make("blockquote");
    block.dir = "auto";
    if (passage.language && !passage.language.includes(";")) block.lang = passage.language;
    const spans = passage.marks
      .filter((mark) => themes.includes(mark[0]) && mark[2] > mark[1])
      .map((mark) => [mark[1], mark[2]])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let at = 0;
    for (const [start, end] of spans) {
      const from = Math.max(start, at);
      if (from > at) block.append(passage.text.slice(at, from));
      if (end > from) block.append(make("mark", passage.text.slice(from, end)));
      at = Math.max(at, end);
    }
    block.append(passage.text.slice(at));
    return block;
  };

  const item = (passage, themes) => {
    const entry = make("li");
    const source = make("div", "", "source");
    const title = make("b");
    title.append(make("bdi", passage.title));
    source.append(title);
    const about = [];
    if (passage.meeting && passage.meeting !== passage.title) about.push(passage.meeting);
    about.push(passage.period, own(config.kinds, passage.kind), own(config.roles, passage.role));
    for (const [place, part] of about.entries()) {
      if (place) source.append(" · ");
      source.append(make("bdi", part));
    }
    if (passage.section) {
      const section = make("div");
      section.append(make("bdi", passage.section));
      source.append(section);
    }
    entry.append(source, quote(passage, themes));
    const where = make("div");
    if (passage.link && passage.page) {
      const link = make("a", phrase("open page", { page: passage.page, file: passage.file }));
      link.href = passage.link + "#page=" + passage.page;
      link.target = "_blank";
      link.rel = "noopener";
      where.append(link);
    } else {
      where.append(make("bdi", passage.file), ", ",
        passage.page ? phrase("page", { page: passage.page }) : phrase("undated"));
    }
    const mark = passage.marks.find((one) => one[0] === themes[0]);
    if (mark && mark[3] !== null) {
      const score = new Intl.NumberFormat(config.language, { minimumFractionDigits: 2 });
      where.append(make("span",
        phrase("score", { score: score.format(mark[3]), source: own(config.sources, mark[4]) }),
        "score"));
    }
    entry.append(where);
    return entry;
  };

  const show = () => {
    const list = byId("list");
    const more = byId("more");
    const names = open.themes.map((place) => config.names[place]);
    byId("evidence-title").textContent =
      names.join(" + ") + (open.period ? ", " + open.period : "");
    byId("standing").textContent = open.label;
    list.replaceChildren();
    more.hidden = true;
    if (trouble || !store) {
      byId("found").textContent = trouble;
      return;
    }
    const behind = store.filter((passage) =>
      (!open.period || passage.period === open.period) &&
      open.themes.every((theme) => passage.themes.has(theme)));
    const chosen = filter();
    const shown = behind.filter((passage) => passes(passage, chosen));
    const score = (passage) => (passage.marks.find((mark) => mark[0] === open.themes[0]) || [])[3];
    shown.sort((a, b) => b.weight - a.weight || (score(b) || 0) - (score(a) || 0)
      || a.order - b.order);
    byId("found").textContent = !behind.length ? phrase("evidence none")
      : !shown.length ? phrase("evidence filtered")
        : shown.length < behind.length
          ? phrase("in filter", { shown: shown.length, total: behind.length })
          : phrase("cell passages", { count: shown.length });
    const append = () => {
      const from = list.children.length;
      list.append(...shown.slice(from, from + BATCH).map((one) => item(one, open.themes)));
      const rest = shown.length - list.children.length;
      more.hidden = rest <= 0;
      more.textContent = phrase("more", { count: Math.min(rest, BATCH) });
    };
    more.onclick = append;
    append();
  };

  const openFor = (button) => {
    const themes = [button.dataset.theme, button.dataset.with]
      .filter((id) => id !== undefined).map((id) => themePlace.get(id));
    const cell = cells.find((one) => themes.length === 1 &&
      one.dataset.theme === button.dataset.theme && one.dataset.period === button.dataset.period);
    open = { themes, period: button.dataset.period || "", label: cell ? cell.dataset.label : "" };
    opener = button;
    for (const one of cells) one.setAttribute("aria-pressed", one === cell);
    panel.hidden = false;
    document.body.classList.add("reading");
    show();
    panel.scrollTop = 0;
    byId("evidence-title").focus({ preventScroll: true });
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    open = null;
    document.body.classList.remove("reading");
    for (const one of cells) one.setAttribute("aria-pressed", "false");
    if (opener) opener.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-theme]");
    if (button) openFor(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  byId("close").addEventListener("click", close);
  form.addEventListener("change", applyFilter);
  form.addEventListener("reset", () => setTimeout(applyFilter));
  form.addEventListener("submit", (event) => event.preventDefault());

  // One cell is in the order of the Tab key; arrows go from there to the others.
  const grid = [...document.querySelectorAll(".heat tbody tr:not(.family)")]
    .map((row) => [...row.children].slice(1).map((one) => one.querySelector("button")));
  const only = (button) => {
    for (const one of cells) one.tabIndex = one === button ? 0 : -1;
  };
  if (cells.length) only(cells[0]);
  const step = (row, column, down, right) => {
    for (;;) {
      row += down;
      column += right;
      if (!grid[row] || column < 0 || column >= grid[row].length) return null;
      if (grid[row][column]) return grid[row][column];
    }
  };
  const heat = document.querySelector(".heat");
  if (heat) {
    heat.addEventListener("focusin", (event) => {
      if (event.target.matches(".cell")) only(event.target);
    });
    heat.addEventListener("keydown", (event) => {
      const row = grid.findIndex((line) => line.includes(event.target));
      if (row < 0) return;
      const column = grid[row].indexOf(event.target);
      const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      let next = null;
      if (ways[event.key]) next = step(row, column, ...ways[event.key]);
      else if (event.key === "Home") next = step(row, -1, 0, 1);
      else if (event.key === "End") next = step(row, grid[row].length, 0, -1);
      else return;
      event.preventDefault();
      if (next) {
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    });
  }

  const start = async () => {
    if (typeof DecompressionStream === "undefined") {
      trouble = config.phrases["old browser"];
    } else {
      try {
        store = read(await unpack());
      } catch {
        trouble = config.phrases.broken;
      }
    }
    if (trouble) {
      byId("state").textContent = trouble;
      for (const control of form.elements) control.disabled = true;
    }
    document.documentElement.dataset.ready = trouble ? "no" : "yes";
    applyFilter();
    if (open) show();
  };
  start();
})();
