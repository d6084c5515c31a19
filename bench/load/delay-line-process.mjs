/** Carries TCP between two ports, each way half the round trip late, in order; counts bytes. */
import { connect, createServer } from "node:net";

const [port, target, roundTripMs] = process.argv.slice(2).map(Number);
const carried = { up: 0, down: 0 };

createServer({ noDelay: true }, (client) => {
  const server = connect({ port: target, host: "127.0.0.1", noDelay: true });
  carry(client, server, "up");
  carry(server, client, "down");
}).listen(port, "127.0.0.1", () => process.send("ready"));

function carry(from, to, way) {
  const delayMs = roundTripMs / 2;
  const queue = [];
  const deliver = () => {
    const now = performance.now();
    // A timer is up to a millisecond late; what is due within half of one goes now.
    while (queue.length > 0 && queue[0].at <= now + 0.5) queue.shift().act();
    if (queue.length > 0) setTimeout(deliver, queue[0].at - performance.now());
  };
  const later = (act) => {
    if (delayMs === 0) return act();
    queue.push({ at: performance.now() + delayMs, act });
    if (queue.length === 1) setTimeout(deliver, delayMs);
  };
  from.on("data", (data) => {
    carried[way] += data.length;
    later(() => to.writable && to.write(data));
  });
  from.on("end", () => later(() => to.end()));
  from.on("error", () => to.destroy());
  from.on("close", () => later(() => to.destroy()));
}

process.on("message", (message) => message === "carried" && process.send(carried));
process.on("disconnect", () => process.exit());
