/** All workloads, in the order in which they are run. */
import { bytes } from "./bytes";
import { latency, latencyFar } from "./latency";
import { throughput } from "./throughput";
import type { Workload } from "./workload";

export const workloads: readonly Workload[] = [latency, latencyFar, throughput, bytes];
