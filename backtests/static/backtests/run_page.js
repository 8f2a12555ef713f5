// The run page: its steps as they happen, and the result when the bell has rung.
import { drawCharts } from "./charts.js";
import { Follower, hold } from "./follower.js";
import { Insistence } from "./insist.js";
import { JobStream } from "./job_stream.js";
import { node } from "./nodes.js";
import { Replay } from "./replay.js";
import { rest } from "./resting.js";
import { Signs } from "./signs.js";
import { offerSources } from "./sources.js";
import { Timeline } from "./timeline.js";
import { TimelineView } from "./timeline_view.js";
import { enliven } from "./trade_table.js";
import { painted } from "./turns.js";

const CONNECTION = {
  connecting: "Connecting",
  elsewhere: "Connecting another way",
  live: "Live",
  reconnecting: "Connection lost, trying again",
  done: "",
  unknown: "The steps of this run are not kept any more",
};
const RESULT_IS_AWAY = "The result is there but cannot be reached just now. It shows here as soon as it can.";
const STOPPING = "The run stops at its next step";
const NOT_REACHED = "The site cannot be reached just now, so the run goes on. Please cancel again in a moment.";
const CAUGHT_UP = "caught-up";
const UNFINISHED = new Set(["queued", "running"]);
const STARTED = new Set(["started", "retrying"]);

class RunPage {
  constructor(main) {
    this.main = main;
    this.data = main.dataset;
    this.view = new TimelineView(part("steps"));
    this.follower = new Follower(part("steps"));
    this.timeline = new Timeline();
    this.signs = new Signs(main, part("ring-me"));
    this.said = [];
    this.insistence = new Insistence();
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
    this.follower.fit();
    offerSources(part("result"));
    if (part("result").children.length) this.drawResult();
    part("cancel-form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.cancelling(true, STOPPING);
      if (!this.stream.cancel()) this.cancelElsewhere(event.target);
    });
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.stream.doubt()); // the site may be on this machine
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    this.stream.start();
  }

  hurry() {
    this.stream.hurry();
    this.insistence.hurry();
  }

  take(event) {
    this.said.push(event);
    const drawn = this.timeline.add(event);
    if (STARTED.has(event.type)) this.status("running");
    if (!this.replay) this.live(drawn);
    if (event.type === this.timeline.outcome) this.end(event);
    if (this.timeline.outcome || this.timeline.kept) part("saved-note").textContent = this.timeline.kept;
  }

  // What comes in while a replay is looked at, as the news that the run is kept, leaves it where it is.
  live(drawn) {
    this.follow(() => this.view.draw(drawn));
    this.progress();
    this.replayed(this.said.length, false);
  }

  // Who comes to a run that is over begins to read at its beginning.
  follow(draw) {
    if (UNFINISHED.has(this.data.status)) this.follower.draw(draw);
    else draw();
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

  // What was caught up with at the last return stands to the end; who hears the page hears only what is new.
  connection(state, missed) {
    if (state === "live") this.missed = missed;
    const said = { live: "Live, caught up with", done: "Caught up with" }[state];
    const events = this.missed && said ? `${said} ${this.missed} event${this.missed === 1 ? "" : "s"}` : "";
    write(part("connection"), events || CONNECTION[state]);
    part("connection").dataset.state = events && state === "live" ? CAUGHT_UP : state;
    if (state === "live") this.insistence.hurry();
  }

  // Where the connection is lost, or goes one way only.
  async cancelElsewhere(form) {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(`${this.data.jobApi}/cancel`, { method: "POST", headers });
      if (!answer.ok) this.cancelling(false, (await answer.json()).error.message);
    } catch (error) {
      console.warn(error);
      this.cancelling(false, NOT_REACHED);
    }
  }

  cancelling(asked, message) {
    const button = part("cancel-form")?.querySelector("button");
    if (button) button.ariaDisabled = asked; // `disabled` would take the focus from who pressed it
    part("saved-note").textContent = message;
  }

  status(name) {
    if (this.timeline.outcome && name === "running") return;
    part("status").textContent = part("status").dataset.status = this.data.status = name;
    this.signs.show(name);
  }

  end({ type, message }) {
    const rings = UNFINISHED.has(this.data.status) && type === this.timeline.outcome;
    if (rings) hold(this.main, part("result"));
    this.status(this.timeline.outcome);
    if (rings) this.signs.ring(message);
    if (type === "error") part("error-told").textContent = message;
    part("ring-me")?.closest("label").remove();
    part("replay").hidden = part("to-replay").hidden = false;
    part("to-replay").onclick = (event) => this.replayFromAfar(event);
    part("replay-play").onclick = () => this.player().toggle();
    part("replay-at").oninput = ({ target }) => this.player().seek(Number(target.value));
    part("rerun-form").hidden = false;
    if (part("cancel-form")) rest(part("rerun-form"));
    this.withdraw(part("cancel-form"));
    part("slow-note")?.remove();
    if (rings && this.follower.follows) this.follower.toEnd();
    if (this.timeline.outcome === "complete" && !part("result").children.length) this.show();
  }

  // Who has just pressed its button goes on with the next one, and not from the top of the page.
  withdraw(form) {
    if (form?.contains(document.activeElement)) part("rerun-form").querySelector("button").focus({ preventScroll: true });
    form?.remove();
  }

  player() {
    part("steps").ariaLive = "off"; // what is played back has been told
    this.replay ??= new Replay([...this.said], {
      show: (events) => this.draw(events),
      moved: (position, playing) => this.replayed(position, playing),
    });
    return this.replay;
  }

  // Where a link leads nothing is focused, so that the keys would have to find the button first.
  replayFromAfar(event) {
    event.preventDefault();
    part("steps-title").scrollIntoView();
    part("replay-play").focus({ preventScroll: true });
    if (!this.player().playing) this.player().toggle();
  }

  draw(events) {
    const timeline = new Timeline();
    for (const event of events) timeline.add(event);
    this.follower.draw(() => this.view.show(timeline.items));
    if (!this.replay.playing) this.follower.toEnd(); // who looks for a step is shown it
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
    const away = (error) => this.resultIsAway(error);
    await this.put(await this.insistence.get((signal) => this.fragment(signal), away));
  }

  async fragment(signal) {
    const answer = await fetch(this.data.resultPage, { signal });
    if (!answer.ok || answer.redirected) throw new Error(`the result answers ${answer.status}`);
    return answer.text();
  }

  resultIsAway(error) {
    console.error(error);
    if (part("result").hasChildNodes()) return;
    const told = node("p", "problem", RESULT_IS_AWAY);
    told.setAttribute("role", "status");
    part("result").append(told);
  }

  // The fragment comes from this site's own template, which has escaped every text in it.
  // What is seen first comes first, the rest a part a frame.
  async put(fragment) {
    const parts = [...new DOMParser().parseFromString(fragment, "text/html").body.children];
    const seen = parts.findIndex(({ id }) => id === "charts") + 1;
    this.follower.putIn(part("result"), this.main, () => {
      part("result").replaceChildren(...parts.splice(0, seen));
    });
    const drawn = drawCharts(part("result"), this.data.resultApi, this.insistence);
    for (const one of parts) {
      await painted();
      part("result").append(one);
    }
    enliven(part("result"));
    await drawn;
  }

  drawResult() {
    drawCharts(part("result"), this.data.resultApi, this.insistence);
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

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function part(id) {
  return document.getElementById(id);
}

new RunPage(part("run")).start();
