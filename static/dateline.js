// The only script, and nothing needs it: it filters timelines in place, and lets the overview choose a span of time.
//
// What it shows is in the URL (`?tag=a&person=b&cut=main&from=2025-01&q=words`). The events come from `filter/`, fetched on first use.
// All words stand in the page; types in tests/browser/types.d.ts.
"use strict";

/** How many events, and values of a facet, are shown at once. */
const SHOWN = 100;
const OFFERED = 40;
const LANGUAGE = document.documentElement.lang;
/** What a unit is called in full, and in the overview, where a neighbour names its year or month. */
const NAMES = {
  day: { full: { day: "numeric", month: "long", year: "numeric" }, first: { day: "numeric", month: "short" }, next: { day: "numeric" } },
  month: { full: { month: "long", year: "numeric" }, first: { month: "short", year: "numeric" }, next: { month: "short" } },
  year: { full: { year: "numeric", era: "short" } },
};

// From disk, no server finds a folder's index.html, and no script may fetch.
const onDisk = location.protocol === "file:";
if (onDisk) {
  for (const link of document.querySelectorAll("a")) {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }
}

/** @type {HTMLFormElement} */
const form = document.querySelector("form.filters");
if (form && onDisk) form.classList.add("off");
if (form && !onDisk) {
  const index = fetcher(new URL(form.dataset.index, location.href));
  const nav = document.querySelector(".overview:has(.zoom)");
  // A task of its own: a page's end has enough.
  setTimeout(() => {
    const filters = explore(form, index);
    if (nav) band(nav, form, index, filters);
  });
}

/* Small things */

/**
 * An element; attributes that are `false` are left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Puts values in the place of `{n}`. */
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Text without case and accents, as searches compare it. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Days from 1970, in any year: the calendar repeats every 400 years of 146,097 days. */
function dayOf(year, month, day) {
  const cycle = Math.floor(year / 400);
  return Date.UTC(2000 + year - cycle * 400, month - 1, day) / 864e5 + (cycle - 5) * 146097;
}

/** Year, month and day. */
function dateOf(days) {
  const cycle = Math.floor(days / 146097);
  const date = new Date((days - cycle * 146097) * 864e5);
  return [date.getUTCFullYear() + cycle * 400, date.getUTCMonth() + 1, date.getUTCDate()];
}

/**
 * The first day of `2025`, `2025-02` or `2025-02-25`, or its last; nothing for other words.
 * @param {string} text
 * @param {boolean} last
 */
function parse(text, last) {
  const parts = /^\s*(-?\d{1,9})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (month > 12 || month === 0 || day > 31 || day === 0) return undefined;
  if (day) return dayOf(year, month, day);
  if (!last) return dayOf(year, month ?? 1, 1);
  return month ? dayOf(year, month + 1, 1) - 1 : dayOf(year, 12, 31);
}

/* The index */

/**
 * What gives the index and its parts, each fetched once.
 * @param {URL} folder
 */
function fetcher(folder) {
  /** @type {Map<string, Promise<any>>} */
  const known = new Map();
  const get = (name, read = (data) => data) => {
    if (!known.has(name)) {
      const fetched = fetch(new URL(name, folder)).then(async (response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return read(await response.json());
      });
      // What failed is tried again when it is next asked for.
      fetched.catch(() => known.delete(name));
      known.set(name, fetched);
    }
    return known.get(name);
  };
  return {
    /** @returns {Promise<Index>} */
    index: () => get("index.json"),
    /**
     * At least the events of a span of days, with their positions; `texts`: and with these.
     * @returns {Promise<[number, TimelineEvent][]>}
     */
    async events(from, to, texts) {
      const index = await get("index.json");
      let start = 0;
      const wanted = index.parts.map(async ({ count, days }, number) => {
        const first = start;
        start += count;
        if (days[1] < from || days[0] > to) return [];
        const read = await get(`${number}.json`, events);
        if (texts) (await get(`text-${number}.json`)).forEach((text, at) => (read[at].text = text));
        return read.map((event, at) => [first + at, event]);
      });
      return (await Promise.all(wanted)).flat();
    },
  };
}

