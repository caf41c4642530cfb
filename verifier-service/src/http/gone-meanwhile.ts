import type { ErrorRequestHandler, Response } from 'express';
import { problemError, problemIn } from '../problem.ts';
import { keyWrong, letIn } from '../site-api/authenticate.ts';
import type { Sites } from '../sites/sites.ts';
import { storageProblem } from '../store/storage-problem.ts';
import { foundAsked } from '../wallet-api/find-asked.ts';

/**
 * Whatever goes wrong in a call whose site was removed while it was under way is answered as every later call will be:
 * what it was about to write names a row that is gone, or what it was about to read is. Only then is the site looked
 * for; a fault of ours stays one while it is there.
 */
export function goneMeanwhile(sites: Pick<Sites, 'find'>): ErrorRequestHandler {
  return async (error: unknown, _request, response, next) => {
    const isOurs = !problemIn(error) && !storageProblem(error) && !response.headersSent;
    next((isOurs && (await whatIsGone(sites, response, error).catch(() => undefined))) || error);
  };
}

async function whatIsGone(sites: Pick<Sites, 'find'>, response: Response, cause: unknown) {
  const isGone = async ({ id }: { readonly id: string }): Promise<boolean> => (await sites.find(id)) === undefined;
  const [site, asked] = [letIn(response), foundAsked(response)];
  if (site && (await isGone(site))) return keyWrong(cause);
  return asked && (await isGone(asked.site)) ? problemError('request_unknown', { cause }) : undefined;
}
