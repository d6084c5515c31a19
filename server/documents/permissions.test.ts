import { expect, test } from "vitest";
import type { Role } from "@/collab/protocol/server-messages";
import { may, roleOf } from "./permissions";

test("each role may do what the one before it may, and more", () => {
  const rows: [Role | undefined, string][] = [
    [undefined, ""],
    ["viewer", "read"],
    ["commenter", "read history comment"],
    ["editor", "read history comment write restore"],
    ["owner", "read history comment write restore share trash"],
  ];
  const actions = ["read", "history", "comment", "write", "restore", "share", "trash"] as const;
  for (const [role, allowed] of rows) {
    expect(actions.filter((action) => may(role, action)).join(" ")).toBe(allowed);
  }
});

test("the owner is owner, whatever membership or link say", () => {
  const facts = { ownerId: "ada", membership: "viewer" as const, linkRole: null };
  expect(roleOf("ada", facts)).toBe("owner");
});

test("a member's own role goes before that of the link", () => {
  const facts = { ownerId: "ada", membership: "viewer" as const, linkRole: "editor" as const };
  expect(roleOf("ben", facts)).toBe("viewer");
});

test("the link opens what it grants, and nothing when it grants nothing", () => {
  const facts = { ownerId: "ada", membership: undefined };
  expect(roleOf("ben", { ...facts, linkRole: "editor" })).toBe("editor");
  expect(roleOf("ben", { ...facts, linkRole: null })).toBeUndefined();
});
