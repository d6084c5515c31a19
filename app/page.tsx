/** My documents. */
import type { Metadata } from "next";
import { backend } from "@/collab/backend";
import { DocumentsScreen } from "@/components/documents/documents-screen";
import { pageSize, queryOf } from "@/components/documents/list-query";
import { asking } from "./asking";

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Documents" };

export default async function DocumentsPage({ searchParams }: Props) {
  const query = queryOf(await searchParams);
  const userId = await asking();
  const server = backend();
  const [person, documents] = await Promise.all([
    server.person(userId),
    server.documents(userId, { ...query, offset: 0, limit: pageSize }),
  ]);
  const somebody = person ?? { id: "", name: "Guest", color: "#57534e" };
  return <DocumentsScreen person={somebody} given={{ query, documents }} />;
}
