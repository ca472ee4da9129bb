// Opens every page of every site below a folder at desktop and phone width, in light and dark, and ends with 1 if axe-core finds
// a violation, if a page is wider than the window, if a script runs, if a link or anchor leads nowhere, or if the keyboard does
// not reach a link.
import { readFileSync, readdirSync, mkdirSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = [
  { name: "desktop", width: 1280, height: 900, scheme: "light" },
  { name: "desktop-dark", width: 1280, height: 900, scheme: "dark" },
  { name: "phone", width: 320, height: 640, scheme: "light" },
  { name: "phone-dark", width: 320, height: 640, scheme: "dark" },
];
const SHOTS = process.env.SHOTS ? new RegExp(process.env.SHOTS) : null;

const root = resolve(process.argv[2]);
const sites = readdirSync(root).sort();
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
});
let pages = 0, checks = 0, rules = 0;
const wrong = [];
const complain = (where, what) => { wrong.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };
mkdirSync("screenshots", { recursive: true });

for (const site of sites) {
  const files = readdirSync(join(root, site)).filter((name) => name.endsWith(".html")).sort();
  if (!files.length) complain(site, "has no pages");
  for (const file of files) {
    pages += 1;
    const page = await browser.newPage();
    await page.setBypassCSP(true); // only so that axe can be put in
    page.on("dialog", (dialog) => { complain(`${site}/${file}`, "a script ran"); dialog.dismiss(); });
    page.on("pageerror", (error) => complain(`${site}/${file}`, `error ${error}`));
    page.on("requestfailed", (request) => complain(`${site}/${file}`, `cannot load ${request.url()}`));
    for (const view of VIEWS) {
      const where = `${site}/${file} (${view.name})`;
      await page.setViewport({ width: view.width, height: view.height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
      await page.goto(pathToFileURL(join(root, site, file)).href);
      const facts = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        scripts: document.querySelectorAll("script, img, iframe, object, [onclick], [onerror], [onload]").length,
        styled: getComputedStyle(document.body).borderTopStyle === "solid",
        ground: getComputedStyle(document.body).backgroundColor,
        links: [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")),
        ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
      }));
      if (facts.wide > 0) complain(where, `${facts.wide} px wider than the window`);
      if (facts.scripts) complain(where, "something of the data became markup");
      if (!facts.styled) complain(where, "no style sheet");
      if ((facts.ground === "rgb(255, 255, 255)") !== (view.scheme === "light")) complain(where, `ground ${facts.ground}`);
      if (new Set(facts.ids).size !== facts.ids.length) complain(where, "an id stands twice");
      if (view.name === "desktop") {
        for (const href of facts.links) {
          if (/^https?:/.test(href)) continue;
          const [name, anchor] = href.split("#");
          if (name && !existsSync(join(root, site, name))) complain(where, `link to ${href}`);
          if (!name && !facts.ids.includes(anchor)) complain(where, `anchor ${href}`);
        }
      }
      await page.evaluate(axe);
      const result = await page.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
      checks += 1;
      rules = Math.max(rules, result.passes.length);
      for (const found of result.violations) {
        complain(where, `${found.id}: ${found.help}\n    ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 300)).join("\n    ")}`);
      }
      if (process.env.INCOMPLETE) {
        for (const found of result.incomplete) console.log(where, "incomplete", found.id, found.nodes.length, found.nodes[0].html.slice(0, 200));
      }
      if (view.name === "phone") await keyboard(page, where);
      if (SHOTS && SHOTS.test(`${site}/${file}`)) {
        const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 6000);
        const path = `screenshots/${site}-${file.replace(".html", "")}-${view.name}.png`;
        await page.screenshot({ path, clip: { x: 0, y: 0, width: view.width, height }, captureBeyondViewport: true });
      }
    }
    if (SHOTS && SHOTS.test(`${site}/${file}`)) await page.pdf({ path: `screenshots/${site}-${file.replace(".html", "")}.pdf`, format: "A4" });
    await page.close();
  }
}
await browser.close();

// Goes through the page with the tabulator key: the first stop is the skip link, then every link comes in the order of the page,
// each visible and with a visible focus.
async function keyboard(page, where) {
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href]")].length);
  const most = Math.min(wanted, 60);
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  let last = -1;
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      return {
        place: [...document.querySelectorAll("a[href]")].indexOf(one),
        skip: one.classList.contains("skip"),
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left >= 0,
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (step === 0 && !at.skip) complain(where, "the first stop is not the skip link");
    if (at.place !== last + 1) { complain(where, `stop ${step} is link ${at.place}`); return; }
    if (!at.seen || !at.ring) { complain(where, `link ${at.place} has the focus, but this is not to be seen`); return; }
    last = at.place;
  }
}

console.log(`${pages} pages, ${checks} checks with axe-core, at most ${rules} rules passed on a page; wrong: ${wrong.length}`);
process.exit(wrong.length ? 1 : 0);
