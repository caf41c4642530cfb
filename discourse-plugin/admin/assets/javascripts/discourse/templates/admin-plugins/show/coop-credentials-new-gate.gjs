import CoopGateEditor from "../../../components/coop-admin/gate-editor";

const Page = <template><CoopGateEditor /></template>;

export default Page;
