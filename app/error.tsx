"use client";
/** A page that failed: nothing is lost, and it can be tried again. */
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { MessagePage } from "@/components/ui/message-page";

export default function ErrorPage({ reset }: { error: Error; reset(): void }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  const action = (
    <Button variant="primary" onClick={again}>
      Try again
    </Button>
  );
  return (
    <MessagePage title="This page could not be shown" action={action}>
      The server did not answer as it should. Nothing you wrote is lost: it is stored there, or kept
      on this device.
    </MessagePage>
  );
}
