/** A document: its stored text at once, then the editor in its place. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { presentDocument } from "@/app/asking";
import { EditorScreen } from "@/components/editor/editor-screen";

interface Props {
  readonly params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const document = await presentDocument((await params).id);
  if (!document.ok) notFound();
  return { title: document.value.title };
}

export default async function DocumentPage({ params }: Props) {
  const document = await presentDocument((await params).id);
  if (!document.ok) notFound();
  const { id, title, role, html } = document.value;
  return <EditorScreen key={id} documentId={id} title={title} role={role} html={html} />;
}
