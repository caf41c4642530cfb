/** What this browser was let into, until when: only a reason to look again, never a proof. */
const KEY = 'coop-credentials-until';

function read() {
  try {
    return JSON.parse(window.localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // Storage is switched off, or holds something else.
  }
}

export const hintOf = (policy) => Date.parse(read()[policy]) > Date.now();

export function setHint(policy, until) {
  const { [policy]: _former, ...others } = read();
  try {
    window.localStorage.setItem(KEY, JSON.stringify(until ? { ...others, [policy]: until } : others));
  } catch {
    // Storage is switched off or full: a host that ignores `no-store` shows the gate locked again, no other does.
  }
}
