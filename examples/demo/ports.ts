/** Where each part of the demo listens, on loopback. `0` stands for any free port. */
export const demoPorts = {
  site: 4173,
  service: 4100,
  harvest: 4101,
  meadow: 4102,
  wallet: 4103,
  pebble: 4104,
  federation: 4106,
};

export type DemoPorts = Readonly<typeof demoPorts>;

/**
 * The table with what `DEMO_PORTS` changes, such as `site=5173,service=5100`.
 * @throws TypeError that names what cannot be read
 */
export function readPorts(setting = ''): DemoPorts {
  const ports = { ...demoPorts };
  for (const entry of setting.split(',').filter(Boolean)) {
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim());
    const port = Number(value);
    if (!isPart(name)) {
      throw new TypeError(`DEMO_PORTS: there is no part “${name}”. There are: ${Object.keys(demoPorts).join(', ')}.`);
    }
    if (value === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new TypeError(`DEMO_PORTS: “${value}” is no port for ${name}.`);
    }
    ports[name] = port;
  }
  return ports;
}

const isPart = (name: string): name is keyof DemoPorts => Object.hasOwn(demoPorts, name);

/** What to do about ports that are in use, for a person who ran `npm start`: all of them at once. */
export function busyPortsAdvice(busy: readonly (keyof DemoPorts)[], ports: DemoPorts): string {
  const parts = Object.keys(demoPorts).filter(isPart);
  const taken = new Set(Object.values(ports));
  const changes = parts.flatMap((part) => {
    if (!busy.includes(part)) return ports[part] === demoPorts[part] ? [] : [`${part}=${ports[part]}`];
    let other = ports[part];
    do other = other < 64_000 ? other + 1000 : other - 40_001;
    while (taken.has(other));
    taken.add(other);
    return [`${part}=${other}`];
  });
  const mayRun = busy.includes('site');
  return [
    `In use by another program: ${busy.map((part) => `port ${ports[part]} (${part})`).join(', ')}.`,
    ...(mayRun ? [`Is the demo running already? Open http://localhost:${ports.site}`] : []),
    `${mayRun ? 'Else end' : 'End'} that program, or choose other ports: DEMO_PORTS=${changes.join(',')} npm start`,
  ].join('\n');
}
