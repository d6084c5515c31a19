/** My documents. */
import { headers } from "next/headers";
import { backend, userHeader } from "@/collab/backend";
import { DocumentsScreen } from "@/components/documents/documents-screen";

export default async function DocumentsPage() {
  const userId = (await headers()).get(userHeader) ?? "";
  const server = backend();
  const [person, documents] = await Promise.all([
    server.person(userId),
    server.documents(userId, { view: "all", search: "", sort: "updated", offset: 0, limit: 50 }),
  ]);
  const somebody = person ?? { id: "", name: "Guest", color: "#57534e" };
  return <DocumentsScreen person={somebody} initial={documents} />;
}
