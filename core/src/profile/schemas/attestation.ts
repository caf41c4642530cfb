import { credentialSchema, dateTime, organization, text } from './shared.ts';

export const attestationSchema = credentialSchema(
  'CoopAttestationCredential',
  'One attribute of somebody, checked by whom, how and when.',
  {
    required: ['attribute', 'attributeValue', 'checkedBy', 'checkMethod', 'checkedAt'],
    properties: {
      attribute: { ...text, description: 'What was checked, such as `livesInDistrict`.' },
      attributeValue: { ...text, type: ['string', 'number', 'boolean'], description: 'What was found.' },
      checkedBy: organization('Who checked it.'),
      checkMethod: { ...text, description: 'How it was checked, such as `document` or `inPerson`.' },
      checkedAt: { ...dateTime, description: 'When it was checked.' },
    },
  },
);
