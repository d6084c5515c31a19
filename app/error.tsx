"use client";
/** A page that failed: nothing is lost, and it can be tried again. */
import { Button } from "@/components/ui/button";

export default function ErrorPage({ reset }: { error: Error; reset(): void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center px-6">
      <h1 className="font-bold text-2xl tracking-tight">This page could not be shown</h1>
      <p className="mt-2 text-muted">
        The server did not answer as it should. Nothing you wrote is lost: it is stored there, or
        kept on this device.
      </p>
      <Button variant="primary" className="mt-6" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
