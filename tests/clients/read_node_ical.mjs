// What node-ical reads of the feeds in a folder. An end that a feed does not have is one that node-ical makes up: it is left out.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ical from "node-ical";

for (const level of ["warn", "error"]) {
  console[level] = (...said) => { throw new Error(`node-ical complains: ${said.join(" ")}`); };
}
const folder = join(process.argv[2], "feeds");
const two = (number) => String(number).padStart(2, "0");
const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const when = (at, type) => (type === "date" ? day(at) : at.toISOString().replace(".000", ""));
const found = {};
for (const file of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, file), "utf-8");
  const ended = new Set(
    text.replace(/\r\n[ \t]/g, "").split("BEGIN:VEVENT").slice(1).filter((one) => /^DTEND/m.test(one)).map((one) => /^UID:(.*)$/m.exec(one)[1].trim()),
  );
  const everything = Object.values(ical.sync.parseICS(text));
  const events = everything.filter((one) => one.type === "VEVENT");
  found[file.replace(/\.ics$/, "")] = Object.fromEntries(
    events.map((one) => [
      one.uid,
      {
        start: when(one.start, one.datetype),
        end: ended.has(one.uid) ? when(one.end, one.datetype) : null,
        summary: one.summary,
        status: one.status,
      },
    ]),
  );
  for (const one of everything.filter((one) => one.type === "VTODO")) {
    found[file.replace(/\.ics$/, "")][one.uid] = {
      due: when(one.due, one.due.dateOnly ? "date" : "date-time"), summary: one.summary, status: one.status,
    };
  }
}
console.log(JSON.stringify(found));
