// Three ways to hear a job's log, each in the same frames: WebSocket, server-sent events, polling.
//
// A way takes `at` (gives an address that resumes behind what is known), `hear(frame)` and
// `closed(code)`, and gives a line with `send(message)` and `close()`; a line that was closed from
// this end says nothing more.

export const DONE = 1000;
export const RESTARTING = 1012;
export const BAD_TICKET = 4401;
export const UNKNOWN_JOB = 4404;
const SAID_BY_STATUS = { 204: DONE, 401: BAD_TICKET, 404: UNKNOWN_JOB };
const LOST = 1006;
const TRAILER = "saved"; // nothing follows it, so that an end behind it is no loss
const STREAM = "text/event-stream";
const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10000;

export function webSocket(at, hear, closed) {
  const socket = new WebSocket(at("stream"));
  let open = true;
  socket.onmessage = ({ data }) => open && hear(JSON.parse(data));
  socket.onclose = ({ code }) => open && closed(code);
  return {
    send(message) {
      if (socket.readyState !== 1) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    close() {
      open = false;
      socket.close();
    },
  };
}

// Read with fetch, for an EventSource keeps comments, which are the heartbeats, to itself.
export const serverSent = overHttp(async (at, hear, signal) => {
  const answer = await ask(at, STREAM, signal);
  if (answer.status !== 200) return codeOf(answer);
  if (!answer.headers.get("Content-Type")?.startsWith(STREAM)) return LOST;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", last; ; ) {
    const { done, value } = await reader.read();
    if (done) return last?.type === TRAILER ? DONE : LOST;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    const frames = blocks.flatMap(framesOf);
    last = frames.findLast(({ seq }) => seq) ?? last;
    frames.forEach(hear);
  }
});

export const polling = overHttp(async (at, hear, signal) => {
  for (let pause = SHORTEST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    const answer = await ask(at, "application/json", signal);
    if (answer.status !== 200) return codeOf(answer);
    const { epoch, events, last_seq, reset } = await answer.json();
    if (reset) hear({ type: "reset", epoch });
    hear({ type: "hello", epoch, last_seq });
    events.forEach(hear);
    if (events.at(-1)?.type === TRAILER) return DONE;
    if (events.length) pause = SHORTEST_PAUSE_MS;
    await new Promise((resume) => setTimeout(resume, pause));
  }
});

export const WAYS = [webSocket, serverSent, polling];

function overHttp(follow) {
  return (at, hear, closed) => {
    const away = new AbortController();
    const open = () => !away.signal.aborted;
    follow(at, (frame) => open() && hear(frame), away.signal)
      .catch(() => LOST)
      .then((code) => open() && closed(code));
    return { send: () => false, close: () => away.abort() };
  };
}

function ask(at, type, signal) {
  return fetch(at("events"), { headers: { Accept: type }, cache: "no-store", signal });
}

// A refusal that is not in this site's words comes from a proxy between, and says nothing of the job.
function codeOf({ status, headers }) {
  const own = status === 204 || headers.get("Content-Type")?.includes("json");
  return (own && SAID_BY_STATUS[status]) || LOST;
}

function framesOf(block) {
  return block.split("\n").flatMap((line) => {
    if (line.startsWith("data: ")) return JSON.parse(line.slice(6));
    const [, type, told] = /^: (hello|heartbeat) (.+)$/.exec(line) ?? [];
    if (type === "hello") return { type, ...JSON.parse(told) };
    return type ? { type, last_seq: Number(told) } : [];
  });
}
