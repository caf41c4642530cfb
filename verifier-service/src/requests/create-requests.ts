import { answerRequest } from './answer-request.ts';
import { cancelRequest } from './cancel-request.ts';
import { collectRequest } from './collect-request.ts';
import { declineRequest } from './decline-request.ts';
import type { RequestDependencies } from './dependencies.ts';
import { extendRequest } from './extend-request.ts';
import { findAskedHandle } from './find-asked-handle.ts';
import { openRequest } from './open-request.ts';
import { ownRequest } from './own-request.ts';
import { readState } from './read-state.ts';
import type { Requests } from './requests.ts';
import { seenState } from './seen-state.ts';

/** The use cases of a presentation request, on one set of stores. */
export function createRequests(dependencies: RequestDependencies): Requests {
  return {
    openRequest: openRequest(dependencies),
    findAskedHandle: findAskedHandle(dependencies),
    answerRequest: answerRequest(dependencies),
    declineRequest: declineRequest(dependencies),
    readRequest: async (site, id) => {
      const request = await ownRequest(dependencies, site, id);
      return { request, state: seenState(request, dependencies.clock().getTime()) };
    },
    collectRequest: collectRequest(dependencies),
    cancelRequest: cancelRequest(dependencies),
    readState: readState(dependencies),
    extendRequest: extendRequest(dependencies),
  };
}
