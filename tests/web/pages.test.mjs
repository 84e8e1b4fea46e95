// The counselor's pages against a real platform in a real Chromium; started by pages.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

const { XUEZHEN_URL: url, XUEZHEN_USER: user, XUEZHEN_PASSWORD: password, XUEZHEN_OTHER_CLASS: otherClass, XUEZHEN_PICTURES: pictures } = process.env;
const require = createRequire(new URL("../../assets/web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

async function open({ width = 1440, height = 900, locale = "zh-CN", zoom = 1 } = {}) {
  const context = await browser.newContext({ viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) }, deviceScaleFactor: zoom, ignoreHTTPSErrors: true, locale, bypassCSP: false });
  const page = await context.newPage();
  page.troubles = [];
  page.requests = [];
  page.on("pageerror", (error) => page.troubles.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error" && !/401|404/.test(message.text())) page.troubles.push(message.text()); });
  page.on("request", (request) => page.requests.push(request.url()));
  await page.goto(url);
  await page.waitForSelector("#user");
  return page;
}
async function logIn(page) {
  await page.fill("#user", user);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-test^=class-]", { timeout: 20_000 });
  await page.waitForLoadState("networkidle");
}
async function openShownBoard(page) {
  await page.locator("[data-test^=class-]").nth(1).click();
  await page.waitForSelector("[data-test=counted]");
  await page.waitForSelector("svg", { timeout: 20_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1200);
}
// axe runs in a world of its own, so that the page's policy need not allow it
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  await session.send("Runtime.evaluate", { expression: axe, contextId: executionContextId });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}).then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))])))",
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
  });
  return JSON.parse(result.value);
}

test("A wrong password and an unknown account get the same clear words and keep the account", async () => {
  const page = await open();
  const said = [];
  for (const [name, word] of [[user, "not-the-password"], ["nobody", "not-the-password"]]) {
    await page.fill("#user", name);
    await page.fill("#password", word);
    await page.click("button[type=submit]");
    await page.locator("[role=alert]", { hasText: /.{6}/ }).waitFor();
    said.push(await page.textContent("[role=alert]"));
    assert.equal(await page.inputValue("#user"), name);
    assert.equal(await page.inputValue("#password"), "");
  }
  assert.equal(said[0], said[1]);
  await page.context().close();
});

test("An empty form is answered without asking the platform", async () => {
  const page = await open();
  const before = page.requests.length;
  await page.click("button[type=submit]");
  await page.locator("[role=alert]", { hasText: /.{4}/ }).waitFor();
  assert.equal(page.requests.length, before);
  await page.context().close();
});

test("A counselor sees the classes in scope, and why one of them has no scores", async () => {
  const page = await open();
  await logIn(page);
  assert.equal(await page.locator("[data-test^=class-]").count(), 3);
  assert.equal(await page.locator("td.none").count(), 1);
  assert.match(await page.textContent("td.none"), /人数不足/);
  await page.locator("[data-test^=class-]").last().click();
  await page.waitForSelector("[data-test=suppressed]");
  assert.ok(Number((await page.textContent("[data-test=counted]")).trim()) < 10);
  await page.screenshot({ path: join(pictures, "board-suppressed.png"), fullPage: true });
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("A board shows the live counts, the radar, the levels and the lowest five, each chart with its table", async () => {
  const page = await open();
  await logIn(page);
  await openShownBoard(page);
  assert.equal(await page.locator("ol > li").count(), 5);
  const rows = await page.locator("table").first().locator("tbody tr").count();
  assert.equal(rows, 7);
  await page.locator("button[aria-pressed]").first().click();
  assert.equal(await page.locator("button[aria-pressed=true]").count(), 1);
  await page.screenshot({ path: join(pictures, "board-table.png"), fullPage: true });
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("Another counselor's class is not there, whatever the address says", async () => {
  const page = await open();
  await logIn(page);
  await page.goto(`${url}/#/board/${otherClass}`);
  await page.waitForSelector("[role=alert]");
  assert.match(await page.textContent("[role=alert]"), /没有这个班级/);
  await page.context().close();
});

test("A deep link asks for the login first and then goes there", async () => {
  const page = await open();
  await logIn(page);
  await openShownBoard(page);
  const link = page.url();
  await page.click("[data-test=logout]");
  await page.waitForSelector("#user");
  await page.goto(link);
  await page.waitForSelector("#user");
  await page.fill("#user", user);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-test=counted]");
  await page.context().close();
});

test("Nothing is asked of any other host, and no policy is broken", async () => {
  const page = await open();
  await logIn(page);
  await openShownBoard(page);
  assert.deepEqual(page.requests.filter((request) => !request.startsWith(url) && !request.startsWith("data:")), []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

for (const locale of ["zh-CN", "en"]) {
  test(`No page offends axe-core (${locale})`, async () => {
    const page = await open({ locale });
    assert.deepEqual(await violations(page), []);
    await logIn(page);
    assert.deepEqual(await violations(page), []);
    await openShownBoard(page);
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: join(pictures, `board-${locale}.png`), fullPage: true });
    await page.context().close();
  });
}

for (const [name, size] of [["phone", { width: 390, height: 844 }], ["small", { width: 1024, height: 700 }], ["double", { width: 1440, height: 900, zoom: 2 }]]) {
  test(`Nothing runs over the side of the page (${name})`, async () => {
    const page = await open(size);
    await page.screenshot({ path: join(pictures, `${name}-login.png`), fullPage: true });
    await logIn(page);
    await page.screenshot({ path: join(pictures, `${name}-classes.png`), fullPage: true });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await over(), 0);
    await openShownBoard(page);
    await page.screenshot({ path: join(pictures, `${name}-board.png`), fullPage: true });
    assert.equal(await over(), 0);
    await page.context().close();
  });
}
