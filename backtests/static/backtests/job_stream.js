// A job's events over a connection that heals itself: reconnecting means "after my last seq".
import { Connection } from "./connection.js";
import { EventList } from "./event_list.js";
import { BAD_TICKET, DONE, UNKNOWN_JOB } from "./ways.js";

const TERMINAL = new Set(["complete", "error", "cancelled"]);

export class JobStream {
  // `stream` and `events` are addresses, the former with a ticket; `freshUrl` gives a new one;
  // `awaited` says whether the job is still to be run, though its log is lost for the moment.
  // `on` holds the listeners event(event), reset(), problem(message) and state(name, missed), where
  // name is connecting, elsewhere (it was never live), live, reconnecting, done or unknown, and missed
  // the events to catch up with.
  constructor({ stream, events, freshUrl, awaited, on, ...lines }) {
    Object.assign(this, { urls: { stream, events }, freshUrl, awaited, on });
    this.connection = new Connection({ at: (name) => this.at(name), on: this, ...lines });
    this.events = new EventList();
    this.epoch = "";
    this.ackEvery = 64;
    this.rung = false;
  }

  start() {
    this.tell("connecting");
    this.connection.open();
  }

  hurry() {
    this.connection.hurry();
  }

  doubt() {
    this.connection.doubt();
  }

  cancel() {
    return this.state === "live" && this.connection.send({ type: "cancel" });
  }

  at(name) {
    const url = new URL(this.urls[name]);
    url.searchParams.set("ticket", new URL(this.urls.stream).searchParams.get("ticket"));
    url.searchParams.set("after", this.events.lastSeq);
    if (this.epoch) url.searchParams.set("epoch", this.epoch);
    return url.href;
  }

  hear(frame) {
    if (frame.seq) this.take(frame);
    else if (frame.type === "hello") this.learn(frame);
    else if (frame.type === "heartbeat") this.compare(frame);
    else if (frame.type === "reset") this.forget(frame);
    else if (frame.type === "problem") this.on.problem(frame.message);
  }

  take(event) {
    for (const next of this.events.add(event)) {
      this.rung ||= TERMINAL.has(next.type);
      this.on.event(next);
      if (this.mustAcknowledge(next)) this.connection.send({ type: "ack", seq: next.seq });
    }
  }

  mustAcknowledge({ seq, type }) {
    return seq % this.ackEvery === 0 || type === "saved" || TERMINAL.has(type);
  }

  learn(hello) {
    this.epoch ||= hello.epoch;
    this.ackEvery = hello.ack_every || this.ackEvery;
  }

  live(hello) {
    this.tell("live", this.returning ? this.events.gap(hello.last_seq) : 0);
    this.returning = true;
  }

  // A whole heartbeat behind and no step further: whatever was lost is asked for again.
  compare({ last_seq: known }) {
    const stuck = this.events.gap(known) > 0 && this.stuckAt === this.events.lastSeq;
    this.stuckAt = this.events.gap(known) > 0 ? this.events.lastSeq : null;
    if (stuck) this.connection.abandon();
  }

  forget(reset) {
    this.epoch = reset.epoch;
    this.events.reset();
    this.rung = false;
    this.on.reset();
  }

  async closed(code, again) {
    if (code === DONE && this.rung) return this.finish("done");
    if (code === UNKNOWN_JOB && !(await this.awaited())) return this.finish("unknown");
    this.tell(this.returning ? "reconnecting" : "elsewhere");
    if (code === BAD_TICKET) await this.renew();
    again();
  }

  async renew() {
    try {
      this.urls.stream = await this.freshUrl();
    } catch {
      // The site is away: the next attempt asks again.
    }
  }

  finish(state) {
    this.connection.stop();
    this.tell(state);
  }

  tell(state, missed = 0) {
    this.state = state;
    this.on.state(state, missed);
  }
}
