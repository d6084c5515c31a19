/** What goes wrong: no connection, nothing stored, work that is left over, refusals, no page. */
import { planTitle } from "./content";
import { caretAfter, deskAndPhone, openEditor, press, type Scene } from "./scene";

const shades = ["desk", "dark", "phone"] as const;

export const troubleScenes: readonly Scene[] = [
  {
    name: "editor-offline",
    looks: shades,
    async play(stage, look) {
      const { page, wire } = await stage.wired(look);
      await openEditor(page, await stage.document(planTitle, "A text."));
      wire.cut();
      await caretAfter(page, "A text.");
      await page.keyboard.type(" More of it, without a connection.");
      await page.context().setOffline(true);
      await page
        .getByText(/kept on this device/)
        .first()
        .waitFor();
      return page;
    },
  },
  {
    name: "editor-banner",
    looks: shades,
    async play(stage, look) {
      const page = await stage.page(look);
      await openEditor(page, await stage.document(planTitle, "A text."));
      await caretAfter(page, "A text.");
      // Nobody else can write until the scene is over.
      stage.database().exec("BEGIN IMMEDIATE");
      await page.keyboard.type(" More of it.");
      // The server says what it lacks once it has tried for a while.
      const copy = page.getByRole("button", { name: "Copy my changes" });
      await copy.waitFor({ timeout: 40_000 });
      return page;
    },
  },
  {
    name: "editor-unmerged",
    looks: shades,
    async play(stage, look) {
      const { page, wire } = await stage.wired(look);
      const id = await stage.document(planTitle, "A text.", stage.grace);
      await openEditor(page, id);
      await caretAfter(page, "A text.");
      // Nobody says so while she is away: what she writes meanwhile is no longer hers to write.
      wire.cut();
      await page.keyboard.type(" The bridge is closed from noon on, and the tram goes round.");
      stage.share(id, "viewer");
      wire.mend();
      await page.getByRole("complementary", { name: "Could not be merged" }).waitFor();
      await page.getByText("2 words").waitFor();
      return page;
    },
  },
  {
    name: "editor-refused",
    looks: deskAndPhone,
    async play(stage, look) {
      const { page, wire } = await stage.wired(look);
      const id = await stage.document(planTitle, "A text.", stage.grace);
      await openEditor(page, id);
      await caretAfter(page, "A text.");
      wire.cut();
      await page.keyboard.type(" More of it, for nobody.");
      await stage.grace.request.delete(`/api/documents/${id}`);
      wire.mend();
      await page.getByText("What you see is read-only").waitFor();
      return page;
    },
  },
  {
    name: "editor-trashed",
    looks: shades,
    async play(stage, look) {
      const id = await stage.document(planTitle, "A text.");
      const page = await stage.page(look);
      await openEditor(page, id);
      await stage.ada.request.delete(`/api/documents/${id}`);
      await page.getByText("is in the trash").waitFor();
      return page;
    },
  },
  {
    name: "not-found",
    looks: shades,
    async play(stage, look) {
      const page = await stage.page(look);
      await page.goto("/d/nothing-is-here-at-all");
      await page.getByRole("link", { name: "My documents" }).waitFor();
      return page;
    },
  },
  {
    name: "error",
    looks: shades,
    async play(stage, look) {
      const page = await stage.page(look);
      const database = stage.database();
      database.exec('ALTER TABLE "Document" RENAME TO "Elsewhere"');
      await page.goto("/").finally(() => {
        database.exec('ALTER TABLE "Elsewhere" RENAME TO "Document"');
      });
      await page.getByRole("button", { name: "Try again" }).waitFor();
      return page;
    },
  },
  {
    name: "editor-title-failed",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await stage.page(look);
      await openEditor(page, await stage.document(planTitle, "A text."));
      // What nobody will take, however often it is asked.
      const error = { code: "invalid", message: "This title can't be stored." };
      await page.route("**/api/documents/*", (route) =>
        route.fulfill({ status: 400, json: { ok: false, error } }),
      );
      await page.getByRole("textbox", { name: "Title" }).fill("Another title");
      await press(look, page.getByText("A text."));
      await page.getByText("“Another title” is not saved").waitFor();
      return page;
    },
  },
];