/** @returns {TimelineEvent[]} The events of a part as it is stored. */
function events(part) {
  const stretches = part.stretches.flatMap(([title, url, count]) => Array(count).fill([title, url]));
  return part.events.map(([title, url, when, from, to, importance, kind, values], at) => {
    return { title, url, when, from, to, importance, kind, values, stretch: stretches[at] };
  });
}

/* Filters */

function explore(form, index) {
  const root = new URL(form.dataset.root, location.href);
  const whole = document.getElementById("_whole");
  const found = document.getElementById("_found");
  const status = form.querySelector("output");
  const clear = form.querySelector("[type=reset]");
  const scope = positions(form.dataset.scope);
  const facets = [...form.querySelectorAll("details[data-facet]")].map((details, at) => choices(details, index, at, scope));
  const listeners = [];
  /** What was asked for last. */
  let asked = 0;

  const state = () => new URLSearchParams(/** @type {string[][]} */ ([...new FormData(form)]).filter(([, value]) => value.trim()));

  const put = async (params) => {
    for (const name of ["from", "to", "q"]) form.elements[name].value = params.get(name) ?? "";
    for (const radio of form.elements.cut) radio.checked = radio.value === (params.get("cut") ?? "");
    await Promise.all(facets.map((facet) => facet.choose(params)));
  };

  /** Shows what the form says; `how` is what becomes of the URL. */
  const apply = async (how) => {
    const mine = ++asked;
    const params = state();
    const active = params.size > 0;
    const url = active ? `?${params}` : location.pathname;
    if (how === "push") history.pushState(null, "", url);
    if (how === "replace") history.replaceState(null, "", url);
    clear.hidden = !active;
    facets.forEach((facet) => facet.tell());
    const from = parse(params.get("from") ?? "", false);
    const to = parse(params.get("to") ?? "", true);
    for (const [name, day] of Object.entries({ from, to })) {
      form.elements[name].setAttribute("aria-invalid", String(params.has(name) && day === undefined));
    }
    listeners.forEach((listen) => listen(from, to));
    if (!active) {
      whole.hidden = false;
      found.hidden = true;
      found.replaceChildren();
      status.textContent = form.dataset.all;
      facets.forEach((facet) => facet.count(undefined));
      return;
    }
    try {
      const { newest_first, facets: kinds } = await index.index();
      const fits = test(params, kinds, from, to);
      const all = await index.events(from ?? -Infinity, to ?? Infinity, true);
      if (mine !== asked) return;
      const events = all.filter(([at, event]) => scope(at) && fits(event)).map(([, event]) => event);
      facets.forEach((facet, number) => facet.count(tally(events, number)));
      if (newest_first) events.reverse();
      status.textContent = fill(events.length ? form.dataset.found : form.dataset.none, {
        n: events.length.toLocaleString(LANGUAGE),
        total: Number(form.dataset.total).toLocaleString(LANGUAGE),
      });
      list(found, events, root, form.dataset, kinds);
      whole.hidden = true;
      found.hidden = false;
    } catch (error) {
      console.error(error);
      if (mine === asked) status.textContent = form.dataset.failed;
    }
  };

  let typing = 0;
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search" || !event.target.name) return;
    clearTimeout(typing);
    typing = setTimeout(() => apply("replace"), 150);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name && event.target.type !== "search") apply("push");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    apply("push");
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    put(new URLSearchParams()).then(() => apply("push"));
    form.querySelector("input").focus();
  });
  // Fields of the page are laid out early.
  form.elements.from.type = form.elements.to.type = "text";
  const restore = () => put(new URLSearchParams(location.search)).then(() => apply("keep"));
  addEventListener("popstate", restore);
  // Choices close as menus do.
  const close = () => form.querySelectorAll("details[open]").forEach((details) => (details.open = false));
  document.addEventListener("click", ({ target }) => (target instanceof Element && target.closest("form.filters details")) || close());
  form.addEventListener("keydown", (event) => {
    const details = event.target.closest("details[open]");
    if (event.key !== "Escape" || !details) return;
    event.preventDefault();
    details.querySelector("summary").focus();
    details.open = false;
  });
  restore().catch(() => (status.textContent = form.dataset.failed));

  return {
    /** Calls `listen` with the first and last day whenever what is shown changes. */
    onChange: (listen) => listeners.push(listen),
    /** Asks for a span of time, as words of the form. */
    span(from, to) {
      form.elements.from.value = from;
      form.elements.to.value = to;
      apply("push");
    },
  };
}

