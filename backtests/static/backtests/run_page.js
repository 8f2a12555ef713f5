// The run page: its steps as they happen, and the result when the bell has rung.
import { drawCharts } from "./charts.js";
import { JobStream } from "./job_stream.js";
import { Replay } from "./replay.js";
import { Signs } from "./signs.js";
import { offerSources } from "./sources.js";
import { Timeline } from "./timeline.js";
import { TimelineView } from "./timeline_view.js";
import { enliven } from "./trade_table.js";
import { painted } from "./turns.js";

const CONNECTION = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Connection lost, trying again",
  done: "",
  unknown: "The steps of this run are not kept any more",
};
const CAUGHT_UP = "caught-up";
const UNFINISHED = new Set(["queued", "running"]);
const STARTED = new Set(["started", "retrying"]);

class RunPage {
  constructor(main) {
    this.main = main;
    this.data = main.dataset;
    this.view = new TimelineView(part("steps"));
    this.timeline = new Timeline();
    this.signs = new Signs(main, part("ring-me"));
    this.said = [];
    this.stream = new JobStream({
      stream: this.data.stream,
      events: new URL(`${this.data.jobApi}/events`, location.href),
      freshUrl: () => this.freshUrl(),
      awaited: () => this.awaited(),
      on: {
        event: (event) => this.take(event),
        reset: () => this.forget(),
        state: (state, missed) => this.connection(state, missed),
        problem: (message) => this.cancelling(false, message),
      },
    });
  }

  start() {
    this.signs.show(this.data.status);
    offerSources(part("result"));
    if (part("result").children.length) this.drawResult();
    part("cancel-form")?.addEventListener("submit", (event) => {
      if (!this.stream.cancel()) return;
      event.preventDefault();
      this.cancelling(true, "The run stops at its next step");
    });
    addEventListener("online", () => this.stream.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.stream.hurry());
    this.stream.start();
  }

  take(event) {
    this.said.push(event);
    const drawn = this.timeline.add(event);
    if (!this.replay) this.view.draw(drawn);
    this.progress();
    if (STARTED.has(event.type)) this.status("running");
    if (this.timeline.outcome) this.end(event);
    part("saved-note").textContent = this.timeline.kept;
  }

  forget() {
    this.said = [];
    this.replay?.pause();
    this.replay = null;
    this.timeline = new Timeline();
    this.view.clear();
    this.progress();
  }

  progress(timeline = this.timeline) {
    const { done, known, text } = timeline.howFar;
    Object.assign(part("progress-bar"), { max: known, value: done });
    part("progress-told").textContent = text;
    part("progress").hidden = done === 0 && !timeline.items.length;
  }

  connection(state, missed) {
    const caughtUp = missed ? `, caught up with ${missed} event${missed === 1 ? "" : "s"}` : "";
    part("connection").textContent = CONNECTION[state] + caughtUp;
    part("connection").dataset.state = missed ? CAUGHT_UP : state;
  }

  cancelling(asked, message) {
    const button = part("cancel-form")?.querySelector("button");
    if (button) button.disabled = asked;
    part("saved-note").textContent = message;
  }

  status(name) {
    if (this.timeline.outcome && name === "running") return;
    part("status").textContent = part("status").dataset.status = this.data.status = name;
    this.signs.show(name);
  }

  end({ type, message }) {
    const rings = UNFINISHED.has(this.data.status) && type === this.timeline.outcome;
    this.status(this.timeline.outcome);
    if (rings) this.signs.ring(message);
    part("steps").ariaLive = "off";
    part("ring-me")?.closest("label").remove();
    part("replay").hidden = false;
    part("replay-play").onclick = () => this.player().toggle();
    part("replay-at").oninput = ({ target }) => this.player().seek(Number(target.value));
    this.replayed(this.said.length, false);
    part("cancel-form")?.remove();
    part("slow-note")?.remove();
    part("rerun-form").hidden = false;
    if (this.timeline.outcome === "complete" && !part("result").children.length) this.show();
  }

  player() {
    this.replay ??= new Replay([...this.said], {
      show: (events) => this.draw(events),
      moved: (position, playing) => this.replayed(position, playing),
    });
    return this.replay;
  }

  draw(events) {
    const timeline = new Timeline();
    this.view.clear();
    this.view.draw(events.flatMap((event) => timeline.add(event)));
    this.progress(timeline);
  }

  replayed(position, playing) {
    const { length } = this.replay?.events ?? this.said;
    Object.assign(part("replay-at"), { max: length, value: position });
    part("replay-play").textContent = playing ? "Pause" : position === length ? "Replay" : "Go on";
    part("replay-told").textContent = position === length ? "" : `${position} of ${length}`;
  }

  async show() {
    if (this.showing) return;
    this.showing = true;
    try {
      const answer = await fetch(this.data.resultPage);
      if (!answer.ok) throw new Error(`the result answers ${answer.status}`);
      await this.put(await answer.text());
    } catch (error) {
      console.error(error);
      part("result").textContent = "The result could not be shown. Please load the page again.";
    }
  }

  // The fragment comes from this site's own template, which has escaped every text in it.
  // What is seen first comes first, the rest a part a frame.
  async put(fragment) {
    const parts = [...new DOMParser().parseFromString(fragment, "text/html").body.children];
    const seen = parts.findIndex(({ id }) => id === "charts") + 1;
    part("result").replaceChildren(...parts.splice(0, seen));
    const drawn = drawCharts(part("result"), this.data.resultApi);
    for (const one of parts) {
      await painted();
      part("result").append(one);
    }
    enliven(part("result"));
    await drawn;
  }

  drawResult() {
    drawCharts(part("result"), this.data.resultApi);
    enliven(part("result"));
  }

  async freshUrl() {
    return (await this.job()).links.stream;
  }

  async awaited() {
    try {
      return UNFINISHED.has((await this.job()).status);
    } catch {
      return true; // the site is away: the next attempt asks again
    }
  }

  async job() {
    const answer = await fetch(this.data.jobApi, { headers: { Accept: "application/json" } });
    if (answer.status === 404) return { status: "unknown" };
    if (!answer.ok) throw new Error(`the job answers ${answer.status}`);
    return answer.json();
  }
}

function part(id) {
  return document.getElementById(id);
}

new RunPage(part("run")).start();
