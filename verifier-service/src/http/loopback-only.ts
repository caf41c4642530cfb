import type { RequestHandler } from 'express';
import { hostOf, isLoopbackHost } from '../config/addresses.ts';
import { problemError } from '../problem.ts';

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * While an `INSECURE_` setting is on, answers this machine only: peer and `Host` are loopback and nothing was
 * forwarded. A tunnel or a proxy in front would otherwise open a demo to the world.
 */
export const loopbackOnly: RequestHandler = (request, _response, next) => {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const local = isLoopbackHost(peer) && isLoopbackHost(hostOf(request.headers.host ?? ''));
  const forwarded = forwarding.some((name) => request.headers[name] !== undefined);
  next(local && !forwarded ? undefined : problemError('insecure_loopback_only'));
};
