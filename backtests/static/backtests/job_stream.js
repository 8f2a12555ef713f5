// A job's events over a WebSocket that heals itself: reconnecting means "after my last seq".
import { EventList } from "./event_list.js";

const DONE = 1000;
const BAD_TICKET = 4401;
const UNKNOWN_JOB = 4404;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15000;
const SILENT_BEATS = 2.5;
const TERMINAL = new Set(["complete", "error", "cancelled"]);

export class JobStream {
  // `on` holds the listeners event(event), reset(), state(name), problem(message); names:
  // connecting, live, reconnecting, done, unknown. `freshUrl` gives an address with a new ticket;
  // `awaited` says whether the job is still to be run, though its log is lost for the moment.
  constructor({ url, freshUrl, awaited, on, Socket = WebSocket, random = Math.random }) {
    Object.assign(this, { url, freshUrl, awaited, on, Socket, random });
    this.events = new EventList();
    this.epoch = "";
    this.ackEvery = 64;
    this.heartbeatMs = 10000;
    this.failures = 0;
    this.stopped = false;
  }

  start() {
    this.tell("connecting");
    this.open();
  }

  open() {
    clearTimeout(this.retry);
    this.drop();
    this.socket = new this.Socket(this.address());
    const socket = this.socket;
    socket.onmessage = (message) => socket === this.socket && this.hear(JSON.parse(message.data));
    socket.onclose = (closed) => socket === this.socket && this.closed(closed.code);
    this.watch();
  }

  address() {
    const url = new URL(this.url);
    url.searchParams.set("after", this.events.lastSeq);
    if (this.epoch) url.searchParams.set("epoch", this.epoch);
    return url.href;
  }

  hear(frame) {
    this.watch();
    if (frame.seq) this.take(frame);
    else if (frame.type === "hello") this.greet(frame);
    else if (frame.type === "reset") this.forget(frame);
    else if (frame.type === "problem") this.on.problem(frame.message);
  }

  greet(hello) {
    this.failures = 0;
    this.epoch = this.epoch || hello.epoch;
    this.ackEvery = hello.ack_every;
    this.heartbeatMs = hello.heartbeat_seconds * 1000;
    this.watch();
    this.tell("live");
  }

  forget(reset) {
    this.epoch = reset.epoch;
    this.events.reset();
    this.on.reset();
  }

  take(event) {
    for (const next of this.events.add(event)) {
      this.on.event(next);
      if (this.mustAcknowledge(next)) this.send({ type: "ack", seq: next.seq });
    }
  }

  mustAcknowledge(event) {
    return event.seq % this.ackEvery === 0 || event.type === "saved" || TERMINAL.has(event.type);
  }

  // A connection that says nothing, not even a heartbeat, is dead although nobody closed it.
  watch() {
    clearTimeout(this.silence);
    if (!this.stopped) {
      this.silence = setTimeout(() => this.abandon(), this.heartbeatMs * SILENT_BEATS);
    }
  }

  abandon() {
    this.drop();
    this.closed(0);
  }

  drop() {
    const old = this.socket;
    this.socket = null;
    old?.close();
  }

  async closed(code) {
    clearTimeout(this.silence);
    this.socket = null;
    if (this.stopped) return;
    if (code === DONE) this.finish("done");
    else if (code === UNKNOWN_JOB && !(await this.awaited())) this.finish("unknown");
    else await this.again(code);
  }

  async again(code) {
    this.tell("reconnecting");
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    if (code === BAD_TICKET) await this.renew();
    if (this.stopped || this.socket) return; // `hurry` was quicker.
    this.retry = setTimeout(() => this.open(), longest * (0.5 + this.random() / 2));
  }

  async renew() {
    try {
      this.url = await this.freshUrl();
    } catch {
      // The site is away: the next attempt asks again.
    }
  }

  // The network is back or the page is seen again: why wait any longer?
  hurry() {
    if (this.state === "reconnecting" && !this.stopped) this.open();
  }

  cancel() {
    return this.state === "live" && this.send({ type: "cancel" });
  }

  send(message) {
    if (this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  finish(state) {
    this.stopped = true;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.drop();
    this.tell(state);
  }

  tell(state) {
    this.state = state;
    this.on.state(state);
  }
}
