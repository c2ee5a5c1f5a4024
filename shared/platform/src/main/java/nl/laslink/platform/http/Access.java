package nl.laslink.platform.http;

import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/** Who may use a route. This is the only place where school access is checked. */
public enum Access {
    /** A beheerder of the school in the path; customer service may read. */
    SCHOOL {
        @Override
        Optional<Problem> refusal(HttpRequest request) {
            Person person = request.person();
            if (person.subject().isEmpty()) {
                return NOT_SIGNED_IN;
            }
            try {
                String school = SchoolId.parse(request.path().get("school")).toString();
                boolean isOwn = person.isBeheerder() && person.schools().contains(school);
                boolean reads = person.isCustomerService() && request.method().equals("GET");
                return isOwn || reads ? Optional.empty() : NO_ACCESS;
            } catch (IllegalArgumentException malformed) {
                return NO_ACCESS;
            }
        }
    },
    /** Customer service. */
    CUSTOMER_SERVICE {
        @Override
        Optional<Problem> refusal(HttpRequest request) {
            if (request.person().subject().isEmpty()) {
                return NOT_SIGNED_IN;
            }
            return request.person().isCustomerService() ? Optional.empty() : NO_ACCESS;
        }
    },
    /** Anybody who is signed in. */
    SIGNED_IN {
        @Override
        Optional<Problem> refusal(HttpRequest request) {
            return request.person().subject().isEmpty() ? NOT_SIGNED_IN : Optional.empty();
        }
    },
    /** Everybody; what is in the body decides. */
    ANONYMOUS {
        @Override
        Optional<Problem> refusal(HttpRequest request) {
            return Optional.empty();
        }
    };

    // API Gateway answers 401 before a function is called; a function that is called without claims refuses all the
    // same.
    private static final Optional<Problem> NOT_SIGNED_IN = Optional.of(Problem.of(403, "not-signed-in"));
    private static final Optional<Problem> NO_ACCESS = Optional.of(Problem.of(403, "no-access"));

    abstract Optional<Problem> refusal(HttpRequest request);
}
