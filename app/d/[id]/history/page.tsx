/** The history of a document: one version of it, and the list of all. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { backend, userHeader } from "@/collab/backend";
import { HistoryScreen } from "@/components/history/history-screen";

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { version } = await searchParams;
  const userId = (await headers()).get(userHeader) ?? "";
  const asked =
    typeof version === "string" && /^\d{1,15}$/.test(version) ? Number(version) : undefined;
  const head = await backend().document(userId, id);
  if (!head.ok) notFound();
  const shown = await backend().document(userId, id, asked ?? head.value.version);
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
