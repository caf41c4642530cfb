import { credentialSchema, dateTime, organization, text } from './shared.ts';

export const receiptSchema = credentialSchema('CoopReceiptCredential', 'Somebody bought something.', {
  required: ['seller', 'orderNumber', 'orderDate'],
  properties: {
    seller: organization('Who sold it.'),
    orderNumber: { ...text, description: 'The order’s number at the seller.' },
    orderDate: { ...dateTime, description: 'When it was bought.' },
    totalPrice: { type: 'string', pattern: '^[0-9]+([.][0-9]+)?$', description: 'What was paid, as a decimal.' },
    priceCurrency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'The currency, by ISO 4217.' },
  },
});
