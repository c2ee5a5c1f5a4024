package nl.laslink.domain.school;

/** What the years of a school mean: set for a school, or for a LAS type that is made for one type of school. */
public enum SchoolType {
    /** Year groups 1 to 8. */
    PRIMARY,
    /** Years 1 to 6, which EDEXML writes as 11 to 16. */
    SECONDARY
}
