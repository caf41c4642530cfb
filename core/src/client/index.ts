import { CoopCredentialRequest, tag } from './coop-credential-request.ts';
import { deliverReturn, followReturns } from './return-to-element.ts';

if (!customElements.get(tag)) {
  customElements.define(tag, CoopCredentialRequest);
  followReturns(tag);
  deliverReturn(tag);
}
