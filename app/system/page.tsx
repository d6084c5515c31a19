/** The live actor system, for who has the administrator's link. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { backend } from "@/collab/backend";
import { SystemScreen } from "@/components/system/system-screen";

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "System", robots: { index: false } };

export default async function SystemPage({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !backend().isAdministrator(token)) notFound();
  return <SystemScreen token={token} />;
}
