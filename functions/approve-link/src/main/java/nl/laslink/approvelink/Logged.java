package nl.laslink.approvelink;

import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;

/** Says in the log which request an answer is about, and counts what was decided. */
final class Logged {
    private Logged() {}

    static Reply standing(Link link, Reply answer) {
        Log.line().school(link.school()).correlation(link.correlation());
        return answer;
    }

    static Reply decided(Link link, Reply answer) {
        boolean isApproved = link.state() == LinkState.ACTIVE;
        Log.line()
                .outcome(isApproved ? "approved" : "rejected")
                .metric(isApproved ? Metric.APPROVALS : Metric.REJECTIONS, 1);
        return standing(link, answer);
    }
}
