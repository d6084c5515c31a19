/** ShareDB with rich text, in memory, with presence. */
import { createServer } from "node:http";
import WebSocketJSONStream from "@teamwork/websocket-json-stream";
import richText from "rich-text";
import ShareDB from "sharedb";
import { WebSocketServer } from "ws";

ShareDB.types.register(richText.type);
const backend = new ShareDB({ presence: true, doNotForwardSendPresenceErrorsToClient: true });
const http = createServer((_, response) => response.end("ready"));
const sockets = new WebSocketServer({ server: http });
sockets.on("connection", (socket) => backend.listen(new WebSocketJSONStream(socket)));
http.listen(Number(process.env.PORT), "127.0.0.1");
