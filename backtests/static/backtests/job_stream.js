// A job's events over a connection that heals itself: reconnecting means "after my last seq".
//
// Each attempt goes one of the ways, best first; one that is refused makes room for the next, and
// while a lesser way serves, the best is tried beside it and takes over with its hello.
import { EventList } from "./event_list.js";
import { BAD_TICKET, DONE, RESTARTING, UNKNOWN_JOB, WAYS } from "./ways.js";

const BEST = 0;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10000;
const SILENT_BEATS = 2.5;
const HELLO_MS = 8000;
const PONG_MS = 3000;
const FIRST_CLIMB_MS = 10000;
const LONGEST_CLIMB_MS = 160000;
const TERMINAL = new Set(["complete", "error", "cancelled"]);
const SPOKEN = new Set([DONE, RESTARTING, BAD_TICKET, UNKNOWN_JOB]); // so the socket was open

export class JobStream {
  // `stream` and `events` are addresses, the former with a ticket; `freshUrl` gives a new one;
  // `awaited` says whether the job is still to be run, though its log is lost for the moment.
  // `on` holds the listeners event(event), reset(), problem(message) and state(name, missed), where
  // name is connecting, live, reconnecting, done or unknown, and missed the events to catch up with.
  constructor({ stream, events, freshUrl, awaited, on, ways = WAYS, random = Math.random }) {
    Object.assign(this, { urls: { stream, events }, freshUrl, awaited, on, ways, random });
    this.events = new EventList();
    this.epoch = "";
    this.ackEvery = 64;
    this.heartbeatMs = 10000;
    this.failures = 0;
    this.climbMs = FIRST_CLIMB_MS;
    this.rung = this.stopped = false;
  }

  start() {
    this.tell("connecting");
    this.open(BEST);
  }

  open(way) {
    clearTimeout(this.retry);
    this.drop();
    this.link = this.connect(way);
    this.watch(HELLO_MS);
  }

  connect(way) {
    const link = { way };
    const hear = (frame) => this.hear(link, frame);
    link.line = this.ways[way]((name) => this.at(name), hear, (code) => this.closed(link, code));
    return link;
  }

  at(name) {
    const url = new URL(this.urls[name]);
    url.searchParams.set("ticket", new URL(this.urls.stream).searchParams.get("ticket"));
    url.searchParams.set("after", this.events.lastSeq);
    if (this.epoch) url.searchParams.set("epoch", this.epoch);
    return url.href;
  }

  hear(link, frame) {
    if (link === this.rival && frame.type === "hello") this.replace(link);
    if (link !== this.link) return;
    if (frame.seq) this.take(frame);
    else if (frame.type === "hello") this.greet(link, frame);
    else if (frame.type === "heartbeat") this.compare(frame);
    else if (frame.type === "reset") this.forget(frame);
    else if (frame.type === "problem") this.on.problem(frame.message);
    if (link === this.link && link.greeted) this.watch(this.heartbeatMs * SILENT_BEATS);
  }

  greet(link, hello) {
    this.epoch ||= hello.epoch;
    this.ackEvery = hello.ack_every || this.ackEvery;
    this.heartbeatMs = hello.heartbeat_seconds * 1000 || this.heartbeatMs;
    if (link.greeted) return;
    link.greeted = true;
    this.failures = 0;
    this.tell("live", this.returning ? this.events.gap(hello.last_seq) : 0);
    this.returning = true;
    this.climb();
  }

  forget(reset) {
    this.epoch = reset.epoch;
    this.events.reset();
    this.rung = false;
    this.on.reset();
  }

  take(event) {
    for (const next of this.events.add(event)) {
      this.rung ||= TERMINAL.has(next.type);
      this.on.event(next);
      if (this.mustAcknowledge(next)) this.link.line.send({ type: "ack", seq: next.seq });
    }
  }

  mustAcknowledge({ seq, type }) {
    return seq % this.ackEvery === 0 || type === "saved" || TERMINAL.has(type);
  }

  // A whole heartbeat behind and no step further: whatever was lost is asked for again.
  compare({ last_seq: known }) {
    const stuck = this.events.gap(known) > 0 && this.stuckAt === this.events.lastSeq;
    this.stuckAt = this.events.gap(known) > 0 ? this.events.lastSeq : null;
    if (stuck) this.abandon();
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
    if (code === DONE && this.rung) this.finish("done");
    else if (code === UNKNOWN_JOB && !(await this.awaited())) this.finish("unknown");
    else await this.again(link, code);
  }

  async again(link, code) {
    this.tell("reconnecting");
    const open = link.greeted || (link.way === BEST && SPOKEN.has(code));
    const way = open ? BEST : (link.way + 1) % this.ways.length;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    if (code === BAD_TICKET) await this.renew();
    if (this.stopped || this.link) return; // `hurry` was quicker.
    this.retry = setTimeout(() => this.open(way), longest * this.random());
  }

  async renew() {
    try {
      this.urls.stream = await this.freshUrl();
    } catch {
      // The site is away: the next attempt asks again.
    }
  }

  // The network is back or the page is seen again: why wait any longer? What seemed to live while
  // the page slept has to prove it.
  hurry() {
    if (this.stopped) return;
    if (this.state !== "live") this.open(BEST);
    else if (this.link.line.send({ type: "ping" })) this.watch(PONG_MS);
    else this.compete();
  }

  cancel() {
    return this.state === "live" && this.link.line.send({ type: "cancel" });
  }

  finish(state) {
    this.stopped = true;
    clearTimeout(this.retry);
    this.drop();
    this.tell(state);
  }

  tell(state, missed = 0) {
    this.state = state;
    this.on.state(state, missed);
  }
}
