import * as emberService from "@ember/service";

/** `service` is what today's Ember calls it; Ember 3 only knows `inject`. */
export const service = emberService.service ?? emberService.inject;
