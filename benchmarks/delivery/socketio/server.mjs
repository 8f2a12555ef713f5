// Socket.IO as its documentation shows it: a room for each job, the Redis Streams adapter.

import { createServer } from "node:http";

import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const client = createClient({ url: process.env.REDIS_URL });
await client.connect();

const http = createServer();
const io = new Server(http, {
  adapter: createAdapter(client),
  connectionStateRecovery: {},
  transports: ["websocket"],
});

io.on("connection", (socket) => {
  socket.join(socket.handshake.query.job);
  socket.emit("hello");
});

http.listen(Number(process.argv[2]), "127.0.0.1");
