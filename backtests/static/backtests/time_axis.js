// The one time axis of all charts of a result: every moment of which anything is known, in order.
import { timeOf } from "./chart_frame.js";

const INTRADAY = /T(?!00:00:00)/;

export class TimeAxis {
  constructor({ equity, prices }) {
    const texts = new Set([equity, ...Object.values(prices)].flatMap((rows) => rows.map(([time]) => time)));
    this.texts = [...texts].sort();
    this.times = this.texts.map(timeOf);
    this.empty = this.times.map((time) => ({ time })); // what makes a chart have every bar
    this.byTime = new Map(this.times.map((time, index) => [time, index]));
    this.places = new Map(this.texts.map((text, index) => [text, index]));
    this.intraday = this.texts.some((text) => INTRADAY.test(text));
  }

  get length() {
    return this.texts.length;
  }

  // The bar at this moment, else the last one before it.
  indexOf(text) {
    return this.places.get(text) ?? this.before(text);
  }

  placeOf(time) {
    return this.byTime.get(time);
  }

  before(text) {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.texts[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  told(index) {
    const text = this.texts[index];
    return this.intraday ? text.slice(0, 16).replace("T", " ") : text.slice(0, 10);
  }

  // About as many bars as lie between a day and the day `days` later.
  bars(days) {
    const span = this.times[this.length - 1] - this.times[0];
    return span > 0 ? ((this.length - 1) * days * 86400) / span : 1;
  }
}
