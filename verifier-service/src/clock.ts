/** The time now, handed in so that tests can hold it. */
export type Clock = () => Date;
