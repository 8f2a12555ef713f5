// A connection that heals itself, whatever is said over it.
//
// Each attempt goes one of the ways, best first; one that is refused makes room for the next, and
// while a lesser way serves, the best is tried beside it and takes over with its hello.
import { BAD_TICKET, DONE, RESTARTING, UNKNOWN_JOB, WAYS } from "./ways.js";

const BEST = 0;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10000;
const SILENT_BEATS = 2.5;
const HELLO_MS = 8000;
const PONG_MS = 3000;
const FIRST_CLIMB_MS = 10000;
const LONGEST_CLIMB_MS = 160000;
const SPOKEN = new Set([DONE, RESTARTING, BAD_TICKET, UNKNOWN_JOB]); // so the socket was open

export class Connection {
  // `at(name)` gives an address that goes on where the last line ended. `on` holds the listeners
  // hear(frame), live(hello), once for each line, and closed(code, again), which calls `again`
  // unless this was the end.
  constructor({ at, on, ways = WAYS, random = Math.random }) {
    Object.assign(this, { at, on, ways, random });
    this.heartbeatMs = 10000;
    this.failures = 0;
    this.climbMs = FIRST_CLIMB_MS;
    this.stopped = false;
  }

  open(way = BEST) {
    clearTimeout(this.retry);
    this.drop();
    this.link = this.connect(way);
    this.watch(HELLO_MS);
  }

  connect(way) {
    const link = { way };
    const hear = (frame) => this.hear(link, frame);
    link.line = this.ways[way](this.at, hear, (code) => this.closed(link, code));
    return link;
  }

  send(message) {
    return Boolean(this.link?.line.send(message));
  }

  hear(link, frame) {
    if (link === this.rival && frame.type === "hello") this.replace(link);
    if (link !== this.link) return;
    this.on.hear(frame);
    if (frame.type === "hello") this.greet(link, frame);
    if (link === this.link && link.greeted) this.watch(this.heartbeatMs * SILENT_BEATS);
  }

  greet(link, hello) {
    this.heartbeatMs = hello.heartbeat_seconds * 1000 || this.heartbeatMs;
    if (link.greeted) return;
    link.greeted = true;
    this.failures = 0;
    this.on.live(hello);
    this.climb();
  }

  // A connection that says nothing, not even a heartbeat, is dead although nobody closed it.
  watch(patience) {
    clearTimeout(this.silence);
    if (!this.stopped) this.silence = setTimeout(() => this.abandon(), patience);
  }

  abandon() {
    if (this.link) this.closed(this.link, 0);
  }

  climb() {
    clearTimeout(this.climbing);
    if (this.link.way === BEST) this.climbMs = FIRST_CLIMB_MS;
    else this.climbing = setTimeout(() => this.compete(), this.climbMs);
  }

  compete() {
    this.rival?.line.close();
    this.rival = this.connect(BEST);
    this.climbMs = Math.min(LONGEST_CLIMB_MS, this.climbMs * 2);
    this.climb();
  }

  replace(link) {
    this.link?.line.close();
    [this.link, this.rival] = [link, null];
  }

  drop() {
    clearTimeout(this.silence);
    clearTimeout(this.climbing);
    this.link?.line.close();
    this.rival?.line.close();
    this.link = this.rival = null;
  }

  async closed(link, code) {
    if (link === this.rival) this.rival = null;
    if (link !== this.link || this.stopped) return;
    this.drop();
    await this.on.closed(code, () => this.again(link, code));
  }

  again(link, code) {
    if (this.stopped || this.link) return; // `hurry` was quicker.
    const open = link.greeted || (link.way === BEST && SPOKEN.has(code));
    const way = open ? BEST : (link.way + 1) % this.ways.length;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    this.retry = setTimeout(() => this.open(way), longest * this.random());
  }

  // The network is back or the page is seen again: why wait any longer? What seemed to live while
  // the page slept has to prove it.
  hurry() {
    if (this.stopped) return;
    if (!this.link?.greeted) this.open();
    else if (!this.doubt()) this.compete();
  }

  // Whether the line can be asked to prove that it lives.
  doubt() {
    const asked = Boolean(this.link?.greeted) && this.send({ type: "ping" });
    if (asked) this.watch(PONG_MS);
    return asked;
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.retry);
    this.drop();
  }
}
