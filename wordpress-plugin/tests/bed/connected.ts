import { after } from 'mocha';
import { bed, type Bed } from './bed.ts';
import { startVerifier, type Verifier } from './verifier.ts';
import { newCoop, type Coop } from './wallet.ts';
import { phpString, wpEval } from './wp-eval.ts';

/** The bed, the real service, one co-op that is welcome and one that is not known. */
export interface ConnectedBed {
  readonly bed: Bed;
  readonly verifier: Verifier;
  readonly key: string;
  readonly coop: Coop;
  readonly unknownCoop: Coop;
}

const policies = { 'members-lounge': 'Open the members’ lounge', 'board-room': 'Read the board’s papers' };

let started: Promise<ConnectedBed> | undefined;

after('stop the verifier service', async () => {
  await (await started)?.verifier.stop();
});

/** The one connected bed of this run. */
export function connectedBed(): Promise<ConnectedBed> {
  return (started ??= connect());
}

async function connect(): Promise<ConnectedBed> {
  const running = await bed();
  const verifier = await startVerifier(running.folder);
  const key = verifier.addSite('Autumn Federation', running.url);
  const [coop, unknownCoop] = [await newCoop('Harvest Co-op'), await newCoop('Nobody’s Co-op')];
  for (const [id, purpose] of Object.entries(policies)) {
    await putPolicy(verifier.url, key, running.url, id, {
      purpose,
      accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { allow: [welcome(coop)] } }] }],
      grant: { for: 'P30D' },
    });
  }
  useKey(running, verifier.url, key);
  return { bed: running, verifier, key, coop, unknownCoop };
}

const welcome = ({ did }: Coop): object => ({ id: did, name: 'Harvest Co-op', reason: 'our neighbours' });

async function putPolicy(service: string, key: string, siteUrl: string, id: string, policy: object): Promise<void> {
  const response = await fetch(`${service}/v1/policies/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'coop-site-url': siteUrl, 'content-type': 'application/json' },
    body: JSON.stringify(policy),
  });
  if (!response.ok) throw new Error(`The policy was not taken: ${response.status} ${await response.text()}`);
}

/** Stores the connection as pairing does; no address removes it. */
export function useKey(running: Bed, url: string, key: string): void {
  wpEval(
    running,
    `$settings = new CoopCredentials\\Verifier\\Connection_Settings( new CoopCredentials\\Verifier\\Secret_Box( wp_salt( 'secure_auth' ) ) );
    return '' === ${phpString(url)} ? $settings->forget() : $settings->store( ${phpString(url)}, ${phpString(key)} );`,
  );
}
