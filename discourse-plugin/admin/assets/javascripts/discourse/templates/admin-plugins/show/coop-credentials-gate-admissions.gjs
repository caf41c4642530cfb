import CoopAdmissions from "../../../components/coop-admin/admissions";

const Page = <template><CoopAdmissions @policy={{@model.policy}} /></template>;

export default Page;
