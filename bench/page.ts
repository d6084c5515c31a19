/** `npm run bench:page`: writes `docs/performance.md` again from the history. */
import { writePage } from "./report/page";

writePage();