/**
 * Which positions of the index a page is about: `0-2 5`, or all.
 * @returns {(position: number) => boolean}
 */
function positions(ranges) {
  if (ranges === undefined) return () => true;
  const known = new Set();
  for (const range of ranges.split(" ").filter(Boolean)) {
    const [first, last] = range.split("-").map(Number);
    for (let at = first; at <= (last ?? first); at++) known.add(at);
  }
  return (position) => known.has(position);
}

/**
 * What an event must be to be shown: of the weight, in the span, with every value and every word.
 * @param {URLSearchParams} params
 * @param {Index["facets"]} facets
 * @returns {(event: TimelineEvent) => boolean}
 */
function test(params, facets, from = -Infinity, to = Infinity) {
  const cut = { key: ["key"], main: ["key", "main"] }[params.get("cut")];
  const wanted = facets.map(({ kind, values }) => {
    return params.getAll(kind).map((slug) => values.findIndex(([known]) => known === slug));
  });
  const words = fold(params.get("q") ?? "").split(/\s+/).filter(Boolean);
  return (event) =>
    event.from <= to &&
    event.to >= from &&
    (!cut || cut.includes(event.kind.split(" ", 1)[0])) &&
    wanted.every((values, facet) => values.every((value) => event.values[facet].includes(value))) &&
    words.every((word) => wordsOf(event, facets).includes(word));
}

/** What a search looks at. */
function wordsOf(event, facets) {
  const names = () => event.values.flatMap((of, facet) => of.map((value) => facets[facet].values[value][1]));
  return (event.words ??= fold([event.title, event.text, ...names()].join("\n")));
}

