import { readPorts } from './ports.ts';
import { findRunning } from './running.ts';

/** What `npm run demo:pair -- http://localhost:8080` runs: a code that pairs another site to the demo that runs. */
try {
  const ports = readPorts(process.env.DEMO_PORTS);
  const address = readAddress(process.argv[2]);
  const demo = await findRunning(ports.service);
  if (!demo) {
    throw new Error(`No demo runs at port ${ports.service}. Start it in another terminal: npm start`);
  }
  const { pairingCode } = await demo.addSite(process.argv[3] ?? address.host, address.href);
  console.log(`A pairing code for ${address.href}, which works once:

  ${pairingCode}

Welcome its members by the co-op's web address:
  ${new URL(demo.origins.harvest).host}   Harvest Co-op; a membership for the wallet is at ${demo.origins.harvest}
  ${new URL(demo.origins.meadow).host}   Meadow Housing Co-op, at ${demo.origins.meadow}

Or all whom a federation recognises, whose list the service follows:
  River Valley Federation, kept at ${demo.origins.federation}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function readAddress(text: string | undefined): URL {
  const address = URL.parse(text ?? '');
  if (address && /^https?:$/.test(address.protocol)) return address;
  throw new TypeError(
    'Name the site’s address as it is in its browser, such as: npm run demo:pair -- http://localhost:8080',
  );
}
