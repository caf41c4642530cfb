import type { MakeWalletLinks } from '../../requests/wallet-links.ts';
import { requestParameters } from './request-parameters.ts';

/**
 * Makes the links that bring one handle's request to a wallet (OpenID4VP 1.0 §5.7, §5.9.3).
 *
 * By reference, so that the wallet fetches a signed request; under `redirect_uri:` by value, because such a request
 * cannot be signed.
 *
 * @param webWallets the operator's `WEB_WALLETS`: each gets the same query as the app; a test request has our own
 *   test wallet before them
 */
export function createWalletLinks({
  webWallets,
  publicUrl,
}: {
  webWallets: readonly { name: string; url: string }[];
  publicUrl: string;
}): MakeWalletLinks {
  const testWallet = { name: 'Test wallet', url: `${publicUrl}/try` };
  return (asked) => {
    const query = encode(
      asked.request.clientIdPrefix === 'redirect_uri'
        ? requestParameters(asked)
        : {
            client_id: asked.clientId,
            request_uri: asked.requestUri,
            ...(asked.request.requestUriMethod === 'post' && { request_uri_method: 'post' }),
          },
    );
    return {
      app: `openid4vp://?${query}`,
      web: [...(asked.request.test ? [testWallet] : []), ...webWallets].map(({ name, url }) => ({
        name,
        url: `${url}${url.includes('?') ? '&' : '?'}${query}`,
      })),
    };
  };
}

/** Spaces as `%20`: some wallets' platforms do not read `+` as a space. Objects travel as JSON (§5.1). */
function encode(parameters: Readonly<Record<string, unknown>>) {
  return Object.entries(parameters)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    .map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
