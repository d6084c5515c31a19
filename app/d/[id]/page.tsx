/** A document: its stored text at once, then the editor in its place. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { backend, userHeader } from "@/collab/backend";
import { EditorScreen } from "@/components/editor/editor-screen";

interface Props {
  readonly params: Promise<{ id: string }>;
}

async function load({ params }: Props) {
  const { id } = await params;
  const userId = (await headers()).get(userHeader) ?? "";
  return backend().document(userId, id);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const document = await load(props);
  return { title: document.ok ? document.value.title : "Not found" };
}

export default async function DocumentPage(props: Props) {
  const document = await load(props);
  if (!document.ok) notFound();
  const { id, title, role, html } = document.value;
  return <EditorScreen key={id} documentId={id} title={title} role={role} html={html} />;
}
