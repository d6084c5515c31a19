/** All workloads, in the order in which they are run. */
import { bytes } from "./bytes";
import { crash } from "./crash";
import { crowded } from "./crowded";
import { latency, latencyFar } from "./latency";
import { manyDocuments } from "./many-documents";
import { memory } from "./memory";
import { oldVersions } from "./old-versions";
import { opening } from "./opening";
import { rejoin } from "./rejoin";
import { slowPerson } from "./slow-person";
import { throughput } from "./throughput";
import type { Workload } from "./workload";

export const workloads: readonly Workload[] = [
  latency,
  latencyFar,
  throughput,
  manyDocuments,
  opening,
  crash,
  memory,
  bytes,
  crowded,
  rejoin,
  oldVersions,
  slowPerson,
];
