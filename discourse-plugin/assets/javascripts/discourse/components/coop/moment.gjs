import { sayDay, sayMoment } from "../../lib/coop-words";

/** A moment as people write it, and exactly for machines. */
const CoopMoment = <template>
  {{#if @at}}
    <time datetime={{@at}}>{{#if @day}}{{sayDay @at}}{{else}}{{sayMoment
          @at
        }}{{/if}}</time>
  {{else}}
    –
  {{/if}}
</template>;

export default CoopMoment;
