import CoopMemberships from "../../components/coop-memberships";

const CoOpMembershipsPage = <template>
  <CoopMemberships @user={{@model}} />
</template>;

export default CoOpMembershipsPage;
