/** A list without anything in it says what it is for, and what comes first. */
const CoopEmpty = <template>
  <div class="coop-empty" ...attributes>
    <h3>{{@title}}</h3>
    <p>{{@text}}</p>
    {{yield}}
  </div>
</template>;

export default CoopEmpty;
