import CoopAdmissionLog from "../../../components/coop-admin/admission-log";

const Page = <template><CoopAdmissionLog /></template>;

export default Page;
