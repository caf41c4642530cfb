import { modifier } from "ember-modifier";

/** Says where one is after coming from elsewhere: with `@takesFocus` it has it as soon as it is there. */
const focused = modifier((/** @type {HTMLElement} */ element, [takesFocus]) => {
  if (takesFocus) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
});

const CoopHeading = <template>
  {{#if @small}}
    <h3
      class="coop-heading"
      tabindex="-1"
      ...attributes
      {{focused @takesFocus}}
    >{{yield}}</h3>
  {{else}}
    <h2
      class="coop-heading"
      tabindex="-1"
      ...attributes
      {{focused @takesFocus}}
    >{{yield}}</h2>
  {{/if}}
</template>;

export default CoopHeading;
