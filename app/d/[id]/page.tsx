/** A document: its stored text at once, then the editor in its place. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { backend, userHeader } from "@/collab/backend";
import { EditorScreen } from "@/components/editor/editor-screen";

interface Props {
  readonly params: Promise<{ id: string }>;
}

/** Read once for the page and its title. */
const load = cache(async (id: string) => {
  const userId = (await headers()).get(userHeader) ?? "";
  return backend().document(userId, id);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const document = await load((await params).id);
  return { title: document.ok ? document.value.title : "Not found" };
}

export default async function DocumentPage({ params }: Props) {
  const document = await load((await params).id);
  if (!document.ok) notFound();
  const { id, title, role, html } = document.value;
  return <EditorScreen key={id} documentId={id} title={title} role={role} html={html} />;
}
