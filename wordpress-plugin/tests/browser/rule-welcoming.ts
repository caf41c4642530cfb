/** A gate's whole rule, as JSON, that welcomes one co-op. */
export const ruleWelcoming = (did: string, more: object): string =>
  JSON.stringify({
    purpose: 'Read the board’s papers',
    accept: [
      {
        require: [
          {
            type: 'CoopMembershipCredential',
            issuers: { allow: [{ id: did, name: 'Harvest Co-op', reason: 'our neighbours' }] },
          },
        ],
      },
    ],
    grant: { for: 'P30D' },
    ...more,
  });
