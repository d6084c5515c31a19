-- AlterTable
ALTER TABLE "Change" ADD COLUMN "about" TEXT;

-- CreateTable
CREATE TABLE "HistoryProgress" (
    "documentId" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "open" TEXT,
    CONSTRAINT "HistoryProgress_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HistoryPack" (
    "documentId" TEXT NOT NULL,
    "fromVersion" INTEGER NOT NULL,
    "toVersion" INTEGER NOT NULL,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "ids" BLOB NOT NULL,
    "leap" BLOB NOT NULL,
    "base" BLOB,
    "body" BLOB NOT NULL,
    "checksum" TEXT NOT NULL,

    PRIMARY KEY ("documentId", "fromVersion"),
    CONSTRAINT "HistoryPack_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables: sessions are rebuilt from the log, so that none need to be carried over.
DROP TABLE "HistorySession";
CREATE TABLE "HistorySession" (
    "documentId" TEXT NOT NULL,
    "fromVersion" INTEGER NOT NULL,
    "toVersion" INTEGER NOT NULL,
    "authors" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "about" TEXT,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME NOT NULL,
    "changes" INTEGER NOT NULL,
    "touched" TEXT NOT NULL,
    "size" INTEGER NOT NULL,

    PRIMARY KEY ("documentId", "fromVersion"),
    CONSTRAINT "HistorySession_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
