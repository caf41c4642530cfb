import CoopGateList from "../../../components/coop-admin/gate-list";

const Page = <template><CoopGateList /></template>;

export default Page;
