/**
 * Puts another address in the place of this one, past the router: for it this is a navigation, and
 * a link that somebody just followed would lead nowhere.
 */
export function replaceAddress(address: string): void {
  const { history, location } = window;
  if (address === location.pathname + location.search) return;
  // The instance's own method is the router's.
  History.prototype.replaceState.call(history, history.state, "", address);
}
