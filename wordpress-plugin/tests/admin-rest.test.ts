import assert from 'node:assert/strict';
import { AdminCaller } from './bed/admin-caller.ts';
import { startBed, type Bed } from './bed/bed.ts';
import { startVerifier, type Verifier } from './bed/verifier.ts';
import { newCoop, newWallet, type Coop } from './bed/wallet.ts';
import { gate, paragraph, publish } from './bed/pages.ts';
import { HttpVisitor } from './browser/http-visitor.ts';
import { wpEval } from './bed/wp-eval.ts';

interface Check {
  readonly id: string;
  readonly state: string;
  readonly title: string;
  readonly cure: string;
}

describe('the admin’s calls, with the real service', function () {
  this.timeout(120_000);
  let bed: Bed;
  let verifier: Verifier;
  let admin: AdminCaller;
  let coop: Coop;
  let key: string;

  before(async () => {
    bed = await startBed('nightly');
    verifier = await startVerifier(bed.folder);
    coop = await newCoop('Harvest Co-op');
    admin = await AdminCaller.logIn(bed.url);
    key = verifier.addSite('Somebody else', 'http://localhost:9');
  });

  after(async () => {
    await verifier.stop();
    await bed.stop();
  });

  const checks = async (): Promise<Map<string, Check>> => {
    const { json } = await admin.call('GET', '/admin/self-test');
    return new Map((json['checks'] as Check[]).map((check) => [check.id, check]));
  };

  const lounge = (purpose = 'Open the members’ lounge'): object => ({
    name: 'The members’ lounge',
    teaser: 'Recipes and minutes.',
    document: {
      purpose,
      accept: [
        {
          require: [
            {
              type: 'CoopMembershipCredential',
              issuers: { allow: [{ id: coop.did, name: 'Harvest Co-op', reason: 'our neighbours' }] },
            },
          ],
        },
      ],
      grant: { for: 'P30D' },
    },
  });

  const useStored = (url: string, newKey: string): unknown =>
    wpEval(
      bed,
      `$settings = new CoopCredentials\\Verifier\\Connection_Settings( new CoopCredentials\\Verifier\\Secret_Box( wp_salt( 'secure_auth' ) ) );
      $settings->store( '${url}', '${newKey}' ); return true;`,
    );

  it('refuses each of them without a nonce, and everything stays as it was', async () => {
    const routes = wpEval(
      bed,
      `return array_map( static fn ( $handlers ) => array_merge( ...array_map( static fn ( $handler ) => array_keys( $handler['methods'] ), $handlers ) ),
        array_filter( rest_get_server()->get_routes( 'coop-credentials/v1' ), static fn ( $route ) => str_contains( $route, '/admin/' ), ARRAY_FILTER_USE_KEY ) );`,
    ) as Record<string, string[]>;
    const calls = Object.entries(routes).flatMap(([route, methods]) =>
      methods.map((method) => ({
        method,
        path: route
          .replace('/coop-credentials/v1', '')
          .replaceAll('\\.', '.')
          .replace(/\(\?P<policy>.*?\{0,63\}\)/, 'board')
          .replace(/\(\?P<\w+>.*?\)/, '1'),
      })),
    );
    assert.ok(calls.length > 15);
    for (const { method, path } of calls) {
      const body = { code: 'x', policy: 'board', contact: 'x', namesDenied: true, ...lounge() };
      const { status } = await admin.callWithoutNonce(
        method,
        `${path}?domain=a.example`,
        method === 'GET' ? undefined : body,
      );
      assert.equal(status, 401, `${method} ${path}`);
    }
    assert.equal((await admin.call('GET', '/admin/connection')).json['connected'], false);
  });

  it('reads a code, pairs with it once, and never tells the key', async () => {
    const code = verifier.addSiteToPair('Autumn Federation', bed.url);
    const { json } = await admin.call('POST', '/admin/connection/read', { code });
    assert.deepEqual(json, { url: verifier.url, host: new URL(verifier.url).host });

    const paired = await admin.call('POST', '/admin/connection/pair', { code });
    assert.equal(paired.status, 200);
    assert.equal(paired.json['siteName'], 'Autumn Federation');
    assert.deepEqual(Object.keys(paired.json).sort(), [
      'connected',
      'keyIsSet',
      'serviceName',
      'siteId',
      'siteName',
      'source',
      'url',
    ]);

    const again = await admin.call('POST', '/admin/connection/pair', { code });
    assert.deepEqual([again.status, again.json['code']], [410, 'pairing_code_used']);
    assert.match(again.headers.get('content-type') ?? '', /problem\+json/);
    assert.equal((await admin.call('GET', '/admin/connection')).json['connected'], true);
  });

  it('finds all well, by calling the service and itself', async () => {
    const found = await checks();
    for (const id of ['service', 'key', 'address', 'clock', 'https', 'cache']) {
      assert.equal(found.get(id)?.state, 'good', `${id}: ${found.get(id)?.title}`);
    }
  });

  it('says what a policy means, or everything that is wrong with it', async () => {
    const good = await admin.call('POST', '/admin/gates/check', {
      document: (lounge() as { document: object }).document,
    });
    assert.equal(good.json['valid'], true);
    assert.match(String(good.json['summary']), /Harvest Co-op/);
    const bad = await admin.call('POST', '/admin/gates/check', { document: { accept: [] } });
    assert.equal(bad.json['valid'], false);
    assert.deepEqual((bad.json['problems'] as { path: string }[]).map(({ path }) => path).sort(), [
      'accept',
      'purpose',
    ]);
  });

  it('stores a gate, and takes no change over one made past this site', async () => {
    const added = await admin.call('POST', '/admin/gates', { policy: 'members-lounge', ...lounge() });
    assert.equal(added.status, 201, added.text);
    assert.equal(added.json['version'], 1);

    const changed = await admin.call('PUT', '/admin/gates/members-lounge', { version: 1, ...lounge('Read on') });
    assert.deepEqual([changed.status, changed.json['version']], [200, 2]);

    const late = await admin.call('PUT', '/admin/gates/members-lounge', { version: 1, ...lounge('Too late') });
    assert.deepEqual([late.status, late.json['code'], late.json['version']], [409, 'gate_changed', 2]);
    assert.equal((late.json['document'] as { purpose: string }).purpose, 'Read on');

    const invalid = await admin.call('PUT', '/admin/gates/members-lounge', { version: 2, ...lounge(''), name: 'x' });
    assert.deepEqual([invalid.status, invalid.json['code']], [422, 'policy_invalid']);
    assert.deepEqual((invalid.json['problems'] as { path: string }[])[0]?.path, 'purpose');
  });

  it('lets a member in, ends it by hand, and keeps them out where that is wanted', async () => {
    const address = publish(bed, 'page', 'Lounge', gate(paragraph('the inside')));
    const member = await newWallet();
    const card = await coop.issue(member);
    const visitor = new HttpVisitor(bed.url);
    await visitor.openGate(address, (link) => member.answer(link, card));
    assert.match((await visitor.get(address)).text, /the inside/);

    const { json } = await admin.call('GET', '/admin/grants');
    const [grant] = json['grants'] as { id: number; issuerName: string; policy: string }[];
    assert.deepEqual([json['total'], grant?.issuerName, grant?.policy], [1, 'Harvest Co-op', 'members-lounge']);
    const csv = await admin.call('GET', '/admin/grants.csv');
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
    assert.equal(csv.text.trim().split('\n').length, 2);
    assert.match(csv.text, /members-lounge,"The members’ lounge",/);

    await admin.call('POST', `/admin/grants/${grant?.id}/end`, { reason: 'A try.', stayOut: true });
    assert.doesNotMatch((await visitor.get(address)).text, /the inside/);
    await assert.rejects(
      new HttpVisitor(bed.url).openGate(address, (link) => member.answer(link, card)),
      /rejected/,
    );
    const events = (await admin.call('GET', '/admin/events')).json['events'] as { kind: string; actorName: string }[];
    assert.deepEqual(
      events.map(({ kind, actorName }) => [kind, actorName]),
      [
        ['refused', ''],
        ['ended', 'admin'],
        ['granted', ''],
      ],
    );
  });

  it('does not delete a gate that stands on a page, and says where', async () => {
    const { status, json } = await admin.call('DELETE', '/admin/gates/members-lounge');
    assert.deepEqual([status, json['code']], [409, 'gate_in_use']);
    assert.equal((json['usedIn'] as { title: string }[])[0]?.title, 'Lounge');
  });

  it('tries a gate with the test member of the service, and nobody is let in', async () => {
    const before = (await admin.call('GET', '/admin/grants')).json['total'];
    const opened = await admin.call('POST', '/admin/gates/members-lounge/try', { returnUrl: `${bed.url}/wp-admin/` });
    assert.equal(opened.status, 201, opened.text);
    const { url } = (opened.json as { links: { sameDevice: { web: { url: string }[] } } }).links.sameDevice.web[0] ?? {
      url: '',
    };
    const page = await (await fetch(url)).text();
    const handle = /name="handle" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const answered = await fetch(new URL('/try', verifier.url), {
      method: 'POST',
      body: new URLSearchParams({ handle, show: 'current' }),
      headers: { origin: verifier.url },
      redirect: 'manual',
    });
    const responseCode = /response_code=([^&]+)/.exec(answered.headers.get('location') ?? '')?.[1];
    const collected = await admin.call('POST', '/admin/gates/members-lounge/try/collect', { responseCode });
    assert.deepEqual(collected.json, { state: 'accepted' }, collected.text);
    assert.equal((await admin.call('GET', '/admin/grants')).json['total'], before);
  });

  it('lets constants of wp-config.php win, keeps their key for their service, and changes nothing of them', () => {
    const inWordPress = (code: string): Record<string, unknown> =>
      wpEval(
        bed,
        `$call = static function ( $method, $path, $body = array() ) {
          wp_set_current_user( 1 );
          $request = new WP_REST_Request( $method, '/coop-credentials/v1/admin/connection' . $path );
          $request->set_body_params( $body );
          $response = rest_do_request( $request );
          return array( $response->get_status(), $response->get_data() );
        };
        $settings = new CoopCredentials\\Verifier\\Connection_Settings( new CoopCredentials\\Verifier\\Secret_Box( wp_salt( 'secure_auth' ) ) );
        ${code}`,
      ) as Record<string, unknown>;
    const code = `array( 'code' => 'https://paired.example#AbCdEfGhIjKlMnOpQrSt_-' )`;

    const both = inWordPress(`define( 'COOP_CREDENTIALS_URL', 'https://constant.example' );
      define( 'COOP_CREDENTIALS_KEY', 'sk_constant.key' );
      return array( 'used' => (array) $settings->connection(), 'told' => $call( 'GET', '' ), 'paired' => $call( 'POST', '/pair', ${code} ), 'ended' => $call( 'DELETE', '' ) );`);
    const told = both['told'] as [number, Record<string, unknown>];
    assert.deepEqual(both['used'], { url: 'https://constant.example', key: 'sk_constant.key', site_url: bed.url });
    assert.deepEqual([told[1]['source'], told[1]['url']], ['constant', 'https://constant.example']);
    assert.ok(!JSON.stringify(told).includes('sk_constant'));
    for (const refused of [both['paired'], both['ended']] as [number, { code: string }][]) {
      assert.deepEqual([refused[0], refused[1].code], [409, 'connection_in_config']);
    }

    const { used: keyAlone } = inWordPress(`define( 'COOP_CREDENTIALS_KEY', 'sk_constant.key' );
      return array( 'used' => $settings->connection() );`);
    assert.equal(keyAlone, null, 'the constant key went to a service that somebody paired with');

    const urlAlone = inWordPress(`define( 'COOP_CREDENTIALS_URL', 'https://constant.example' );
      return array( 'used' => $settings->connection(), 'paired' => $call( 'POST', '/pair', ${code} ) );`);
    assert.equal(urlAlone['used'], null, 'the paired key went to another service');
    assert.equal((urlAlone['paired'] as [number])[0], 409);

    const { used: empty } = inWordPress(`define( 'COOP_CREDENTIALS_URL', '' );
      define( 'COOP_CREDENTIALS_KEY', '' );
      return array( 'used' => $settings->connection()->url );`);
    assert.equal(empty, verifier.url, 'constants without a value took the place of what was paired');
  });

  it('names a service that is down, a wrong key, and the key of another site', async () => {
    const { url } = verifier;
    useStored(url, 'sk_wrong.key');
    assert.equal((await checks()).get('key')?.state, 'bad');
    useStored(url, key);
    const moved = (await checks()).get('address');
    assert.deepEqual([moved?.state, moved?.title.includes('http://localhost:9')], ['bad', true]);
    await verifier.stop();
    assert.match((await checks()).get('service')?.title ?? '', /cannot be reached/);
    await verifier.start();
  });
});
