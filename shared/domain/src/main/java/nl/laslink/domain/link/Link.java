package nl.laslink.domain.link;

import java.time.Instant;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;

/**
 * The link of one school through its life. {@code version} rises by one with each write and starts at 1; a school has one
 * link at a time, and a new request takes the place of a rejected or ended one.
 */
public sealed interface Link {

    SchoolId school();

    LinkRequestId request();

    LinkFields fields();

    Actor requestedBy();

    Instant requestedAt();

    long version();

    /**
     * The chain that the request began: its mail, the decision, the first contact and the import that comes of it. Named after
     * the request, so that a reference in a mail finds it.
     */
    default CorrelationId correlation() {
        return new CorrelationId(request().value());
    }

    default LinkState state() {
        return switch (this) {
            case Requested _ -> LinkState.REQUESTED;
            case Rejected _ -> LinkState.REJECTED;
            case Active _ -> LinkState.ACTIVE;
            case Ended _ -> LinkState.ENDED;
        };
    }

    /** Waits for customer service. */
    record Requested(
            SchoolId school,
            LinkRequestId request,
            LinkFields fields,
            Actor requestedBy,
            Instant requestedAt,
            long version)
            implements Link {

        public Active approve(Actor by, Instant at) {
            return new Active(school, request, fields, requestedBy, requestedAt, by, at, version + 1);
        }

        public Rejected reject(Actor by, Instant at, String reason) {
            return new Rejected(school, request, fields, requestedBy, requestedAt, by, at, reason, version + 1);
        }
    }

    /** Customer service said no; the school sees the reason. Its key is of no use any more and is not kept. */
    record Rejected(
            SchoolId school,
            LinkRequestId request,
            LinkFields fields,
            Actor requestedBy,
            Instant requestedAt,
            Actor rejectedBy,
            Instant rejectedAt,
            String reason,
            long version)
            implements Link {

        public Rejected {
            fields = fields.withoutKey();
        }
    }

    /** In use: pupils are fetched and scores delivered. */
    record Active(
            SchoolId school,
            LinkRequestId request,
            LinkFields fields,
            Actor requestedBy,
            Instant requestedAt,
            Actor approvedBy,
            Instant approvedAt,
            long version)
            implements Link {

        public Active with(LinkFields changed) {
            return new Active(school, request, changed, requestedBy, requestedAt, approvedBy, approvedAt, version + 1);
        }
    }

    /** Stopped by the school: no contact any more, nothing erased but the key. A request that was withdrawn ends here as well. */
    record Ended(
            SchoolId school,
            LinkRequestId request,
            LinkFields fields,
            Actor requestedBy,
            Instant requestedAt,
            Actor endedBy,
            Instant endedAt,
            long version)
            implements Link {

        public Ended {
            fields = fields.withoutKey();
        }
    }

    default Ended end(Actor by, Instant at) {
        return new Ended(school(), request(), fields(), requestedBy(), requestedAt(), by, at, version() + 1);
    }
}
