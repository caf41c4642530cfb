import CoopConnection from "../../../components/coop-admin/connection";

const Page = <template><CoopConnection /></template>;

export default Page;
