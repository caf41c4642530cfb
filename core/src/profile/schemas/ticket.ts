import { credentialSchema, dateTime, text, url } from './shared.ts';

export const ticketSchema = credentialSchema('CoopTicketCredential', 'Somebody may attend an event.', {
  required: ['event', 'ticketNumber'],
  properties: {
    event: {
      description: 'The event.',
      type: 'object',
      required: ['type', 'name'],
      properties: {
        id: { type: 'string', format: 'uri', description: 'Its address.' },
        type: { const: 'Event' },
        name: { ...text, description: 'Its name.' },
        startDate: { ...dateTime, description: 'When it begins.' },
        endDate: { ...dateTime, description: 'When it ends.' },
        url: { ...url, description: 'A page about it.' },
      },
    },
    ticketNumber: { ...text, description: 'The ticket’s number, one of its kind at that event.' },
    admits: { type: 'integer', minimum: 1, description: 'How many people it lets in; one where absent.' },
  },
});
