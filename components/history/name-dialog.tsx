"use client";
/** Gives a version a name to find it by, or takes the name away. */
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  /** The version to be named. */
  readonly version: number;
  onClose(): void;
}

export function NameDialog({ page, version, onClose }: Props) {
  const { documentId, sessions } = page;
  const known = sessions.named.find((one) => one.version === version)?.name;
  const [name, setName] = useState(known ?? "");
  const path = `/api/documents/${documentId}/versions`;
  const finish = (said: string, answer: Awaited<ReturnType<typeof request>>) => {
    if (!answer.ok) return void toast.error(answer.message);
    toast.success(said);
    sessions.refresh();
    onClose();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === "") return;
    const body = { version, name: wanted };
    finish(
      `Version ${version} is called “${wanted}”.`,
      await request(path, { method: "POST", body }),
    );
  };
  const remove = async () =>
    finish(
      `Version ${version} has no name any more.`,
      await request(`${path}/${version}`, { method: "DELETE" }),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={known === undefined ? `Name version ${version}` : `Rename version ${version}`}
      description="Named versions are marked in the list and on the timeline."
    >
      <form onSubmit={save} className="mt-4">
        <Input
          aria-label="Name of this version"
          value={name}
          maxLength={200}
          placeholder="Sent to the printer"
          onChange={(event) => setName(event.target.value)}
          className="w-full"
        />
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          {known !== undefined && (
            <Button variant="ghost" className="mr-auto text-danger" onClick={remove}>
              Remove the name
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={name.trim() === ""}>
            Save name
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
