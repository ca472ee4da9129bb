// What ical.js (Thunderbird, Nextcloud) reads of the feeds in a folder, with the time zone that each feed brings.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

ICAL.design.strict = true;
const folder = join(process.argv[2], "feeds");
const when = (time) => time === null ? null : time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", "");
const found = {};
for (const file of readdirSync(folder).sort()) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(folder, file), "utf-8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  found[file.replace(/\.ics$/, "")] = Object.fromEntries(
    calendar.getAllSubcomponents("vevent").map((event) => [
      event.getFirstPropertyValue("uid"),
      {
        start: when(event.getFirstPropertyValue("dtstart")),
        end: when(event.getFirstPropertyValue("dtend")),
        summary: event.getFirstPropertyValue("summary"),
        status: event.getFirstPropertyValue("status"),
      },
    ]),
  );
  for (const todo of calendar.getAllSubcomponents("vtodo")) {
    found[file.replace(/\.ics$/, "")][todo.getFirstPropertyValue("uid")] = {
      due: when(todo.getFirstPropertyValue("due")),
      summary: todo.getFirstPropertyValue("summary"),
      status: todo.getFirstPropertyValue("status"),
    };
  }
}
console.log(JSON.stringify(found));
