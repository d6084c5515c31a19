/** The history of a document: one version of it, and how it came to be. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { asking, presentDocument } from "@/app/asking";
import { backend } from "@/collab/backend";
import { HistoryScreen } from "@/components/history/history-screen";
import { readPlace } from "@/components/history/place";

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const head = await presentDocument((await params).id);
  if (!head.ok) notFound();
  return { title: `History of ${head.value.title}` };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const head = await presentDocument(id);
  if (!head.ok) notFound();
  const place = readPlace((name) => [query[name]].flat()[0]);
  const { title, role, version } = head.value;
  const newest = place.version === undefined || place.version === version;
  const shown = newest ? head : await backend().document(await asking(), id, place.version);
  return (
    <HistoryScreen
      documentId={id}
      title={title}
      role={role}
      head={version}
      place={place}
      html={shown.ok ? shown.value.html : undefined}
      problem={shown.ok ? undefined : shown.error.message}
    />
  );
}
