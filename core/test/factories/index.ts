export * from './badge.ts';
export * from './clock.ts';
export * from './credential.ts';
export * from './keys.ts';
export * from './network.ts';
export * from './presentation.ts';
export * from './sd-jwt.ts';
export * from './status.ts';
