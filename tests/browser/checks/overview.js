// The overview: handles, drawing, zooming, moving; by mouse, touch and keyboard.

import assert from "node:assert/strict";

const span = (page) => [...new URL(page.url()).searchParams].map(([, value]) => value);
const until = (page, part) => page.waitForURL((url) => url.search.includes(part));

export function overview({ demo, rtl }) {
  const check = (name, run, options = {}) => ({ name: `overview: ${name}`, run, options });
  return [
    check("its columns lead to their years", async (page) => {
      await page.goto(`${demo}/`);
      await page.locator(".overview a", { hasText: "2025" }).click();
      assert.equal(new URL(page.url()).hash, "#2025");
    }, { javaScriptEnabled: false }),
    check("a handle moves by arrow keys, and says where it is", async (page) => {
      await page.goto(`${demo}/`);
      const from = page.getByRole("slider", { name: "From" });
      await from.focus();
      await page.keyboard.press("ArrowRight");
      await until(page, "from=2013-02");
      assert.equal(await from.getAttribute("aria-valuetext"), "February 2013");
      await page.keyboard.press("Home");
      await page.waitForURL((url) => url.search === "");
    }),
    check("at rest the handles stand on its edges, all of them to be seen", async (page) => {
      for (const site of [demo, rtl]) {
        await page.goto(`${site}/`);
        await page.locator(".handle").nth(1).waitFor();
        const track = await page.locator(".track ol").boundingBox();
        const strip = await page.locator(".strip").boundingBox();
        const handles = await page.locator(".handle").evaluateAll((all) => all.map((handle) => handle.getBoundingClientRect()));
        const ends = handles.sort((a, b) => a.x - b.x).map(({ x, width }) => x + width / 2);
        assert.ok(Math.abs(ends[0] - track.x) < 2 && Math.abs(ends[1] - track.x - track.width) < 2, `${ends} of ${JSON.stringify(track)}`);
        assert.ok(handles[0].x >= strip.x && handles[1].x + handles[1].width <= strip.x + strip.width, JSON.stringify([handles, strip]));
      }
    }),
    check("from right to left, the arrow to the left goes on in time", async (page) => {
      await page.goto(`${rtl}/`);
      await page.getByRole("slider", { name: "From" }).focus();
      await page.keyboard.press("ArrowLeft");
      await until(page, "from=2013-02");
    }),
    check("a handle is dragged, and not past the other", async (page) => {
      await page.goto(`${demo}/`);
      const track = await page.locator(".track ol").boundingBox();
      const handle = await page.getByRole("slider", { name: "From" }).boundingBox();
      await page.mouse.move(handle.x + handle.width / 2, handle.y + 20);
      await page.mouse.down();
      await page.mouse.move(track.x + track.width * 0.88, handle.y + 20, { steps: 4 });
      await page.mouse.up();
      await until(page, "from=2025");
      const [from, to] = span(page);
      assert.ok(from <= to, `${from} ${to}`);
    }),
    check("a span is drawn with the mouse", async (page) => {
      await page.goto(`${demo}/`);
      const { x, y, width } = await page.locator(".track ol").boundingBox();
      await page.mouse.move(x + width * 0.05, y + 20);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.13, y + 20, { steps: 4 });
      await page.mouse.up();
      await until(page, "from=2013");
      assert.match(page.url(), /to=2014/);
      await page.locator(".filters output", { hasText: /^2 of/ }).waitFor();
    }),
    check("a handle is dragged by touch", async (page) => {
      await page.goto(`${demo}/`);
      await page.locator(".overview").scrollIntoViewIfNeeded();
      const { x, y } = await page.getByRole("slider", { name: "From" }).boundingBox();
      const devtools = await page.context().newCDPSession(page);
      const touch = (type, at) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [{ x: at, y: y + 20 }] : [] });
      await touch("touchStart", x + 12);
      await touch("touchMove", x + 60);
      await touch("touchMove", x + 120);
      await touch("touchEnd");
      await until(page, "from=20");
    }, { viewport: { width: 360, height: 740 }, hasTouch: true }),
    check("eras are drawn in a zoomed band too", async (page) => {
      await page.goto(`${demo}/`);
      const eras = () => page.locator(".overview path[class^=era]").evaluateAll((paths) => paths.map((path) => path.getAttribute("class")));
      const whole = await eras();
      await page.getByRole("button", { name: "Zoom in" }).click();
      await page.locator(".overview [data-span]").first().waitFor();
      const zoomed = await eras();
      assert.deepEqual([...new Set(zoomed)], [...new Set(whole)].filter((era) => zoomed.includes(era)));
      assert.ok(zoomed.length > 0, "some");
    }),
    check("buttons zoom in to days, move, and zoom out again", async (page) => {
      await page.goto(`${demo}/`);
      const press = (name) => page.getByRole("button", { name }).click();
      const lengths = [];
      for (let times = 0; times < 6; times++) {
        const before = page.url();
        await press("Zoom in");
        await page.waitForFunction((before) => location.href !== before, before);
        const [from, to] = span(page).map((text) => Date.parse(text));
        lengths.push((to - from) / 864e5);
      }
      assert.ok(lengths.every((length, at) => !at || length < lengths[at - 1]), lengths);
      assert.match(span(page)[0], /^\d{4}-\d\d-\d\d$/);
      const [before] = span(page);
      await press("Later");
      await page.waitForFunction((before) => !location.href.includes(`from=${before}`), before);
      assert.ok(span(page)[0] > before);
      for (let times = 0; times < 9; times++) await press("Zoom out");
      await page.waitForURL((url) => url.search === "");
    }),
  ];
}
