import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, test } from "node:test";
import { polling, serverSent } from "../../../backtests/static/backtests/ways.js";

let server, asked, answer;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(response, asked.length);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

// What is heard, and with which code it ends.
function follow(way) {
  const frames = [];
  let line;
  const ended = new Promise((resolve) => {
    const at = (name) => `http://127.0.0.1:${server.address().port}/${name}`;
    line = way(at, (frame) => frames.push(frame), resolve);
  });
  return { frames, ended, line };
}

const json = (response, status, body) => {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
};

test("server-sent events are heard as frames, comments and all, however they are cut", async () => {
  const text =
    'retry: 1000\n\n: hello {"epoch": "e", "last_seq": 1}\n\nid: 1\ndata: {"seq": 1}\n\n: heartbeat 1\n\n' +
    'id: 0\nevent: reset\ndata: {"type": "reset", "epoch": "f"}\n\n';
  answer = async (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" });
    for (let start = 0; start < text.length; start += 7) {
      response.write(text.slice(start, start + 7));
      await new Promise(setImmediate);
    }
    response.end();
  };
  const { frames, ended } = follow(serverSent);
  assert.equal(await ended, 1006);
  assert.deepEqual(frames, [
    { type: "hello", epoch: "e", last_seq: 1 },
    { seq: 1 },
    { type: "heartbeat", last_seq: 1 },
    { type: "reset", epoch: "f" },
  ]);
  assert.equal(asked[0].headers.accept, "text/event-stream");
});

test("a stream that ends behind the trailer is done, and not lost", async () => {
  const trailer = 'id: 2\ndata: {"seq": 2, "type": "saved"}\n\nretry: 86400000\n\n: heartbeat 2\n\n';
  answer = (response) => response.writeHead(200, { "Content-Type": "text/event-stream" }).end(trailer);
  assert.equal(await follow(serverSent).ended, 1000);
  answer = (response) =>
    response.writeHead(200, { "Content-Type": "text/event-stream" }).end(trailer.replace("saved", "complete"));
  assert.equal(await follow(serverSent).ended, 1006);
});

test("polling goes on until the run is kept", async () => {
  const told = [
    { epoch: "e", events: [{ seq: 1 }], last_seq: 1, reset: true },
    { epoch: "e", events: [{ seq: 2, type: "saved" }], last_seq: 2, reset: false },
  ];
  answer = (response, n) => json(response, 200, told[n - 1]);
  const { frames, ended } = follow(polling);
  assert.equal(await ended, 1000);
  assert.deepEqual(frames, [
    { type: "reset", epoch: "e" },
    { type: "hello", epoch: "e", last_seq: 1 },
    { seq: 1 },
    { type: "hello", epoch: "e", last_seq: 2 },
    { seq: 2, type: "saved" },
  ]);
});

for (const way of [serverSent, polling]) {
  test(`${way === polling ? "polling" : "a stream"} knows the site's no from a proxy's`, async () => {
    for (const [status, code] of [[401, 4401], [404, 4404], [503, 1006]]) {
      answer = (response) => json(response, status, {});
      assert.equal(await follow(way).ended, code);
      answer = (response) => response.writeHead(status, { "Content-Type": "text/html" }).end("no");
      assert.equal(await follow(way).ended, 1006);
    }
    answer = (response) => response.writeHead(204).end();
    assert.equal(await follow(way).ended, 1000);
    answer = (response) => response.destroy();
    assert.equal(await follow(way).ended, 1006);
  });
}

test("a page of a proxy in place of the stream is no stream", async () => {
  answer = (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("Log in");
  assert.equal(await follow(serverSent).ended, 1006);
});

test("a line that was closed from here says nothing more", async () => {
  answer = (response) => response.writeHead(200, { "Content-Type": "text/event-stream" }).write("\n");
  const { frames, ended, line } = follow(serverSent);
  await once(server, "request");
  line.close();
  const first = await Promise.race([ended, new Promise((r) => setTimeout(() => r("silence"), 50))]);
  assert.deepEqual([frames, first], [[], "silence"]);
});
