import CoopGateEditor from "../../../components/coop-admin/gate-editor";

const Page = <template><CoopGateEditor @policy={{@model.policy}} /></template>;

export default Page;
