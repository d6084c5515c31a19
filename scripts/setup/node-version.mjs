/** The oldest Node that Tandem runs on, and the sentence for those who have an older one. */
const oldest = [20, 19];

export function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(
    `Tandem needs Node ${oldest.join(".")} or newer, and this is ${process.version}: ` +
      "please install a newer Node from https://nodejs.org and try again.",
  );
  process.exit(1);
}
