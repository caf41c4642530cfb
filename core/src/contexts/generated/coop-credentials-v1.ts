// Generated from coop-credentials-v1.jsonld by `npm run generate`. Do not edit.
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later

export const coopCredentialsV1 = {
  "@context": {
    "@version": 1.1,
    "@protected": true,
    "id": "@id",
    "type": "@type",
    "CoopMembershipCredential": "https://w3id.org/coop-credentials/vocab#CoopMembershipCredential",
    "CoopTicketCredential": "https://w3id.org/coop-credentials/vocab#CoopTicketCredential",
    "CoopReceiptCredential": "https://w3id.org/coop-credentials/vocab#CoopReceiptCredential",
    "CoopAttestationCredential": "https://w3id.org/coop-credentials/vocab#CoopAttestationCredential",
    "Organization": "https://schema.org/Organization",
    "Event": "https://schema.org/Event",
    "name": "https://schema.org/name",
    "description": "https://schema.org/description",
    "url": {
      "@id": "https://schema.org/url",
      "@type": "@id"
    },
    "memberOf": {
      "@id": "https://schema.org/memberOf",
      "@type": "@id"
    },
    "membershipClass": "https://w3id.org/coop-credentials/vocab#membershipClass",
    "coopType": "https://w3id.org/coop-credentials/vocab#coopType",
    "memberSince": {
      "@id": "https://w3id.org/coop-credentials/vocab#memberSince",
      "@type": "http://www.w3.org/2001/XMLSchema#gYear"
    },
    "membershipId": "https://w3id.org/coop-credentials/vocab#membershipId",
    "event": {
      "@id": "https://schema.org/event",
      "@type": "@id"
    },
    "startDate": {
      "@id": "https://schema.org/startDate",
      "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
    },
    "endDate": {
      "@id": "https://schema.org/endDate",
      "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
    },
    "ticketNumber": "https://schema.org/ticketNumber",
    "admits": {
      "@id": "https://w3id.org/coop-credentials/vocab#admits",
      "@type": "http://www.w3.org/2001/XMLSchema#integer"
    },
    "seller": {
      "@id": "https://schema.org/seller",
      "@type": "@id"
    },
    "orderNumber": "https://schema.org/orderNumber",
    "orderDate": {
      "@id": "https://schema.org/orderDate",
      "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
    },
    "totalPrice": "https://schema.org/totalPrice",
    "priceCurrency": "https://schema.org/priceCurrency",
    "attribute": "https://w3id.org/coop-credentials/vocab#attribute",
    "attributeValue": "https://w3id.org/coop-credentials/vocab#attributeValue",
    "checkedBy": {
      "@id": "https://w3id.org/coop-credentials/vocab#checkedBy",
      "@type": "@id"
    },
    "checkMethod": "https://w3id.org/coop-credentials/vocab#checkMethod",
    "checkedAt": {
      "@id": "https://w3id.org/coop-credentials/vocab#checkedAt",
      "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
    }
  }
};
