// Public holidays of Viet Nam by date-holidays: a JSON list of days, for the years given.
import Holidays from "date-holidays";

const calendar = new Holidays("VN", { languages: ["en"] });
const days = new Set();
for (const year of process.argv.slice(2).map(Number)) {
  for (const holiday of calendar.getHolidays(year)) {
    if (holiday.type !== "public") continue;
    // Vietnam's midnight is 17:00 of the day before in UTC; a day is 24 hours.
    for (let at = +holiday.start; at < +holiday.end; at += 864e5) {
      days.add(new Date(at + 7 * 36e5).toISOString().slice(0, 10));
    }
  }
}
console.log(JSON.stringify([...days].sort()));
