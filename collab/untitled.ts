/** What a document is called until somebody gives it a name. */
export const untitled = "Untitled";
