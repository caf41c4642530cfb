import CoopAdmissions from "../../../components/coop-admin/admissions";

const Page = <template><CoopAdmissions /></template>;

export default Page;