/** How many of the events have each value of a facet. */
function tally(events, facet) {
  const counts = new Map();
  for (const event of events) {
    for (const value of event.values[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The values of the facet at a position as boxes to tick, in the place of the links that the page came with. */
function choices(details, index, at, scope) {
  const { facet: kind, name, find } = details.dataset;
  const list = details.querySelector("ul");
  const narrow = make("input", { type: "search", "aria-label": name, placeholder: find });
  const number = details.querySelector("summary b");
  let chosen = new Set();
  let counts;
  let values;

  const box = (slug, name, count) => {
    const input = make("input", { type: "checkbox", name: kind, value: slug, checked: chosen.has(slug) });
    return make("li", {}, make("label", {}, input, make("span", {}, name), make("small", {}, count)));
  };
  const draw = () => {
    const words = fold(narrow.value);
    const rows = values.map(([slug, name], value) => ({ slug, name, count: counts?.get(value) ?? 0 }));
    const offered = rows
      .filter(({ slug, name, count }) => chosen.has(slug) || (count && fold(name).includes(words)))
      .sort((a, b) => Number(chosen.has(b.slug)) - Number(chosen.has(a.slug)) || b.count - a.count || a.name.localeCompare(b.name, LANGUAGE))
      .slice(0, Math.max(OFFERED, chosen.size));
    list.replaceChildren(...offered.map(({ slug, name, count }) => box(slug, name, count.toLocaleString(LANGUAGE))));
  };
  const load = async () => {
    if (values) return;
    values = (await index.index()).facets[at].values;
    if (values.length > 12) list.before(narrow);
  };
  details.addEventListener("toggle", async () => {
    if (!details.open) return;
    await load();
    const all = (await index.events(-Infinity, Infinity, false)).filter(([place]) => scope(place));
    counts ??= tally(all.map(([, event]) => event), at);
    draw();
  });
  narrow.addEventListener("input", draw);
  list.addEventListener("change", ({ target }) => {
    if (target.checked) chosen.add(target.value);
    else chosen.delete(target.value);
  });
  return {
    /** Ticks what the URL says. */
    async choose(params) {
      chosen = new Set(params.getAll(kind));
      if (chosen.size) await load();
      if (values) draw();
    },
    /** Says how many are chosen. */
    tell() {
      number.textContent = chosen.size ? String(chosen.size) : "";
    },
    /** Shows how many events each value would leave; all of them when nothing is filtered. */
    count(now) {
      counts = now;
      if (!values) return;
      if (!now) return details.open ? details.dispatchEvent(new CustomEvent("toggle")) : undefined;
      // Boxes stay where they are while a reader ticks them.
      for (const input of list.querySelectorAll("input")) {
        const count = now.get(values.findIndex(([slug]) => slug === input.value)) ?? 0;
        input.closest("label").querySelector("small").textContent = count.toLocaleString(LANGUAGE);
        input.closest("li").hidden = !count && !input.checked;
      }
    },
  };
}

/**
 * Shows events under the headings of their stretches, the first hundred, and more on demand.
 * @param {HTMLElement} place
 * @param {TimelineEvent[]} events
 */
function list(place, events, root, words, facets) {
  place.replaceChildren();
  // Entries of the page have more than the index holds.
  const own = new Map();
  for (const entry of document.querySelectorAll("#_whole .entry:has(article)")) {
    own.set(/** @type {HTMLAnchorElement} */ (entry.querySelector("h2 a, h3 a")).href, entry);
  }
  const tags = facets.findIndex(({ kind }) => kind === "tag");
  const entry = (event) => {
    const url = new URL(event.url, root).href;
    if (own.has(url)) {
      const copy = own.get(url).cloneNode(true);
      copy.querySelector(".gap")?.remove();
      return copy;
    }
    const names = (event.values[tags] ?? []).map((value) => facets[tags].values[value][1]);
    const what = make("div", { class: "what" }, make("p", { class: "when" }, event.when));
    what.append(make("h3", {}, make("a", { href: url }, event.title)));
    if (event.text) what.append(make("p", {}, event.text));
    if (names.length) what.append(make("p", { class: "meta" }, names.join(" · ")));
    return make("li", { class: `entry ${event.kind}` }, make("article", {}, what));
  };
  const add = (start) => {
    place.querySelector(":scope > .more")?.remove();
    let first;
    for (const event of events.slice(start, start + SHOWN)) {
      const [title, url] = event.stretch;
      let group = /** @type {HTMLElement} */ (place.lastElementChild);
      if (group?.dataset.title !== title) {
        const heading = url ? make("a", { href: new URL(url, root).href }, title) : title;
        const count = events.filter(({ stretch }) => stretch[0] === title).length;
        const counted = fill(count === 1 ? words.one : words.other, { n: count.toLocaleString(LANGUAGE) });
        const head = make("div", { class: "group-head" }, make("h2", {}, heading), make("p", { class: "count" }, counted));
        group = make("section", { class: "group", "data-title": title }, head, make("ol", { class: "entries" }));
        place.append(group);
      }
      const item = entry(event);
      first ??= item;
      group.querySelector("ol").append(item);
    }
    const rest = events.length - start - SHOWN;
    if (rest > 0) {
      const name = fill(rest === 1 ? words.moreOne : words.moreOther, { n: rest.toLocaleString(LANGUAGE) });
      const button = make("button", { type: "button" }, name);
      button.addEventListener("click", () => add(start + SHOWN));
      place.append(make("p", { class: "more" }, button));
    }
    if (start) first?.querySelector("a").focus();
  };
  add(0);
}

/* The overview */

/** The first day of the unit that holds a day; `step` units later where it is given. */
function startOf(unit, days, step = 0) {
  const [year, month, day] = dateOf(days);
  if (unit === "day") return dayOf(year, month, day + step);
  if (unit === "month") return dayOf(year, month + step, 1);
  return dayOf(Math.floor(year / unit.years) * unit.years + step * unit.years, 1, 1);
}

/** The last day of the unit that holds a day. */
function endOf(unit, days) {
  return startOf(unit, days, 1) - 1;
}

/** A day as the form has it, no finer than the unit: `2025`, `2025-02`, `2025-02-25`. */
function textOf(unit, days) {
  const [year, month, day] = dateOf(days).map((part) => String(part).padStart(2, "0"));
  if (unit === "day") return `${year}-${month}-${day}`;
  return unit === "month" ? `${year}-${month}` : year;
}

/** A unit in the words of the page's language. */
function nameOf(unit, days, length = "full") {
  const [year] = dateOf(days);
  // The dates of JavaScript end 273,000 years away.
  if ((typeof unit === "object" && year > 0) || Math.abs(days) > 1e8) return String(year);
  const format = NAMES[typeof unit === "object" ? "year" : unit];
  return new Intl.DateTimeFormat(LANGUAGE, { ...(format[length] ?? format.full), timeZone: "UTC" }).format(days * 864e5);
}

/** The columns that a span of so many days is drawn in, and the slots that these have. */
function units(days) {
  const years = days / 365.25;
  if (years > 60) {
    const each = 10 ** Math.ceil(Math.log10(years / 60));
    return { column: { years: each }, slot: { years: each / 10 } };
  }
  if (years > 3) return { column: { years: 1 }, slot: "month" };
  return days > 45 ? { column: "month", slot: "day" } : { column: "day", slot: "day" };
}

/** Lets the overview choose a span of time: by handles (drag or arrow keys), by drawing over it, by buttons that zoom and move. */
function band(nav, form, index, filters) {
  const track = nav.querySelector(".track");
  const columns = track.querySelector("ol");
  const drawn = [...columns.children];
  const daysOf = (column) => column.dataset.days.split(" ").map(Number);
  const whole = [daysOf(drawn[0])[0], daysOf(drawn.at(-1))[1]];
  const rtl = document.dir === "rtl";
  /** What is drawn, and what of it is chosen: first and last day. */
  let view = whole;
  let range = whole;
  let unit = units(whole[1] - whole[0]);

  const shade = make("div", { class: "window", hidden: true });
  const handles = [...form.querySelectorAll(".day")].map((label) => {
    return make("span", { class: "handle", role: "slider", tabindex: "0", "aria-label": label.textContent.trim() });
  });
  track.append(shade, ...handles);

  /** How far from the start of the band a place of the screen lies. */
  const along = (x) => (rtl ? track.getBoundingClientRect().right - x : x - track.getBoundingClientRect().left);
  const boxes = () => [...columns.children].map((column) => {
    const { left, right } = column.getBoundingClientRect();
    const [start, end] = [along(left), along(right)].sort((a, b) => a - b);
    const [from, to] = daysOf(column);
    return { start, end, from, to: to + 1 };
  });
  /** Columns of years that hold nothing may be narrow: each has a scale of its own. */
  const placeOf = (day) => {
    if (day <= view[0]) return "0%";
    if (day > view[1]) return "100%";
    const { start, end, from, to } = boxes().find(({ to }) => day < to);
    return `${start + ((day - from) / (to - from)) * (end - start)}px`;
  };
  const dayAt = (place) => {
    const all = boxes();
    const box = all.find(({ end }) => place < end) ?? all.at(-1);
    const part = Math.min(1, Math.max(0, (place - box.start) / (box.end - box.start)));
    return Math.min(box.to - 1, Math.floor(box.from + part * (box.to - box.from)));
  };

  const show = () => {
    shade.hidden = range[0] <= view[0] && range[1] >= view[1];
    const places = [placeOf(range[0]), placeOf(range[1] + 1)];
    handles.forEach((handle, end) => {
      handle.style.insetInlineStart = places[end];
      handle.setAttribute("aria-valuemin", String(end ? range[0] : view[0]));
      handle.setAttribute("aria-valuemax", String(end ? view[1] : range[1]));
      handle.setAttribute("aria-valuenow", String(range[end]));
      // At the ends the year does: names of months are slow to load.
      handle.setAttribute("aria-valuetext", nameOf(range[end] === whole[end] ? { years: 1 } : unit.slot, range[end]));
    });
    shade.style.insetInline = `${places[0]} calc(100% - ${places[1]})`;
  };
  const commit = () => {
    if (range[0] <= whole[0] && range[1] >= whole[1]) filters.span("", "");
    else filters.span(textOf(unit.slot, range[0]), textOf(unit.slot, range[1]));
  };
  /** Moves one end, whole slots at a time, and never past the other. */
  const move = (end, day) => {
    const within = Math.min(whole[1], Math.max(whole[0], day));
    if (end) range = [range[0], Math.max(endOf(unit.slot, within), endOf(unit.slot, range[0]))];
    else range = [Math.min(startOf(unit.slot, within), startOf(unit.slot, range[1])), range[1]];
    show();
  };
  /** The columns that a span is drawn in, whole ones. */
  const around = (/** @type {number[]} */ [from, to]) => {
    const { column } = units(to - from);
    return [Math.max(whole[0], startOf(column, from)), Math.min(whole[1], endOf(column, to))];
  };
  const zoom = async (span) => {
    view = around(span);
    unit = units(span[1] - span[0]);
    if (view[0] <= whole[0] && view[1] >= whole[1]) {
      view = whole;
      unit = units(whole[1] - whole[0]);
      columns.replaceChildren(...drawn);
    } else {
      columns.replaceChildren(...draw(view, unit, await index.events(view[0], view[1], false), await index.index(), form));
    }
    show();
  };

  /** Half of a span, around the event in the middle of its events: time is seldom evenly filled. */
  const half = async (/** @type {number[]} */ [from, to]) => {
    const events = await index.events(from, to, false);
    const days = events.map(([, event]) => event.from).filter((day) => day >= from && day <= to);
    const middle = days[Math.floor(days.length / 2)] ?? (from + to) / 2;
    const length = Math.floor((to - from) / 2);
    const start = Math.floor(Math.min(Math.max(from, middle - length / 2), to - length));
    return [start, start + length];
  };
  const press = {
    async in() {
      if (String(around(range)) === String(view)) range = await half(range);
      await zoom(range);
      range = [startOf(unit.slot, range[0]), endOf(unit.slot, range[1])];
    },
    async out() {
      const half = Math.ceil((view[1] - view[0] + 1) / 2);
      await zoom([Math.max(whole[0], view[0] - half), Math.min(whole[1], view[1] + half)]);
      range = view;
    },
    earlier: () => shift(-1),
    later: () => shift(1),
  };
  const shift = async (way) => {
    const length = range[1] - range[0];
    const step = Math.max(1, Math.ceil(length / 2)) * way;
    const start = Math.min(Math.max(whole[0], range[0] + step), Math.max(whole[0], whole[1] - length));
    range = [startOf(unit.slot, start), Math.min(whole[1], endOf(unit.slot, start + length))];
    if (range[0] < view[0] || range[1] > view[1]) await zoom(range);
  };
  /** Presses wait for those before them. */
  let pressed = Promise.resolve();
  for (const button of nav.querySelectorAll("button[data-do]")) {
    button.addEventListener("click", () => {
      pressed = pressed.then(press[button.dataset.do]).then(commit).catch(console.error);
    });
  }

  handles.forEach((handle, end) => {
    handle.addEventListener("keydown", (event) => {
      const forward = rtl ? "ArrowLeft" : "ArrowRight";
      const back = rtl ? "ArrowRight" : "ArrowLeft";
      const steps = { [forward]: 1, ArrowUp: 1, [back]: -1, ArrowDown: -1, PageUp: 6, PageDown: -6 };
      const edge = { Home: view[0], End: view[1] }[event.key];
      if (edge === undefined && !(event.key in steps)) return;
      event.preventDefault();
      move(end, edge ?? startOf(unit.slot, range[end], steps[event.key]));
      commit();
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const drag = ({ clientX }) => move(end, dayAt(along(clientX)));
      handle.addEventListener("pointermove", drag);
      handle.addEventListener("lostpointercapture", () => {
        handle.removeEventListener("pointermove", drag);
        commit();
      }, { once: true });
    });
  });

  // A mouse draws a new span over the columns.
  track.addEventListener("dragstart", (event) => event.preventDefault());
  track.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    const start = event.clientX;
    let drawing = false;
    const drag = ({ clientX }) => {
      drawing ||= Math.abs(clientX - start) > 5;
      if (!drawing) return;
      const [from, to] = [dayAt(along(start)), dayAt(along(clientX))].sort((a, b) => a - b);
      range = [startOf(unit.slot, from), endOf(unit.slot, to)];
      show();
    };
    const stop = () => {
      removeEventListener("pointermove", drag);
      if (!drawing) return;
      addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
      // No click follows where the pointer ends on another element.
      setTimeout(commit);
    };
    addEventListener("pointermove", drag);
    addEventListener("pointerup", stop, { once: true });
  });
  // Columns of a zoomed band lead to filtered views.
  columns.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-span]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    filters.span(link.dataset.span, link.dataset.span);
  });
  filters.onChange((from, to) => {
    range = [from ?? whole[0], to ?? whole[1]];
    show();
  });
  addEventListener("resize", show);
}

