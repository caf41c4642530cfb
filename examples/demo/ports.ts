/** Where each part of the demo listens, on loopback. `0` stands for any free port. */
export const demoPorts = { site: 4173, service: 4100, harvest: 4101, meadow: 4102, wallet: 4103, pebble: 4104 };

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
