/** The history of a document: one version of it, and the list of all. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { backend, userHeader } from "@/collab/backend";
import { HistoryScreen } from "@/components/history/history-screen";

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const head = await present((await params).id);
  return { title: head.ok ? `History of ${head.value.title}` : "Not found" };
}

async function asking(): Promise<string> {
  return (await headers()).get(userHeader) ?? "";
}

/** Read once for the page and its title. */
const present = cache(async (id: string) => backend().document(await asking(), id));

export default async function HistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { version } = await searchParams;
  const head = await present(id);
  if (!head.ok) notFound();
  const asked =
    typeof version === "string" && /^\d{1,15}$/.test(version) ? Number(version) : undefined;
  const newest = asked === undefined || asked === head.value.version;
  const shown = newest ? head : await backend().document(await asking(), id, asked);
  return (
    <HistoryScreen
      documentId={id}
      title={head.value.title}
      role={head.value.role}
      head={head.value.version}
      version={shown.ok ? shown.value.version : (asked ?? 0)}
      html={shown.ok ? shown.value.html : undefined}
      problem={shown.ok ? undefined : shown.error.message}
    />
  );
}
