package nl.laslink.domain.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Mailbox;

/** The mails that were sent, in memory. */
public final class InMemoryMailbox implements Mailbox {
    private final List<Mail> sent = new ArrayList<>();
    private Function<Mail, Outcome> answer = _ -> new Outcome.Sent("m" + (sent.size() + 1));

    /** From now on the service answers this. */
    public synchronized void answering(Function<Mail, Outcome> next) {
        this.answer = next;
    }

    @Override
    public synchronized Outcome send(Mail mail) {
        Outcome outcome = answer.apply(mail);
        if (outcome instanceof Outcome.Sent) {
            sent.add(mail);
        }
        return outcome;
    }

    /** Every mail that was taken, oldest first. */
    public synchronized List<Mail> sent() {
        return List.copyOf(sent);
    }
}
