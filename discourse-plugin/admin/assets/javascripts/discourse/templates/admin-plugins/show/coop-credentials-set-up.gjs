import CoopSetUp from "../../../components/coop-admin/set-up";

const Page = <template><CoopSetUp /></template>;

export default Page;