/** The columns of a span of time, drawn as the page draws those of the whole: a bar a slot, as high as its events weigh. */
function draw(/** @type {number[]} */ [start, last], { column, slot }, events, index, form) {
  const root = new URL(form.dataset.root, location.href);
  /** Weight, and whether a key event is there, by the first day of the slot. */
  const slots = new Map();
  for (const [, event] of events) {
    const day = startOf(slot, event.from);
    const [weight, key] = slots.get(day) ?? [0, false];
    slots.set(day, [weight + event.importance, key || event.kind.startsWith("key")]);
  }
  const highest = Math.max(1, ...[...slots].filter(([day]) => day >= start && day <= last).map(([, [weight]]) => weight));
  const made = [];
  for (let from = startOf(column, start); from <= last; from = startOf(column, from, 1)) {
    const to = endOf(column, from);
    const paths = { main: "", key: "" };
    let count = 0;
    for (let day = from; day <= to; day = startOf(slot, day, 1)) {
      const [weight, key] = slots.get(day) ?? [0, false];
      const height = 4 + Math.round((weight * 44) / highest);
      if (weight) paths[key ? "key" : "main"] += `M${count * 10 + 1} 48v-${height}h8v${height}z`;
      count++;
    }
    const svg = /** @type {SVGElement} */ (document.querySelector(".overview svg").cloneNode(false));
    svg.setAttribute("viewBox", `0 0 ${count * 10} 48`);
    const placeOf = (day) => Math.round((Math.min(Math.max(day - from, 0), to + 1 - from) * count * 10) / (to + 1 - from));
    const eras = index.eras.map(([first, last, name]) => [name, placeOf(first), placeOf(last + 1)]).filter(([, a, b]) => a < b);
    const drawn = [...eras.map(([name, a, b]) => [name, `M${a} 0H${b}V48H${a}z`]), ...Object.entries(paths)];
    for (const [name, d] of drawn.filter(([, d]) => d)) {
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", d);
      svg.append(path);
    }
    const span = textOf(column, from);
    // January stands for its year, and the first day of a month for the month.
    const [year, month, day] = dateOf(from);
    const first = column === "day" ? day === 1 || !made.length : !made.length && last - from < 366;
    const name = make("b", {}, column === "month" && month === 1 ? String(year) : nameOf(column, from, first ? "first" : "next"));
    const filled = paths.main || paths.key;
    const page = index.periods[span];
    const target = typeof column === "object" && column.years > 1 ? false : span;
    const link = filled && target
      ? make("a", { href: page && column !== "day" ? new URL(page, root).href : `?from=${span}&to=${span}`, "data-span": span }, svg, name)
      : make("span", {}, svg, name);
    made.push(make("li", { class: filled ? false : "empty", "data-days": `${from} ${to}` }, link));
  }
  return made;
}
