import { freshDatabase } from '../bed/database.ts';
import { startTestService, type TestService, type TestServiceOptions } from '../bed/service.ts';

export interface TwoReplicas extends AsyncDisposable {
  readonly one: TestService;
  readonly other: TestService;
  /** The same address at the other one. */
  readonly atOther: (address: string) => string;
}

/** Two services in this process that know nothing of each other but one database and one secret key file. */
export async function startTwo({ environment = {}, ...options }: TestServiceOptions = {}): Promise<TwoReplicas> {
  const fresh = await freshDatabase();
  const shared = { DATABASE_URL: fresh.url, ...environment };
  const one = await startTestService({ ...options, environment: shared });
  const settings = { ...shared, SECRET_KEY_FILE: one.config.secretKeyFile };
  const other = await startTestService({ ...options, environment: settings });
  return {
    one,
    other,
    atOther: (address) => address.replace(one.url, other.url),
    [Symbol.asyncDispose]: async () => {
      await other[Symbol.asyncDispose]();
      await one[Symbol.asyncDispose]();
      await fresh[Symbol.asyncDispose]();
    },
  };
}
