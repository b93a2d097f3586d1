// Keeps a page as its site is built. Part of the pages that `dateline serve` serves, and of no site.
(() => {
  const { page, style } = document.currentScript.dataset;
  let shownStyle = style;

  // Where the reader was before the page was loaded anew.
  const place = "dateline:" + location.pathname;
  const back = sessionStorage.getItem(place);
  if (back !== null) {
    sessionStorage.removeItem(place);
    const scroll = () => scrollTo({ top: Number(back), behavior: "instant" });
    scroll();
    addEventListener("load", scroll);
  }

  function reload() {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }

  function restyle() {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = link.cloneNode();
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("v", shownStyle);
      next.href = url.href;
      next.onload = () => link.remove();
      link.after(next);
    }
  }

  // The overlay: out of reach of the page's own styles.
  let overlay = null;
  function show(problem) {
    overlay?.remove();
    overlay = null;
    if (!problem) return;
    overlay = document.createElement("div");
    overlay.id = "dateline-problem";
    const root = overlay.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      div { position: fixed; inset: auto 0 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647; padding: 1rem 1.25rem;
        background: #1c1b1a; color: #f4f1ea; border-top: 4px solid #d33; box-shadow: 0 0 2rem #0008; }
      pre { margin: 0; font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; tab-size: 4; }
      button { float: right; margin: 0 0 .5rem 1rem; padding: .25rem .75rem; font: 600 13px/1.4 system-ui, sans-serif; color: inherit;
        background: #0000; border: 1px solid #f4f1ea80; border-radius: 4px; cursor: pointer; }
    </style><div role="alert"><button type="button">Close</button><pre></pre></div>`;
    root.querySelector("pre").textContent = problem;
    root.querySelector("button").onclick = () => show(null);
    document.body.append(overlay);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && show(null));

  // Drafts, which a real build leaves out: the page itself, and the links to it.
  function mark(drafts) {
    const own = decodeURI(location.pathname);
    for (const old of document.querySelectorAll(".dateline-draft")) old.remove();
    const badge = () => {
      const badge = document.createElement("mark");
      badge.className = "dateline-draft";
      badge.textContent = "Draft";
      badge.style.cssText =
        "all: unset; font: 600 11px/1 system-ui, sans-serif; background: #fc3; color: #222; padding: 2px 5px; border-radius: 3px; margin-inline-start: .4em; vertical-align: middle";
      return badge;
    };
    if (drafts.includes(own)) document.querySelector("h1")?.append(badge());
    for (const link of document.querySelectorAll("main a[href]")) {
      const path = decodeURI(link.pathname);
      if (link.origin === location.origin && path !== own && !link.hash && drafts.includes(path)) link.after(badge());
    }
  }

  // How many events wait for review: a link, out of reach of the page's own styles, and not on paper.
  let link = null;
  function waiting(count) {
    link?.remove();
    link = null;
    if (!count || !page) return;
    link = document.createElement("div");
    link.id = "dateline-review";
    const root = link.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      a { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483646; padding: .4rem .8rem; border-radius: 4px; text-decoration: none;
        font: 600 13px/1.4 system-ui, sans-serif; color: #f4f1ea; background: #1c1b1a; border: 1px solid #f4f1ea80; }
      a:hover { text-decoration: underline; }
      a:focus-visible { outline: 2px solid #f08a72; outline-offset: 2px; }
      @media print { a { display: none; } }
    </style><a href="/.dateline/review"></a>`;
    root.querySelector("a").textContent = `${count} to review`;
    document.body.append(link);
  }

  const events = new EventSource("/.dateline/events?page=" + encodeURIComponent(location.pathname));
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    // The review page is none of the site's: it holds forms, which would be lost.
    if (page && now.page !== page) return reload();
    if (page && now.style !== shownStyle) {
      shownStyle = now.style;
      restyle();
    }
    waiting(now.review);
    mark(now.drafts);
    show(now.problem);
  };
  addEventListener("pagehide", () => events.close());
})();
