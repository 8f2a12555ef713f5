// The publisher of one measurement through Socket.IO; the same conversation as publisher.py.

import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { createInterface } from "node:readline";

import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const STALL_MILLISECONDS = 3000;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value ?? "{}");
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const seconds = () => performance.now() / 1000;

/** Lets the publisher be so many events ahead of the slowest viewer. */
class Window {
  constructor({ window, pipe }) {
    Object.assign(this, { size: window, seen: 0, stalls: 0, moved: () => {} });
    new Socket({ fd: pipe, readable: true, writable: false }).on("data", (bytes) => {
      this.seen += bytes.length;
      this.moved();
    });
  }

  async wait(said) {
    while (said - this.seen - this.stalls * this.size >= this.size) {
      const moved = new Promise((done) => (this.moved = () => done(true)));
      if (!(await Promise.race([moved, pause(STALL_MILLISECONDS)]))) this.stalls += 1;
    }
  }
}

function frame(seq, n) {
  return {
    seq,
    attempt: 1,
    ts: new Date().toISOString(),
    type: "agent_progress",
    agent: "BacktestRunner",
    iteration: 1,
    action: "simulate",
    message: "Testing the strategy on the daily bars of this symbol, one after another",
    data: { done: n, total: 1000000, at: Number(process.hrtime.bigint()) },
  };
}

async function publish(io, jobs, asked) {
  const window = asked.window ? new Window(asked) : null;
  const start = seconds();
  let said = 0;
  while (said < asked.events && !(asked.seconds && seconds() - start > asked.seconds)) {
    if (window) await window.wait(said);
    else await pause(Math.max(0, (start + said / asked.rate - seconds()) * 1000));
    const seq = Math.floor(said / jobs.length) + 1;
    io.to(jobs[said % jobs.length]).emit("event", frame(seq, said));
    said += 1;
  }
  return { sent: said, seconds: seconds() - start, stalls: window?.stalls ?? 0 };
}

const client = createClient({ url: process.env.REDIS_URL });
await client.connect();
const io = new Server({ adapter: createAdapter(client), connectionStateRecovery: {} });

const asked = await hear();
const jobs = Array.from({ length: asked.jobs }, () => randomUUID());
say({ paths: jobs.map((job) => `/socket.io/?EIO=4&transport=websocket&job=${job}`) });
await hear();
say(await publish(io, jobs, asked));
await hear();
process.exit();
