import { t } from "../../lib/coop-words";

/** That something is on its way; the style shows it only after a moment. */
const CoopLoading = <template>
  <div class="coop-loading" role="status">
    <div class="spinner small" aria-hidden="true"></div>
    <span>{{t "loading"}}</span>
  </div>
</template>;

export default CoopLoading;
