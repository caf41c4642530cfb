import { tickSteps } from '../../web/tour-cookie.ts';

type Door = HTMLElement & { readonly state?: string; told?(answer: unknown): void };
interface DoorAnswer {
  readonly state: string;
  readonly problem?: { readonly code?: string };
}

const every = 1_000;
const ended = { state: 'rejected', problem: { code: 'verification_ended' } };

/**
 * Asks the server how a door stands by now, while it is open or closed for a reason that was told from here: a co-op
 * can take a membership back, and give it back, while the page is on the screen. Other reasons are the visitor's own
 * try, which nothing here disturbs.
 */
export function watchDoor(door: Door, url: string): void {
  /** Why it was refused since the page was loaded; before that, the server said it. */
  let shown: string | undefined;
  let told: string | undefined;
  door.addEventListener('coop-credential-state', (event) => {
    shown = (event as CustomEvent<{ code?: string }>).detail.code;
  });
  setInterval(() => void look().catch(() => undefined), every);

  const isOurs = () => door.state === 'opened' || (door.state === 'refused' && (shown === undefined || shown === told));

  async function look(): Promise<void> {
    if (document.hidden || !isOurs()) return;
    const response = await fetch(url);
    if (!response.ok) return;
    const answer = (await response.json()) as DoorAnswer;
    if (!isOurs()) return;
    if (door.state === 'refused' && answer.state === 'locked') return;
    const wasOpen = door.state === 'opened';
    told = answer.state === 'locked' ? ended.problem.code : answer.problem?.code;
    door.told?.(answer.state === 'locked' ? ended : answer);
    if (wasOpen && answer.problem?.code?.startsWith('credential_')) tickSteps('back');
  }
}
