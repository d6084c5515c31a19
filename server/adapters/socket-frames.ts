/**
 * Events as they go over a socket: the packet of Socket.IO, and the WebSocket frame round it, made
 * once for all who are sent the same payload.
 */
import { Encoder, type Packet, PacketType } from "socket.io-parser";
import { compactNames, shortenChange, shortenPresence } from "@/collab/protocol/compact";
import type { ServerEvents } from "@/collab/protocol/server-messages";
import type { PresenceNews } from "../documents/participants";
import { joinText, payloadText } from "./wire-text";

export interface SharedPacket {
  readonly text: string;
  /** What Engine.IO writes to a WebSocket as it is; another transport takes the text. */
  readonly options: { compress?: boolean; readonly wsPreEncodedFrame: readonly Buffer[] };
}

const packets = new WeakMap<object, SharedPacket>();
const compactPackets = new WeakMap<object, SharedPacket>();

export function packetOf<Event extends keyof ServerEvents>(
  event: Event,
  payload: ServerEvents[Event],
): SharedPacket {
  return kept(packets, payload, () => packet(event, payloadText(payload)));
}

/** The same for a client that reads compact messages. */
export function compactPacketOf<Event extends keyof ServerEvents>(
  event: Event,
  payload: ServerEvents[Event],
): SharedPacket {
  return kept(compactPackets, payload, () => {
    const change = "changes" in payload ? shortenChange(payload) : undefined;
    if (change) return packet(compactNames.change, JSON.stringify(change));
    if (!("users" in payload)) return packetOf(event, payload);
    const known = new Set("known" in payload ? (payload as PresenceNews).known : []);
    const presence = shortenPresence(payload, (sessionId) => known.has(sessionId));
    return packet(compactNames.presence, JSON.stringify(presence));
  });
}

function kept(
  all: WeakMap<object, SharedPacket>,
  payload: object,
  make: () => SharedPacket,
): SharedPacket {
  const known = all.get(payload);
  if (known) return known;
  const made = make();
  all.set(payload, made);
  return made;
}

function packet(event: string, json: string): SharedPacket {
  const text = `${PacketType.EVENT}["${event}",${json}]`;
  // "4" is a message of Engine.IO.
  return { text, options: { wsPreEncodedFrame: [frame(Buffer.from(`4${text}`))] } };
}

/** One whole text message, as a server sends it: final, not masked (RFC 6455, 5.2). */
export function frame(data: Buffer): Buffer {
  const { length } = data;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), data]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, data]);
}

/** Socket.IO's own encoding, but for the answer to a join: a whole document, the same for many. */
export class AnswerEncoder extends Encoder {
  override encode(packet: Packet): string[] | Buffer[] {
    const [answer, ...more] = packet.type === PacketType.ACK ? packet.data : [];
    const joined = packet.nsp === "/" && more.length === 0 && isJoinAnswer(answer);
    return joined ? [`${PacketType.ACK}${packet.id}[${joinText(answer)}]`] : super.encode(packet);
  }
}

function isJoinAnswer(answer: unknown): answer is Parameters<typeof joinText>[0] {
  return typeof answer === "object" && answer !== null && "users" in answer;
}
