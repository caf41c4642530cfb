import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";

/** A page of strangers: opened apart, and told nothing of where it was opened. Its name alone where it is no web page. */
export default class CoopPageLink extends Component {
  get isPage() {
    return /^https?:\/\//i.test(this.args.url ?? "");
  }

  <template>
    {{~#if this.isPage~}}
      <a href={{@url}} target="_blank" rel="noopener noreferrer nofollow"><bdi
        >{{@text}}</bdi><span class="coop-sr-only">
          {{t "admin.lists.new_tab"}}</span></a>
    {{~else~}}
      <bdi>{{@text}}</bdi>
    {{~/if~}}
  </template>
}
